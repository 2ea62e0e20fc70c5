import Documents
import TestSupport
import Testing

/// YAML and JSON as one value.
@Suite struct DocumentReadingTests {
  func read(_ text: String, file: String = "study.yaml") throws -> DocumentValue {
    try DocumentValue(reading: text, file: file, expecting: "a document")
  }

  /// Content without lines, written on one line.
  func shape(_ value: DocumentValue) -> String {
    switch value.content {
    case .scalar(let text): "'\(text)'"
    case .list(let values): "[" + values.map { shape($0) }.joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key): \(shape($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  @Test(
    "JSON says what the same YAML says", .tags(.identity),
    arguments: [
      ("{\"a\": 1, \"b\": [true, null, -0.5e+3, \"x\"]}", "a: 1\nb: [true, null, -0.5e+3, x]"),
      ("[]", "[]"), ("{}", "{}"), ("[{\"a\": {}}, []]", "- a: {}\n- []"),
      ("{\"a\": \"1988-2010\", \"b\": \"\"}", "a: 1988-2010\nb:"),
      ("{\"z\": 1, \"a\": 2, \"m\": 3}", "z: 1\na: 2\nm: 3"),
    ])
  func twoSpellings(json: String, yaml: String) throws {
    #expect(shape(try read(json)) == shape(try read(yaml)))
    #expect(shape(try read(json, file: "study.json")) == shape(try read(yaml)))
  }

  @Test("the merge key of YAML is refused by name", .tags(.failure)) func mergeKey() {
    let error = #expect(throws: DocumentError.self) {
      try read("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n")
    }
    #expect(error?.description.contains("line 3") == true, "\(String(describing: error))")
    #expect(error?.description.contains("merge key `<<`") == true)
  }

  @Test("every value and key knows its line, in either form", .tags(.identity))
  func lines() throws {
    let yaml = "a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n"
    let json = "{\"a\": 1,\n \"b\":\n [\"x\",\n  {\"c\": 2,\n   \"d\": 3}]}"
    for (text, lines) in [(yaml, [1, 3, 4, 5, 2]), (json, [1, 3, 4, 5, 2])] {
      let root = try read(text)
      let entries = try #require(root.mapping)
      let list = try #require(entries[1].value.list)
      let inner = try #require(list[1].mapping)
      #expect(
        [entries[0].value.line, list[0].line, list[1].line, inner[1].value.line, entries[1].line]
          == lines)
    }
  }

  @Test(
    "text in quotes is what its escapes say", .tags(.identity),
    arguments: [
      (#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{8}\u{C}\n\r\t"),
      (#""\u00e9\u20AC\ud83d\ude00""#, "é€😀"), ("\"é: # 😀\"", "é: # 😀"), (#""""#, ""),
    ])
  func strings(json: String, text: String) throws {
    #expect(try read("[\(json)]").list?.first?.scalar == text)
  }

  @Test("a YAML document may open with a brace", .tags(.identity))
  func flow() throws {
    #expect(shape(try read("{a: 1, b: [x, y]}")) == "{a: '1', b: ['x', 'y']}")
    #expect(shape(try read("\u{FEFF}{\"a\": 1}")) == "{a: '1'}")
  }

  @Test(
    "broken JSON is refused with line and column", .tags(.failure),
    arguments: [
      ("{\"a\": 1,\n \"b\" 2}", 2, 6, "a colon"), ("[1,\n2,,3]", 2, 3, "a value"),
      ("[1 2]", 1, 4, "a comma or ]"), ("{\"a\": 1 \"b\": 2}", 1, 9, "a comma or }"),
      ("{a: 1}", 1, 2, "a key in double quotes"), ("[01]", 1, 3, "a comma or ]"),
      ("[1.]", 1, 4, "a digit"), ("[1e]", 1, 4, "a digit"), ("[-]", 1, 3, "a digit"),
      ("[\"a]", 1, 5, "a closing quote"), ("[\"a\nb\"]", 1, 4, "a closing quote"),
      (#"["\x"]"#, 1, 4, "one of"), (#"["\u12G4"]"#, 1, 5, "four hexadecimal digits"),
      (#"["\ud800"]"#, 1, 9, "surrogate"), (#"["\ud800\u0041"]"#, 1, 15, "surrogate"),
      (#"["\udc00"]"#, 1, 9, "surrogate"), ("[1] x", 1, 5, "the end of the document"),
      ("[tru]", 1, 2, "a value"), ("[", 1, 2, "a value"),
      ("{\n\"a\": 1,\n\"a\": 2}", 3, nil, "the key 'a' is repeated"),
    ] as [(String, Int, Int?, String)])
  func brokenJSON(text: String, line: Int, column: Int?, words: String) {
    let error = #expect(throws: DocumentError.self) { try read(text, file: "x.json") }
    guard case .syntax("x.json", .json, line, column, let problem) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.contains(words), "\(problem)")
    #expect(error?.description.contains("x.json is not readable as JSON") == true)
  }

  /// Every place of a text with a byte left out, doubled, or put in the way.
  @Test("damaged JSON and YAML are read, or refused with words", .tags(.failure))
  func damage() {
    let json = #"{"a": [1, -2.5e+3, true, null], "b": {"c\n\u00e9\ud83d\ude00": "x: #"}, "d": ""}"#
    let yaml = "a: &x [1, 'two', \"\\u00e9\"]\nb:\n  - *x\n  - {c: d}\ne: |\n  f\n"
    for (text, file) in [(Array(json.utf8), "a.json"), (Array(yaml.utf8), "a.yaml")] {
      var (readable, refused) = (0, 0)
      for place in text.indices {
        var damaged = [text, text]
        damaged[0].remove(at: place)
        damaged[1].insert(text[place], at: place)
        for byte in Array("{}[],:\"'\\&*-#|> \n\t0e\u{0}".utf8) + [0xFF] {
          var copy = text
          copy[place] = byte
          damaged.append(copy)
        }
        for bytes in damaged {
          do throws(DocumentError) {
            _ = try DocumentValue(
              reading: String(decoding: bytes, as: UTF8.self), file: file, expecting: "x")
            readable += 1
          } catch {
            refused += 1
            #expect(error.description.count > 20 && error.description.contains(file))
          }
        }
      }
      #expect(readable > 100 && refused > 100, "\(file): \(readable) read, \(refused) refused")
    }
  }

  @Test("nesting without end is refused", .tags(.failure))
  func nesting() throws {
    for file in ["deep.json", "deep.yaml"] {
      #expect(throws: DocumentError.self) {
        try read(String(repeating: "[", count: 100_000), file: file)
      }
    }
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    #expect(try read(deep, file: "deep.json").list?.count == 1)
  }

  @Test("aliases that unfold without end are refused", .tags(.failure))
  func bomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let links = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(links)]\n"
    }
    let error = #expect(throws: DocumentError.self) { try read(text) }
    #expect(error?.description.contains("a million values") == true)
  }

  @Test(
    "what is no document is refused", .tags(.failure),
    arguments: [
      ("", "an empty file"), ("  \n\n", "an empty file"), ("# a remark\n", "an empty file"),
      ("a: [1\nb: 2", "line 2"), ("a: 1\na: 2", "the key 'a' is repeated"),
      ("[1, 2]: 3", "a key that is a list"), ("a: 1\n\tb: 2", "line 2"), ("a: *b", "alias"),
      ("a: 1\n---\nb: 2", "study.yaml"), ("a: \u{1}", "line 1"),
    ])
  func noDocument(text: String, words: String) {
    let error = #expect(throws: DocumentError.self) { try read(text) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }
}

import Documents
import TestSupport
import Testing

/// What the words of a document may be read as.
@Suite struct DocumentNodeTests {
  func node(_ text: String) throws -> DocumentNode {
    let root = try DocumentNode(reading: "x: \(text)", file: "a.yaml", expecting: "x")
    return try root.entries()[0].value
  }

  @Test(
    "spans of years", .tags(.identity),
    arguments: [
      ("1988-2010", 1988...2010), ("2010", 2010...2010), ("1988 - 2010", 1988...2010),
      ("1988- 2010", 1988...2010), ("'  1988-2010 '", 1988...2010), ("1-2016", 1...2016),
      ("2010-2010", 2010...2010), ("3", 3...3), ("0988-1000", 988...1000),
    ])
  func years(text: String, expected: ClosedRange<Int>) throws {
    #expect(try node(text).years() == expected)
  }

  @Test(
    "what is no span of years is refused alike", .tags(.failure),
    arguments: [
      "abc", "3-4x", "1990-abc", "-5", "1988-", "'-'", "1988--2010", "1988-2010-2012", "2010-1988",
      "1988 2010", "1988,2010", "+5", "1988-+5", "19880", "1988-20100", "1988.0", "1e3", "''",
      "1988–2010", "１９８８", "0x7C4", "1988 -2010x", "1988:2010", "99999999999999999999",
    ])
  func noYears(text: String) throws {
    let node = try node(text)
    let error = #expect(throws: DocumentError.self) { try node.years() }
    guard case .malformed("a.yaml", 1, "x", _, "years such as 1988-2010") = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("numbers, flags and lists of words", .tags(.identity))
  func words() throws {
    #expect(try node("' a b '").text() == "a b")
    #expect(try node("-1.5e3").number() == -1500)
    #expect(try node("-12").wholeNumber() == -12)
    #expect(
      try ["true", "Yes", "no", "FALSE"].map { try node($0).flag() } == [true, true, false, false])
    #expect(try node("a").texts() == ["a"])
    #expect(try node("[a, 2]").texts() == ["a", "2"])
    #expect(try node("[]").texts() == [])
    #expect(try node("two").vocabulary("one or two") { ["one": 1, "two": 2][$0] } == 2)
  }

  @Test("each verb refuses what it cannot read, and says where", .tags(.failure))
  func refusals() throws {
    let verbs: [(String, String, (DocumentNode) throws -> Void)] = [
      ("[a]", "a word or a sentence", { _ = try $0.text() }),
      ("1x", "a number", { _ = try $0.number() }), ("inf", "a number", { _ = try $0.number() }),
      ("nan", "a number", { _ = try $0.number() }), ("{a: 1}", "a number", { _ = try $0.number() }),
      ("1.5", "a whole number", { _ = try $0.wholeNumber() }),
      ("maybe", "true or false", { _ = try $0.flag() }),
      ("{a: 1}", "a list", { _ = try $0.texts() }),
      ("[[a]]", "a word or a sentence", { _ = try $0.texts() }),
      ("three", "one or two", { _ = try $0.vocabulary("one or two") { _ in Int?.none } }),
      ("a", "`key: value` lines", { _ = try $0.entries() }),
      ("a", "a list", { _ = try $0.items() }),
    ]
    for (text, expected, verb) in verbs {
      let node = try node(text)
      let error = #expect(throws: DocumentError.self) { try verb(node) }
      guard case .malformed("a.yaml", 1, let path, _, expected) = error else {
        Issue.record("\(text): \(String(describing: error))")
        continue
      }
      #expect(path.hasPrefix("x"))
    }
  }

  @Test("a key that nothing reads is refused with its own line", .tags(.failure))
  func unknownKey() throws {
    let root = try DocumentNode(
      reading: "one: 1\ntoo:\n  - 2\n", file: "a.yaml", expecting: "numbers")
    let error = #expect(throws: DocumentError.self) { try root.entries(known: ["one", "two"]) }
    #expect(
      error
        == .unknownKey(
          file: "a.yaml", line: 2, path: "", key: "too", closest: ["two"],
          known: ["one", "two"]))
    #expect(
      error?.description
        == "a.yaml, line 2: there is no setting 'too'. Did you mean 'two'? "
        + "Settings here are one, two.")
  }

  @Test("laying over merges mappings key by key and replaces all else", .tags(.identity))
  func overlay() throws {
    func value(_ text: String) throws -> DocumentNode {
      try DocumentNode(reading: text, file: "a.yaml", expecting: "x")
    }
    let merged = try value("a: {b: 1, c: [1, 2]}\nd: 3")
      .overlaid(with: value("a: {c: [9], e: 4}\nf: 5"))
    let entries = try merged.entries()
    #expect(entries.map(\.key) == ["a", "d", "f"])
    #expect(try entries[0].value.entries().map(\.key) == ["b", "c", "e"])
    #expect(try entries[0].value.entries()[1].value.texts() == ["9"])
    // The base is as it was.
    #expect(try value("a: 1").overlaid(with: value("2")).text() == "2")
  }
}

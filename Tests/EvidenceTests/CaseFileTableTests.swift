import Documents
import Evidence
import TestSupport
import Testing

/// A table of items is the same document as a YAML case file: it knows its lines and drops nothing.
@Suite struct CaseFileTableTests {
  private static let header =
    "id,case,date,kind,brief,source,source_number,reliability,note,flags,p_h,p_other,because\n"

  private func error(_ text: String) -> EvidenceError? {
    do {
      _ = try CaseFile(csv: text, file: "t.csv")
      return nil
    } catch {
      return error
    }
  }

  @Test("a cell that is not what it should be is named by the line of its row", .tags(.failure))
  func lines() {
    let good = "i1,x,1970,claim,seen,A,,,,,0.6,0.3,so\n"
    let broken = "\"i1,\n\nx\",x,1970,claim,\"two\r\nlines\",A,,,,,0.6,0.3,so\n"
    for (rows, line) in [
      ("i1,x,1970,claim,seen,A,,high,,,0.6,0.3,so\n", 2),
      (good + "i2,x,1970,claim,seen,A,,high,,,0.6,0.3,so\n", 3),
      (broken + "i2,x,1970,claim,seen,A,,high,,,0.6,0.3,so\n", 6),
    ] {
      guard
        case .document(.malformed("t.csv", line, let path, "'high'", "a number")) = error(
          Self.header + rows)
      else {
        Issue.record("\(String(describing: error(Self.header + rows)))")
        continue
      }
      #expect(path.hasSuffix("reliability"))
    }
    let blank = "\n\n" + Self.header + "i1,x,1970,clam,seen,A,,,,,0.6,0.3,so\n"
    guard case .document(.malformed("t.csv", 4, _, "'clam'", _)) = error(blank) else {
      Issue.record("\(String(describing: error(blank)))")
      return
    }
    let number = Self.header + "i1,x,1970,claim,seen,A,12b,,,,0.6,0.3,so\n"
    guard case .document(.malformed("t.csv", 2, _, "'12b'", "a whole number")) = error(number)
    else {
      Issue.record("\(String(describing: error(number)))")
      return
    }
  }

  @Test("a note that is a place stays with its item as a remark", .tags(.identity))
  func notes() throws {
    let caseFile = try CaseFile(
      csv: Self.header + "i1,x,1970,claim,seen,A,,,12,,,,\n"
        + "i2,x,1970,claim,seen,A,,,after 59,look,,,\ni3,x,1970,claim,seen,A,,,84-85,,,,\n",
      file: "t.csv")
    #expect(caseFile.items.map(\.note) == [12, nil, nil])
    #expect(caseFile.items.map(\.flags) == [[], ["look", "note after 59"], ["note 84-85"]])
  }

  @Test("a case file in JSON is the case file in YAML", .tags(.identity))
  func json() throws {
    let yaml = """
      ledger: l
      exclusivity: one of two
      hypotheses: {h: {statement: So}, o: {statement: Not so, other: true}}
      cases: {x: {name: X}}
      sources: {a: {citation: A}}
      items: [{id: i1, case: x, date: 1970, kind: claim, source: a, brief: seen}]
      """
    let json = """
      {"ledger": "l", "exclusivity": "one of two",
       "hypotheses": {"h": {"statement": "So"}, "o": {"statement": "Not so", "other": true}},
       "cases": {"x": {"name": "X"}}, "sources": {"a": {"citation": "A"}},
       "items": [{"id": "i1", "case": "x", "date": 1970, "kind": "claim", "source": "a",
                  "brief": "seen"}]}
      """
    #expect(
      try CaseFile(yaml: yaml, file: "l.yaml") == CaseFile(yaml: json, file: "l.json"))
  }

  @Test("what is known before the clues is yes or no", .tags(.failure))
  func given() throws {
    func caseFile(_ given: String) throws -> CaseFile {
      var text = CaseFileText([CaseFileText.item("i1")])
      text.extra =
        "causal-model: {nodes: {I: root, D: {I: rising}}, effect-of: I, on: D, given: {I: \(given)}}"
      return try CaseFile(yaml: text.yaml, file: "t")
    }
    #expect(try caseFile("1").causalModel?.given == ["I": true])
    #expect(try caseFile("false").causalModel?.given == ["I": false])
    for word in ["7", "-1", "maybe", "1.0"] {
      let error = #expect(throws: EvidenceError.self) { try caseFile(word) }
      guard case .document(.malformed(_, _, "causal-model.given.I", _, _)) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }
}

import Evidence
import Frames
import TestSupport
import Testing

@Suite struct CaseFileTests {
  @Test(
    .tags(.reference),
    arguments: [
      ("1972-10-22", "1972-10-22", "1972-10-22", .day),
      ("1972-02", "1972-02-01", "1972-02-29", .month),
      ("1972", "1972-01-01", "1972-12-31", .year),
      ("late 1960s", "1965-01-01", "1969-12-31", .range),
      ("mid-1960s", "1963-01-01", "1967-12-31", .range),
      ("early 1960s", "1960-01-01", "1964-12-31", .range),
      ("1950s-1970s", "1950-01-01", "1979-12-31", .range),
      ("late 1950s-1960s", "1955-01-01", "1969-12-31", .range),
      ("1950-1953", "1950-01-01", "1953-12-31", .range),
      ("1971-06/1972-12", "1971-06-01", "1972-12-31", .range),
      ("1968-01 to 1969-03", "1968-01-01", "1969-03-31", .range),
      ("1971-mid to 1972-12", "1971-05-01", "1972-12-31", .range),
      ("1976 onward", "1976-01-01", nil, .range), ("2021 or before", nil, "2021-12-31", .range),
      ("undated", nil, nil, .undated),
    ] as [(String, String?, String?, PartialDate.Precision)])
  func dates(
    _ text: String, _ earliest: String?, _ latest: String?, _ precision: PartialDate.Precision
  ) throws {
    let date = try #require(PartialDate(text))
    #expect(date.earliest == earliest.flatMap { PartialDate($0)?.earliest })
    #expect(date.latest == latest.flatMap { PartialDate($0)?.earliest })
    #expect(date.precision == precision)
  }

  @Test(
    .tags(.failure),
    arguments: [
      "", "soon", "1972-13", "1972-02-30", "72", "1972-1", "1953-1950", "onward", "0000", "196s",
      "1972-10-22-23", "19700", "late 1960",
    ])
  func badDates(_ text: String) { #expect(PartialDate(text) == nil) }

  @Test(.tags(.identity)) func onlyCertainOrderCounts() throws {
    let year = try #require(PartialDate("1970"))
    let month = try #require(PartialDate("1970-06"))
    let later = try #require(PartialDate("1971"))
    let open = try #require(PartialDate("1969 onward"))
    #expect(!year.isBefore(month) && !month.isBefore(year) && !year.isDisjoint(from: month))
    #expect(month.isBefore(later) && later.isDisjoint(from: month) && !open.isBefore(later))
  }

  private func fault(_ text: CaseFileText) -> CaseFileFault? {
    do {
      _ = try CaseFile(yaml: text.yaml, file: "test")
      return nil
    } catch {
      guard case .caseFile(let fault) = error else { return nil }
      return fault
    }
  }

  @Test(
    .tags(.failure),
    arguments: [("depends-on", "depends on"), ("follows", "follows"), ("explains", "explains")])
  func itemsInACircleAreRefused(key: String, relation: String) {
    func item(_ id: String, _ others: String) -> String {
      CaseFileText.item(id, others.isEmpty ? "" : "\(key): [\(others)]")
    }
    #expect(
      fault(CaseFileText([item("i1", "i1")]))
        == .circular(relation: relation, items: ["i1", "i1"]))
    #expect(
      fault(
        CaseFileText([item("i1", "i2"), item("i2", "i3"), item("i3", "i4, i2"), item("i4", "")]))
        == .circular(relation: relation, items: ["i2", "i3", "i2"]))
    // Two ways to one item are no circle.
    #expect(
      fault(
        CaseFileText([item("i1", "i2, i3"), item("i2", "i4"), item("i3", "i4"), item("i4", "")]))
        == nil)
  }

  private func fault(of item: String) -> CaseFileFault? { fault(CaseFileText([item])) }

  @Test(.tags(.failure)) func refusesItemsByName() {
    func item(_ settings: String) -> String { "{id: i1, kind: claim, " + settings + "}" }
    #expect(fault(of: item("case: x, date: 1970")) == .noSource(item: "i1"))
    #expect(fault(of: item("case: x, date: 1970, source: []")) == .noSource(item: "i1"))
    #expect(
      fault(of: item("case: xx, date: 1970, source: a"))
        == .unknownCase("xx", item: "i1", closest: ["x"], known: ["x"]))
    #expect(
      fault(of: item("case: x, date: in June, source: a"))
        == .badDate("in June", usedIn: "item i1"))
    #expect(
      fault(of: item("case: x, date: 1970, source: z"))
        == .unknownReference(
          kind: "source", id: "z", usedIn: "item i1", closest: ["a", "b", "c"]))
    #expect(
      fault(of: item("case: x, date: 1970, note: 3"))
        == .unknownReference(kind: "note", id: "3", usedIn: "item i1", closest: []))
    #expect(
      fault(of: CaseFileText.item("i1", "follows: i9"))
        == .unknownReference(kind: "item", id: "i9", usedIn: "item i1", closest: ["i1"]))
    #expect(
      fault(of: CaseFileText.item("i1", "person: bob"))
        == .unknownReference(kind: "person", id: "bob", usedIn: "item i1", closest: []))
  }

  @Test(.tags(.failure), arguments: [(1.0, 0.3, 1.0), (0.5, 0.0, 0.0)])
  func refusesCertaintyThatIsNotLogical(_ p: Double, _ q: Double, _ value: Double) {
    let expected = CaseFileFault.certainProbability(
      item: "i1", hypothesis: value == p ? "h" : "other", value: value)
    #expect(fault(of: CaseFileText.item("i1", p: p, q: q)) == expected)
    #expect(expected.description.contains("i1"))
    #expect(fault(of: CaseFileText.item("i1", p: p, q: q, "logical: by definition")) == nil)
  }

  @Test(.tags(.failure)) func refusesNumbersByName() {
    #expect(
      fault(of: CaseFileText.item("i1", p: 1.2))
        == .badProbability(item: "i1", hypothesis: "h", value: 1.2))
    let base = "{id: i1, case: x, date: 1970, kind: claim, source: a, "
    #expect(
      fault(of: base + "probabilities: {h: 0.3}, because: so}")
        == .missingProbability(item: "i1", hypothesis: "other"))
    #expect(
      fault(of: base + "probabilities: {h: 0.3, other: 0.4}}") == .noReason(usedIn: "item i1"))
    #expect(
      fault(of: base + "probabilities: {h: [0.4, 0.3], other: 0.4}, because: so}")
        == .badProbability(item: "i1", hypothesis: "h", value: 0.3))
    for (setting, name) in [("reliability: 0", "reliability"), ("noise: 1", "noise")] {
      guard case .badNumber(name, "item i1", _, _) = fault(of: CaseFileText.item("i1", setting))
      else {
        Issue.record("\(setting) passed")
        continue
      }
    }
  }

  @Test(.tags(.failure)) func refusesCaseFilesByName() {
    var text = CaseFileText([CaseFileText.item("i1"), CaseFileText.item("i1")])
    #expect(fault(text) == .repeated(kind: "item", id: "i1"))
    text.items = []
    text.hypotheses = "  h: {statement: So}\n  g: {statement: Not}"
    #expect(fault(text) == .hypotheses(found: 2, others: 0))
    text.hypotheses = "  h: {statement: So, other: true}"
    #expect(fault(text) == .hypotheses(found: 1, others: 1))
    text.hypotheses =
      "  h: {statement: So, prior: 0.5}\n  o: {statement: Not, prior: 0.4, other: true}"
    #expect(fault(text) == .priorSum(0.9))
    // A sum of 1 is no excuse for a chance below 0.
    text.hypotheses =
      "  h: {statement: So, prior: 1.2}\n  o: {statement: Not, prior: -0.2, other: true}"
    #expect(
      fault(text)
        == .badNumber(
          name: "prior", usedIn: "the hypothesis 'h'", value: 1.2,
          expected: "a probability above 0 and below 1"))
    text = CaseFileText([])
    text.extra = "dependence: {a: {shared: 0.5}}"
    #expect(fault(text) == .noReason(usedIn: "the dependence 'a'"))
    text.extra = "dependence: {z: {shared: 0.5, because: so}}"
    guard case .unknownReference("source or item", "z", _, _) = fault(text) else {
      Issue.record("an unknown key of a dependence passed")
      return
    }
    text.extra = "exclusive: yes"
    let error = #expect(throws: EvidenceError.self) {
      try CaseFile(yaml: text.yaml, file: "test")
    }
    guard case .document(.unknownKey(_, _, _, "exclusive", ["exclusivity"], _)) = error else {
      Issue.record("an unknown setting passed")
      return
    }
  }

  @Test(.tags(.failure)) func missingFilesAreNamed() {
    #expect(
      throws: EvidenceError.document(
        .unknownName(
          "loyalti", kind: "ledger", place: "a file", known: ["loyalty", "causal-clues"],
          closest: ["loyalty"]))
    ) { try CaseFileLibrary.caseFile("loyalti") }
  }

  @Test(.tags(.identity)) func aTableIsReadAsYAMLIs() throws {
    let table = """
      id,case,date,kind,brief,source,source_date,reliability,p_h,p_other,because
      i1,x,1970,claim,seen,Document a,,,0.6,0.3,so
      i2,x,1971-02-03,US response,seen,"Document b, 3 Feb 1971",,0.8,0.5,0.4,so
      """
    let caseFile = try CaseFile(csv: table, file: "t.csv")
    #expect(caseFile.hypotheses.map(\.id) == ["h", "other"])
    #expect(caseFile.items.map(\.kind) == [.claim, .response])
    #expect(caseFile.sources[1].date == PartialDate("1971-02-03"))
    let trace = try ProcessTrace(caseFile, caseID: "x")
    let expected = 0.6 * (0.8 * 0.5 + 0.1) / (0.6 * (0.8 * 0.5 + 0.1) + 0.3 * (0.8 * 0.4 + 0.1))
    expectClose(trace.posterior[0], expected, relative: 1e-12)
    #expect(
      throws: EvidenceError.caseFile(
        .missingColumn(file: "t.csv", name: "date", known: ["id", "case"]))
    ) { try CaseFile(csv: "id,case\n1,x\n", file: "t.csv") }
  }

  @Test(
    .tags(.reference),
    .needsTables("oracle/loyalty-cases.csv", of: "a table of the items in Spindel's cases"))
  func readsATableOfManyItems() throws {
    let caseFile = try CaseFileLibrary.caseFile(TablesOfOthers.path("oracle/loyalty-cases.csv"))
    #expect(caseFile.items.count == 96)
    let audit = SourceAudit(caseFile)
    #expect(audit.leads.filter { $0.rule == .sourceBeforeEvent }.map(\.note) == [70])
  }
}

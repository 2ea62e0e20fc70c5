import Frames
import Panels
import TestSupport
import Testing

@Suite struct CoverageTests {
  private func dyads() throws -> Frame {
    try Frame([
      Column(name: "ccode1", integers: [2, 2, 2, 2, 2]),
      Column(name: "ccode2", integers: [20, 40, 20, 999, 20]),
      Column(name: "year", integers: [2009, 2010, 2011, 2010, nil]),
    ])
  }

  /// Disputes with rows only where there was one, and a row past the end of coverage.
  private func disputes() throws -> Frame {
    try Frame([
      Column(name: "ccode1", integers: [2, 2, 2]),
      Column(name: "ccode2", integers: [20, 20, 40]),
      Column(name: "year", integers: [1975, 2011, 1962]),
      Column(name: "ongoing", integers: [1, 0, 1]),
      Column(name: "kind", texts: ["a", "b", "c"]),
    ])
  }

  private func joined(_ coverage: Coverage?) throws -> (frame: Frame, ledger: JoinLedger) {
    try Join(name: "mids", on: ["ccode1", "ccode2", "year"], coverage: coverage)(
      dyads(), disputes())
  }

  @Test("no row within coverage is a zero, beyond it nothing", .tags(.identity))
  func zeros() throws {
    let (frame, ledger) = try joined(
      Coverage(years: 1816...2010, units: .asObservedMembers, absentMeans: .zero))
    let ongoing = try frame.column("ongoing")
    #expect(
      (0..<5).map { ongoing.presence(at: $0) }
        == [.present, .present, .outsideCoverage, .outsideCoverage, .present])
    #expect(ongoing.integer(at: 0) == 0 && ongoing.integer(at: 1) == 0)
    let kind = try frame.column("kind")
    #expect(kind.presence(at: 0) == .missing && kind.presence(at: 2) == .outsideCoverage)
    #expect(ledger.filledZero == 3 && ledger.filledMissing == 3)
    #expect(ledger.filledOutsideCoverage == 2)
    // Two columns are brought, so cells are more than the rows that they are in.
    #expect(ledger.rowsOutsideCoverage == 1 && ledger.rowsFilledZero == 3)
    // The row of 2011 is in the table, and its two values are not observations.
    #expect(ledger.takenOut == 2)
  }

  @Test("no row within coverage is missing where the source says so", .tags(.identity))
  func missing() throws {
    let ongoing = try joined(Coverage(years: 1816...2010, units: .all)).frame.column("ongoing")
    #expect(
      (0..<5).map { ongoing.presence(at: $0) }
        == [.missing, .missing, .outsideCoverage, .missing, .missing])
    let undeclared = try joined(nil)
    #expect(try undeclared.frame.column("ongoing").integer(at: 2) == 0)
    #expect(undeclared.ledger.filledOutsideCoverage == 0 && undeclared.ledger.takenOut == 0)
  }

  @Test("a column can be covered for fewer years than its table", .tags(.identity))
  func columnYears() throws {
    let frame = try joined(
      Coverage(
        years: 1816...2011,
        columnYears: [Coverage.ColumnYears(column: "kind", years: 1816...1990)], units: .all)
    ).frame
    #expect(try frame.column("ongoing").integer(at: 2) == 0)
    #expect(try frame.column("kind").presence(at: 2) == .outsideCoverage)
    #expect(try frame.column("kind").presence(at: 0) == .outsideCoverage)
  }

  @Test("listed units are covered and others are not", .tags(.identity))
  func listed() throws {
    let ongoing = try joined(
      Coverage(years: nil, units: .listed([2, 20, 999]), absentMeans: .zero)
    ).frame.column("ongoing")
    #expect(ongoing.presence(at: 1) == .outsideCoverage)
    #expect(ongoing.integer(at: 3) == 0)
  }

  @Test("one left column may serve two keys", .tags(.failure))
  func oneColumnTwice() throws {
    let states = try dyads().selecting(["ccode1", "year"])
    let (frame, ledger) = try Join(
      name: "self", keys: [Join.Key("ccode1"), Join.Key("ccode1", "ccode2"), Join.Key("year")],
      coverage: Coverage(years: 1816...2010, units: .asObserved))(states, disputes())
    #expect(ledger.matched == 0)
    #expect(try frame.column("ongoing").presence(at: 0) == .outsideCoverage)
  }
}

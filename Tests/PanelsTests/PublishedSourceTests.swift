import Frames
import Panels
import TestSupport
import Testing

/// The catalogue against the tables themselves, and a study's joins against counts made elsewhere.
///
/// Counts of matched and unmatched rows: an independent rebuilding of the panel of Alley (2021),
/// Table 1, from the same tables with pandas.
@Suite(.needsTables("data", "oracle", of: "all sources of the catalogue"))
struct PublishedSourceTests {
  static let folders = [TablesOfOthers.path("data"), TablesOfOthers.path("oracle")]

  @Test(
    "every source of the catalogue is as described", .tags(.reference),
    arguments: SourceCatalogue.builtIn.names)
  func check(name: String) throws {
    let check = try SourceCatalogue.builtIn.source(name).check(in: Self.folders)
    #expect(check.status == .present)
    #expect(check.problems == [])
  }

  private func allies() throws -> Frame {
    let support = try SourceCatalogue.builtIn.source("latent-support").read(in: Self.folders).frame
    let patron = try support.column("patron")
    return support.filtered((0..<support.rowCount).map { patron.integer(at: $0) == 2 })
  }

  /// A source's columns, restricted to rows in which the United States comes first.
  private func source(_ name: String, _ columns: [String]) throws -> (Frame, Coverage) {
    let table = try SourceCatalogue.builtIn.source(name).read(in: Self.folders)
    var frame = table.frame
    if frame.contains("ccode1") {
      let first = try frame.column("ccode1")
      frame = frame.filtered((0..<frame.rowCount).map { first.integer(at: $0) == 2 })
    }
    return (try frame.selecting(columns), table.coverage)
  }

  @Test("US ally-years meet each source in as many rows as elsewhere", .tags(.reference))
  func counts() throws {
    let panel = try allies()
    #expect(panel.rowCount == 3039)
    func ledger(
      _ name: String, _ columns: [String], _ left: String, _ right: String
    ) throws -> JoinLedger {
      let (frame, coverage) = try source(name, columns)
      return try Join(
        name: name, keys: [Join.Key(left, right), Join.Key("year")], prefix: "r_",
        coverage: coverage)(panel, frame).ledger
    }
    let promises = try ledger(
      "blankenship-promises", ["ccode_undated", "year", "lag_latency_pilot"], "ccode_undated",
      "ccode_undated")
    #expect(promises.matched == 2911 && promises.unmatchedLeft == 128)
    let democracy = try ledger(
      "democracy", ["ccode", "year", "uds"], "ccode_undated", "ccode")
    #expect(democracy.matched == 3004 && democracy.unmatchedLeft == 35)
    let igos = try ledger(
      "cow-igos", ["ccode2", "year", "shared_igos"], "ccode_undated", "ccode2")
    #expect(igos.matched == 3004 && igos.unmatchedLeft == 35)
    let disputes = try ledger(
      "gml-mids", ["ccode2", "year", "mid_ongoing"], "ccode_undated", "ccode2")
    #expect(disputes.matched == 53 && disputes.unmatchedLeft == 2986)
    #expect(disputes.filledZero + disputes.filledOutsideCoverage == 2986)
    // With the dated code West Germany meets its own rows.
    #expect(try ledger("democracy", ["ccode", "year", "uds"], "ccode", "ccode").unmatchedLeft == 0)
    // The table of organisations has only one Germany in 1990.
    let dated = try ledger("cow-igos", ["ccode2", "year", "shared_igos"], "ccode", "ccode2")
    #expect(dated.examplesLeft == ["260, 1990"] && dated.unmatchedLeft == 1)
  }

  @Test("a key that occurs twice is found where it is known to", .tags(.failure))
  func duplicate() throws {
    let panel = try allies()
    #expect(throws: PanelsError.self) {
      try Join(
        name: "support", keys: [Join.Key("ccode", "ccode_undated"), Join.Key("year")], prefix: "r_")(
          panel, panel)
    }
    let again = try Join(name: "support", on: ["ccode", "year"], prefix: "r_")(panel, panel)
    #expect(again.ledger.matched == 3039 && again.ledger.rowsOut == 3039)
  }

  @Test("tariffs reach 933 of the ally-years and the Union's rows", .tags(.reference))
  func tariffs() throws {
    let panel = try allies()
    let union = CompositeActor(
      name: "European Union", code: 1000, membership: .codeRanges([200...325, 350...350]))
    let (rows, ledger) = try union.rows(
      from: panel, code: "ccode_undated", label: "cname", years: 1988...2010,
      [Aggregation("support", .mean)])
    #expect(rows.rowCount == 23)
    #expect(
      ledger.entries.map(\.members.count) == [10, 10, 11] + Array(repeating: 10, count: 8)
        + Array(repeating: 13, count: 5) + Array(repeating: 14, count: 7))
    #expect(ledger.entries[2].repeated == ["255"])
    var all = try panel.appendingRows(of: rows)
    // The composite has its code in the undated column; the dated one follows it.
    let dated = try all.column("ccode")
    let undated = try all.column("ccode_undated")
    try all.set(
      Column(
        name: "ccode",
        integers: (0..<all.rowCount).map { dated.integer(at: $0) ?? undated.integer(at: $0) }))
    let (tariffs, _) = try source("wits-tariffs", ["ccode", "year", "weighted_average", "maximum"])
    let joined = try Join(name: "tariffs", on: ["ccode", "year"])(all, tariffs)
    #expect(joined.ledger.rowsLeft == 3062 && joined.ledger.matched == 933)
    #expect(joined.ledger.unmatchedRight == 513)
  }

  @Test("each US year since 1949 has the leader that the rule of six months gives")
  func leaders() throws {
    let spells = try SourceCatalogue.builtIn.source("archigos").read(in: Self.folders).frame
    let built = try LeaderYears(rule: .mostMonths(minimum: 6)).build(spells, years: 1949...2012)
    let code = try built.frame.column("gwcode")
    let us = built.frame.filtered((0..<built.frame.rowCount).map { code.integer(at: $0) == 2 })
    #expect(us.rowCount == 64)
    let leader = try us.column("leader")
    let year = try us.column("year")
    var runs: [(String, Int64)] = []
    for row in 0..<us.rowCount {
      let name = try #require(leader.text(at: row))
      if runs.last?.0 != name { runs.append((name, try #require(year.integer(at: row)))) }
    }
    #expect(
      runs.map(\.1) == [1949, 1953, 1961, 1964, 1969, 1975, 1977, 1981, 1989, 1993, 2001, 2009])
  }

  @Test("distances have one row for each pair of COW codes", .tags(.identity))
  func distances() throws {
    let frame = try SourceCatalogue.builtIn.source("cepii-geodist").read(in: Self.folders).frame
    let first = try frame.column("ccode1")
    let second = try frame.column("ccode2")
    let coded = frame.filtered(
      (0..<frame.rowCount).map { first.isPresent(at: $0) && second.isPresent(at: $0) })
    let kept = try coded.selecting(["ccode1", "ccode2", "distance_weighted"])
    let again = try Join(
      name: "distance", cardinality: .oneToOne, on: ["ccode1", "ccode2"], time: nil, prefix: "r_")(
        kept, kept)
    #expect(again.ledger.matched == kept.rowCount)
    let germany = coded.filtered(
      (0..<coded.rowCount).map { row in
        let one = (try? coded.column("ccode1"))?.integer(at: row)
        let two = (try? coded.column("ccode2"))?.integer(at: row)
        return one == 2 && (two == 255 || two == 260)
      })
    let distance = try germany.column("distance_weighted")
    #expect(germany.rowCount == 2 && distance.double(at: 0) == distance.double(at: 1))
  }
}

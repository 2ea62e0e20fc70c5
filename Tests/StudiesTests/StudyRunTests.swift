import Foundation
import Studies
import TestSupport
import Testing

/// Studies run end to end on small tables.
@Suite struct StudyRunTests {
  func run(
    _ study: TemporaryStudy, out: String = "report", threads: Int = 1, variant: String? = nil
  ) throws -> StudyReport {
    var options = StudyRunner.Options()
    options.output = study.path(out)
    options.threads = threads
    return try StudyRunner(study: study.path, variant: variant, options: options).run()
  }

  @Test(.tags(.identity)) func aReportHoldsEverythingItNames() throws {
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: SmallStudy.tables)
    let report = try run(study)
    #expect(report.summary.contains("report/index.html"))
    #expect(
      study.contents("report")
        == ["figures", "index.html", "manifest.json", "results.json", "study.yaml", "tables"])
    let results = try String(contentsOfFile: study.path("report/results.json"), encoding: .utf8)
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(results.utf8)) as? [String: Any])
    let fits = try #require(json["fits"] as? [String: Any])
    let plain = try #require(fits["plain"] as? [String: Any])
    // 24 rows, one without support; the lag loses each ally's first year and ally 4's gap.
    #expect(plain["n"] as? Int == 23)
    #expect((plain["n_dropped"] as? [String: Int]) == ["missing: support": 1])
    #expect((fits["lagged"] as? [String: Any])?["n"] as? Int == 20)
    let page = try String(contentsOfFile: study.path("report/index.html"), encoding: .utf8)
    #expect(page.contains("Unmatched here"))
    // The name of SVG's vocabulary is no address that a reader would open.
    let rest = page.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    #expect(!rest.contains("http://") && !rest.contains("src="))
    let manifest = try String(contentsOfFile: study.path("report/manifest.json"), encoding: .utf8)
    #expect(manifest.contains("exports.csv"))
  }

  /// How the rows became a sample is drawn for each model that lost some.
  @Test(.tags(.identity)) func samplesThatLostRowsAreDrawn() throws {
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: SmallStudy.tables)
    _ = try run(study)
    #expect(
      study.contents("report/figures")
        == ["lagged", "plain"].flatMap { name in
          ["pdf", "png", "svg"].map { "sample-\(name).\($0)" }
        })
    let drawn = try String(
      contentsOfFile: study.path("report/figures/sample-plain.svg"), encoding: .utf8)
    #expect(drawn.contains("Rows offered: 24; missing: support: \u{2212}1; Rows used: 23."))
    let page = try String(contentsOfFile: study.path("report/index.html"), encoding: .utf8)
    #expect(page.contains("Rows offered to the model plain, dropped by reason, and used."))
    #expect(page.contains("figures/sample-lagged.png"))
    // The support of every row, so that the first model loses none.
    var tables = SmallStudy.tables
    let support = try #require(tables["support.csv"])
    let exports = try #require(tables["exports.csv"])
    let rows = exports.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").prefix(2).joined(separator: ",")
    }
    tables["support.csv"] =
      "\(support.split(separator: "\n")[0])\n"
      + rows.enumerated().map { "\($1),\($0 * $0 % 11)" }.joined(separator: "\n") + "\n"
    let full = try TemporaryStudy(yaml: SmallStudy.yaml, tables: tables)
    _ = try run(full)
    #expect(full.contents("report/figures").allSatisfy { $0.hasPrefix("sample-lagged.") })
  }

  @Test(.tags(.identity)) func resultsAreTheSameBytesWhateverTheRunAndTheThreads() throws {
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: SmallStudy.tables)
    var seen: Set<Data> = []
    for (index, threads) in [1, 1, 2].enumerated() {
      _ = try run(study, out: "r\(index)", threads: threads, variant: "robust")
      seen.insert(try Data(contentsOf: URL(fileURLWithPath: study.path("r\(index)/results.json"))))
    }
    #expect(seen.count == 1)
  }

  @Test(.tags(.identity)) func aReportReplacesAnEarlierOneAndNothingElse() throws {
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: SmallStudy.tables)
    _ = try run(study)
    _ = try run(study, variant: "robust")
    let results = try String(contentsOfFile: study.path("report/results.json"), encoding: .utf8)
    #expect(results.contains("\"variant\": \"robust\""))
    let keepsake = study.path("mine/thesis.tex")
    try FileManager.default.createDirectory(
      atPath: study.path("mine"), withIntermediateDirectories: true)
    try "words".write(toFile: keepsake, atomically: true, encoding: .utf8)
    #expect(throws: StudyError.outputOccupied(path: study.path("mine"))) {
      try run(study, out: "mine")
    }
    #expect(study.contents("mine") == ["thesis.tex"])
  }

  /// What a user's files can cause: one clear error, and no trace of a report.
  @Test(
    .tags(.failure),
    arguments: [
      ("missing file", "support.csv", nil, ["support.csv", "--data"]),
      ("wrong type", "support.csv", ("2,2003,", "2,2003,lots#"), ["lots#", "row 10", "a number"]),
      ("duplicated key", "support.csv", ("1,2001,", "1,2000,"), ["ally 1, year 2000", "rows"]),
      ("duplicated unit", "exports.csv", ("1,2001,", "1,2000,"), ["two rows at 2000"]),
      ("missing column", "support.csv", ("support", "suport"), ["'support'", "'suport'"]),
      ("no outcome", "exports.csv", (",exports\n", ",nothing\n"), ["no column 'exports'"]),
    ] as [(String, String, (String, String)?, [String])])
  func badInputLeavesNoReport(
    name: String, file: String, change: (String, String)?, words: [String]
  ) throws {
    var tables = SmallStudy.tables
    if let change {
      tables[file] = tables[file]?.replacing(change.0, with: change.1, maxReplacements: 1)
      #expect(tables[file] != SmallStudy.tables[file])
    } else {
      tables[file] = nil
    }
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: tables)
    let error = #expect(throws: (any Error).self) { try run(study) }
    let message = (error as? any CustomStringConvertible)?.description ?? ""
    for word in words { #expect(message.contains(word), "\(name): \(message)") }
    #expect(study.contents("report").isEmpty)
    #expect(study.contents("").filter { $0.contains("partial") }.isEmpty)
  }

  /// No ally of the one table is in the other, so that no row is complete.
  @Test(.tags(.failure)) func aPanelWithoutACompleteRowLeavesNoReport() throws {
    var tables = SmallStudy.tables
    tables["support.csv"] = "ally,year,support\n99,2000,1\n"
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: tables)
    let error = #expect(throws: (any Error).self) { try run(study) }
    let message = (error as? any CustomStringConvertible)?.description ?? ""
    #expect(message.contains("plain") && message.contains("rows"), "\(message)")
    #expect(study.contents("report").isEmpty)
  }

  /// What a model can cause.
  @Test(
    .tags(.failure),
    arguments: [
      ("exports ~ suport", ["suport", "support"]), ("exports ~ (support", ["column", "')'"]),
      ("I(exports * 0) ~ support", ["I(exports * 0)"]),
      ("exports ~ factor(ally)*factor(year)", ["rows"]),
      ("log(-exports) ~ support", ["log(-exports)"]),
    ] as [(String, [String])])
  func aModelThatCannotBeFittedLeavesNoReport(formula: String, words: [String]) throws {
    let yaml = SmallStudy.yaml.replacing("formula: exports ~ support", with: "formula: " + formula)
    let study = try TemporaryStudy(yaml: yaml, tables: SmallStudy.tables)
    let error = #expect(throws: (any Error).self) { try run(study) }
    let message = (error as? any CustomStringConvertible)?.description ?? ""
    for word in words { #expect(message.contains(word), "\(message)") }
    #expect(study.contents("report").isEmpty)
  }

  @Test(.tags(.failure)) func anUnwritablePlaceIsSaidBeforeAnyWork() throws {
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: [:])
    try "x".write(toFile: study.path("file"), atomically: true, encoding: .utf8)
    // The tables are missing too, but the folder is looked at first.
    let error = #expect(throws: StudyError.self) { try run(study, out: "file/report") }
    guard case .outputNotWritable = error else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
    #expect(throws: StudyError.self) { try run(study, out: "file") }
  }

  @Test(.tags(.failure)) func aDegenerateDyadicVarianceIsSaidAndReplacedWhereTheStudyAllows() throws
  {
    var tables = SmallStudy.tables
    tables["exports.csv"] = tables["exports.csv"]?
      .replacing("ally,year", with: "patron,ally,year").replacing("\n", with: "\n2,")
      .replacing("\n2,", with: "\n99,")
    tables["exports.csv"]?.removeLast(3)
    let dyadic = SmallStudy.yaml.replacing("cluster(ally)", with: "dyadic(patron, ally)")
    let strict = try TemporaryStudy(yaml: dyadic, tables: tables)
    let error = #expect(throws: StudyError.self) { try run(strict) }
    #expect(
      error?.description.contains("is in all 20 rows") == true, "\(String(describing: error))")
    let lenient = try TemporaryStudy(
      yaml: dyadic.replacing(
        "dyadic(patron, ally)", with: "dyadic(patron, ally)\n    otherwise: cluster(ally)"),
      tables: tables)
    let report = try run(lenient)
    #expect(report.summary.contains("degenerate"))
  }
}

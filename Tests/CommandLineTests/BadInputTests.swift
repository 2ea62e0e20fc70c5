import Foundation
import TestSupport
import Testing

/// What a user's data can do to a fit: each cause has its message and status 1, or is counted, and
/// nothing comes out as NaN.
@Suite struct BadInputTests {
  /// Rows by column; cells are written as they are.
  struct Table: Sendable {
    var columns: [(name: String, cells: [String])]

    /// Pairs of six states over six years, in order; `row` tells rows apart.
    static let panel: Table = {
      let states = ["USA", "CAN", "FRA", "UKG", "GMY", "JPN"]
      let pairs = states.indices.flatMap { a in (0..<a).map { (states[$0], states[a]) } }
      let rows = pairs.flatMap { pair in (2000..<2006).map { (pair.0, pair.1, $0) } }
      func numbers(_ value: (Double) -> Double) -> [String] {
        rows.indices.map { String(value(Double($0))) }
      }
      return Table(columns: [
        ("patron", rows.map(\.0)), ("ally", rows.map(\.1)), ("dyad", rows.map { $0.0 + $0.1 }),
        ("year", rows.map { String($0.2) }), ("row", rows.indices.map(String.init)),
        ("y", numbers { sin($0) + 0.3 * cos(5 * $0) }), ("x", numbers { cos(3 * $0 + 1) }),
        ("z", numbers { sin(7 * $0) }), ("w", numbers { 1 + 0.5 * sin(2 * $0) }),
        ("one", rows.map { _ in "1" }), ("half", rows.map { $0.0 < "F" ? "north" : "south" }),
        ("level", rows.map { String($0.0.utf8.first! &* 3 &+ $0.1.utf8.first!) }),
        ("lat", numbers { 60 * sin($0) }), ("lon", numbers { 170 * cos(2 * $0) }),
      ])
    }()

    /// The same with one column written anew; all of it, or one row.
    func with(_ name: String, _ cell: String, row: Int? = nil) -> Table {
      var result = self
      for column in columns.indices where columns[column].name == name {
        for place in columns[column].cells.indices where row == nil || row == place {
          result.columns[column].cells[place] = cell
        }
      }
      return result
    }

    func first(_ rows: Int) -> Table {
      Table(columns: columns.map { ($0.name, Array($0.cells.prefix(rows))) })
    }

    var text: String {
      let header = columns.map(\.name).joined(separator: ",")
      let rows = columns[0].cells.indices.map { row in
        columns.map { $0.cells[row] }.joined(separator: ",")
      }
      return ([header] + rows).joined(separator: "\n") + "\n"
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var title: String
    var table = Table.panel
    var formula = "y ~ x + z"
    var options: [String] = []
    var words: [String]
    var testDescription: String { title }
  }

  static func run(_ example: Case, format: String = "json") throws -> CommandRun {
    let file = try TemporaryFile(example.table.text)
    return try CommandRun(
      ["fit", "--data", file.path, "--formula", example.formula, "--format", format]
        + example.options)
  }

  static let refused = [
    Case(
      title: "a product of effects", formula: "y ~ x | year*row",
      words: ["is arithmetic", "a^b for the combinations"]),
    Case(
      title: "a frequency weight beyond counting", table: Table.panel.with("one", "1e300"),
      options: ["--weights", "frequency:one"],
      words: ["frequency weights 'one'", "beyond the largest whole number"]),
    Case(
      title: "times beyond differences", table: Table.panel.with("year", "-9e18", row: 0),
      options: ["--vcov", "driscoll-kraay:year,1"], words: ["year", "whole number"]),
    Case(
      title: "a lag beyond all periods", formula: "y ~ lag(x, -9000000000000000000)",
      options: ["--panel", "dyad,year"], words: ["lag", "periods"]),
    Case(
      title: "a cluster key with one level", options: ["--vcov", "cluster:one"],
      words: ["'one' has 1 cluster", "finer"]),
    Case(
      title: "one of two cluster keys with one level", options: ["--vcov", "cluster:dyad,one"],
      words: ["'one' has 1 cluster"]),
    Case(
      title: "a dyad of one state with itself", table: .panel.with("ally", "USA", row: 0),
      options: ["--vcov", "dyadic:patron,ally"], words: ["row 1", "'USA' with itself", "Drop"]),
    Case(
      title: "a unit in every row", table: .panel.with("patron", "BEL"),
      options: ["--vcov", "dyadic:patron,ally"], words: ["'BEL' is in all 90 rows", "other member"]),
    Case(
      title: "a negative weight", table: .panel.with("w", "-1", row: 4),
      options: ["--weights", "analytic:w"], words: ["'w' is -1.0 in row 5", "positive"]),
    Case(
      title: "a fractional frequency", table: .panel.with("w", "1.5", row: 4),
      options: ["--weights", "frequency:w"], words: ["whole numbers"]),
    Case(
      title: "weights that are all zero", table: .panel.with("w", "0"),
      options: ["--weights", "analytic:w"], words: ["no row is left", "weight zero: w (90)"]),
    Case(
      title: "weights that are text", options: ["--weights", "analytic:dyad"],
      words: ["'dyad' holds text", "numbers"]),
    Case(
      title: "a word among the weights", table: .panel.with("w", "heavy", row: 3),
      options: ["--weights", "analytic:w"], words: ["'heavy' in row 4 (line 5"]),
    Case(
      title: "an infinite regressor", table: .panel.with("x", "inf", row: 3),
      words: ["'inf' in row 4 (line 5"]),
    Case(
      title: "fewer rows than columns", table: .panel.first(3), words: ["3 rows", "3 parameters"]),
    Case(title: "one row", table: .panel.first(1), words: ["1 row cannot"]),
    Case(title: "a header alone", table: .panel.first(0), words: ["no row", "header"]),
    Case(
      title: "a constant outcome", table: .panel.with("y", "2"),
      words: ["'y' is 2.0 in all 90 rows", "must vary"]),
    Case(
      title: "an outcome without variation in the effect", formula: "level ~ x + z | dyad",
      words: ["'level' does not vary within 'dyad'"]),
    Case(
      title: "every row a singleton", formula: "y ~ x + z | row",
      words: ["each of the 90 rows is alone", "'row'", "coarser"]),
    Case(
      title: "every row a singleton that is dropped", formula: "y ~ x + z | row",
      options: ["--singletons", "drop"], words: ["each of the 90 rows is alone", "coarser"]),
    Case(
      title: "an effect that explains every regressor", formula: "y ~ level | dyad",
      words: ["no term is identified", "level", "varies within"]),
    Case(title: "an unknown regressor", formula: "y ~ xx + z", words: ["no column 'xx'", "'x'"]),
    Case(title: "an unknown outcome", formula: "yy ~ x", words: ["no column 'yy'", "'y'"]),
    Case(
      title: "an unknown effect", formula: "y ~ x | dyda", words: ["no column 'dyda'", "'dyad'"]),
    Case(
      title: "an unknown variable of an expression", formula: "y ~ I(xx * 2)",
      words: ["no column 'xx'", "'x'"]),
    Case(
      title: "an unknown cluster key", options: ["--vcov", "cluster:dyda"],
      words: ["no column 'dyda'", "'dyad'"]),
    Case(
      title: "an unknown member", options: ["--vcov", "dyadic:patron,aly"],
      words: ["no column 'aly'", "'ally'"]),
    Case(
      title: "an unknown time", options: ["--vcov", "driscoll-kraay:yaer"],
      words: ["no column 'yaer'", "'year'"]),
    Case(
      title: "an unknown place", options: ["--vcov", "conley:latt,lon,100"],
      words: ["no column 'latt'", "'lat'"]),
    Case(
      title: "unknown weights", options: ["--weights", "analytic:ww"], words: ["'ww'", "'w'"]),
    Case(
      title: "Newey-West without a panel", options: ["--vcov", "newey-west:year,2"],
      words: ["names no unit", "--panel unit,time"]),
    Case(
      title: "lags without end",
      options: ["--vcov", "newey-west:year,20", "--panel", "dyad,year"],
      words: ["20 lags", "from 0 to 5"]),
    Case(
      title: "a latitude beyond the pole", table: .panel.with("lat", "120", row: 5),
      options: ["--vcov", "conley:lat,lon,500"],
      words: ["'lat' is 120.0 in row 6", "latitude first"]),
    Case(
      title: "a place that is text", options: ["--vcov", "conley:dyad,lon,500"],
      words: ["'dyad' holds text", "numbers"]),
    Case(
      title: "a distance beyond the earth", options: ["--vcov", "conley:lat,lon,50000"],
      words: ["identically zero", "shorter"]),
    Case(
      title: "a wild bootstrap of one cluster", options: ["--inference", "wild:one,99"],
      words: ["'one' has 1 cluster"]),
  ]

  @Test(.tags(.failure), arguments: refused) func isRefusedInOneMessage(example: Case) throws {
    let run = try Self.run(example)
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").count == 1)
    for word in example.words { #expect(run.errors.contains(word), "\(run.errors)") }
  }

  /// What stands in the JSON of a fit that goes on.
  static let reported = [
    Case(
      title: "missing weights are a counted drop", table: .panel.with("w", "", row: 4),
      options: ["--weights", "analytic:w"], words: [#""missing: w": 1"#, #""n": 89"#]),
    Case(
      title: "weights of zero are a counted drop", table: .panel.with("w", "0", row: 4),
      options: ["--weights", "analytic:w"], words: [#""weight zero: w": 1"#, #""n": 89"#]),
    Case(
      title: "a missing cluster key is a counted drop", table: .panel.with("half", "", row: 4),
      options: ["--vcov", "cluster:half"], words: [#""missing: half": 1"#]),
    Case(
      title: "missing coordinates are a counted drop", table: .panel.with("lat", "", row: 4),
      options: ["--vcov", "conley:lat,lon,500"], words: [#""missing: lat": 1"#, #""n": 89"#]),
    Case(
      title: "an effect nested in another is redundant", formula: "y ~ x + z | patron + dyad",
      words: [#""nested_in": "dyad""#, #""redundant": 5"#]),
    Case(
      title: "a regressor that the effect explains is named", formula: "y ~ x + level | dyad",
      words: [#""redundant_terms": ["level"]"#]),
    Case(
      title: "clusters of one row are said to be so", options: ["--vcov", "cluster:row"],
      words: ["every cluster of 'row' has one row"]),
    Case(
      title: "a wild bootstrap of two clusters says how coarse it is",
      options: ["--inference", "wild:half,99"],
      words: ["at most 2 different statistics", "webb"]),
    Case(
      title: "few dyadic units warn", options: ["--vcov", "dyadic:patron,ally"],
      words: ["rests on 6 units", "too narrow"]),
    Case(
      title: "few two-mode units warn", options: ["--vcov", "two-mode:patron,ally"],
      words: ["rests on 5 units on its smaller side", "too narrow"]),
  ]

  @Test(.tags(.failure), arguments: reported) func isReportedWithTheFit(example: Case) throws {
    let run = try Self.run(example)
    #expect(run.status == 0, "\(run.errors)")
    for word in example.words { #expect(run.output.contains(word), "\(run.output)") }
    // A document with NaN or infinity in it is no JSON.
    let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect((document as? [String: Any])?["terms"] != nil)
  }

  /// Below fifty units a side a dyadic or two-mode variance warns, whatever the estimator.
  @Test(
    .tags(.failure),
    arguments: [
      ("dyadic", 49, 49, true), ("dyadic", 50, 50, false), ("two-mode", 49, 60, true),
      ("two-mode", 50, 60, false), ("dyadic", 40, 70, true), ("dyadic", 50, 70, false),
    ], ["ols", "m"])
  func fewUnitsASideWarn(
    world: (variance: String, exporters: Int, importers: Int, warns: Bool), estimator: String
  ) throws {
    let isOneSet = world.exporters == world.importers
    var lines = ["exporter,importer,x,y"]
    for exporter in 0..<world.exporters {
      for importer in 0..<world.importers where !isOneSet || exporter < importer {
        let row = Double(lines.count)
        let partner = isOneSet ? "e\(importer)" : "i\(importer)"
        lines.append("e\(exporter),\(partner),\(sin(row)),\(cos(3 * row))")
      }
    }
    let file = try TemporaryFile(lines.joined(separator: "\n") + "\n")
    let run = try CommandRun([
      "fit", "--data", file.path, "--formula", "y ~ x", "--estimator", estimator, "--vcov",
      "\(world.variance):exporter,importer", "--format", "json",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("variance rests on") == world.warns)
  }
}

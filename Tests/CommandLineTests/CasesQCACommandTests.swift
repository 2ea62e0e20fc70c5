import Foundation
import TestSupport
import Testing

@Suite struct CasesQCACommandTests {
  /// Lipset's conditions of democracy, four of them, for eight states (Rihoux and De Meur 2009).
  static let table = """
    case,DEV,URB,LIT,STB,SURV
    AU,1,0,1,0,0
    BE,1,1,1,1,1
    EE,0,0,1,1,0
    FI,1,0,1,1,1
    DE,1,1,1,0,0
    GR,0,0,0,0,0
    HU,0,0,1,0,0
    IT,0,0,0,1,0

    """

  static func run(_ arguments: [String], table: String = table) throws -> CommandRun {
    let file = try TemporaryFile(table)
    return try CommandRun(["cases", "qca", file.path] + arguments)
  }

  static let basic = ["--outcome", "SURV", "--conditions", "DEV,URB,LIT,STB"]

  static func document(_ run: CommandRun) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test("JSON holds the stable keys", .tags(.identity))
  func json() throws {
    let run = try Self.run(
      Self.basic + [
        "--consistency", "0.8", "--frequency", "1", "--expect", "DEV,-,LIT,STB", "--format",
        "json",
      ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let document = try Self.document(run)
    let rows = try #require(document["truth_table"] as? [[String: Any]])
    #expect(rows.count == 8)
    for key in ["row", "n", "consistency", "pri", "outcome", "cases"] {
      #expect(rows[0][key] != nil, "\(key)")
    }
    #expect(rows.last?["row"] as? Int == 16 && rows.last?["outcome"] as? Int == 1)
    #expect(rows.last?["cases"] as? [String] == ["BE"])
    let solutions = try ["complex", "parsimonious", "intermediate"].map { kind in
      try #require(document[kind] as? [String: Any])
    }
    for solution in solutions {
      for key in ["models", "consistency", "pri", "coverage"] {
        #expect(solution[key] != nil, "\(key)")
      }
      #expect(solution["coverage"] as? Double == 1)
    }
    #expect(solutions[0]["models"] as? [[String]] == [["DEV*LIT*STB"]])
    #expect(solutions[1]["models"] as? [[String]] == [["DEV*STB"]])
    #expect(solutions[2]["models"] as? [[String]] == [["DEV*LIT*STB"]])
  }

  @Test(
    "Text shows table, solutions, necessity and limits; negation and formats work", .tags(.identity)
  )
  func text() throws {
    let run = try Self.run(Self.basic + ["--negate", "--expect", "-,-,-,~STB", "--robustness"])
    #expect(run.status == 0, "\(run.errors)")
    for words in [
      "Truth table for ~SURV", "Intermediate solution", "Parsimonious solution",
      "Complex solution", "Necessity for ~SURV", "Limited diversity", "Robust core",
    ] { #expect(run.output.contains(words), "\(words)") }
    let latex = try Self.run(Self.basic + ["--format", "latex"])
    #expect(latex.status == 0 && latex.output.contains("\\toprule"))
  }

  @Test("The figure is written", .tags(.identity))
  func figure() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString).svg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try Self.run(Self.basic + ["--figure", path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Membership in SURV"))
  }

  @Test(
    "Wrong usage is said with status 2, failed work with 1", .tags(.failure),
    arguments: [
      (["--expect", "DEV,-"], 2, "2 expectations were given for 4 conditions"),
      (["--expect", "URB,-,-,-"], 2, "'DEV'"), (["--consistency", "1.2"], 2, "consistency cutoff"),
      (["--calibrate", "DEV=direct:1"], 2, "cannot be read"), (["--format", "csv"], 2, "csv"),
      (["--exclude", "DEV*XYZ"], 2, "'XYZ'"), (["--figure", "plot.gif"], 2, ".svg"),
      (["--frequency", "9"], 1, "--frequency"),
      (["--calibrate", "OTHER=crisp:1"], 1, "no column 'OTHER'"),
    ] as [([String], Int32, String)])
  func misuse(arguments: [String], status: Int32, words: String) throws {
    let run = try Self.run(Self.basic + arguments)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "Faults of the table are named by case and column", .tags(.failure),
    arguments: [
      ("AU,1,0,1,0,0", "AU,0.5,0,1,0,0", "Case 'AU' has a membership of exactly 0.5 in 'DEV'"),
      ("AU,1,0,1,0,0", "AU,1,0,7,0,0", "Case 'AU' has 7 in 'LIT'"),
      ("AU,1,0,1,0,0", "AU,1,,1,0,0", "Case 'AU' has no value in 'URB'"),
      ("DEV,URB", "DEVX,URB", "no column 'DEV'. Did you mean 'DEVX'?"),
      ("1,1,1,1,1\nEE", "1,1,1,1,0\nEE", "No row of the truth table passes"),
    ])
  func faults(found: String, replacement: String, words: String) throws {
    let table = Self.table.replacing(found, with: replacement)
      .replacing("FI,1,0,1,1,1", with: words.hasPrefix("No row") ? "FI,1,0,1,1,0" : "FI,1,0,1,1,1")
    let run = try Self.run(Self.basic, table: table)
    #expect(run.status == 1)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test("Contradictory rows are reported by number and case", .tags(.failure))
  func contradictory() throws {
    let run = try Self.run(Self.basic, table: Self.table + "NO,1,1,1,1,0\n")
    // Row 16 falls to a consistency of one half.
    #expect(run.status == 0, "\(run.errors)")
    let words = run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: " ")
    #expect(
      words.contains("Row 16 (1111) is contradictory: BE has SURV, NO has not"), "\(words)")
  }
}

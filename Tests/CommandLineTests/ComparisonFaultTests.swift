import Foundation
import TestSupport
import Testing

/// Tables of cases that once were refused without need, read as something else, or blamed on the wrong
/// cutoff.
@Suite struct ComparisonFaultTests {
  /// R prints three decimals.
  private static let printed = 5e-4

  private func run(_ table: String, _ arguments: [String]) throws -> CommandRun {
    try CommandRun(["cases", "qca", Fixture.path("faults/\(table)")] + arguments)
  }

  private func document(_ run: CommandRun) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private static let half = ["--outcome", "SURVIVES", "--conditions", "RICH,URBAN,ALLY"]

  @Test("A case of one half stands in no row and counts in every sum", .tags(.reference))
  func half() throws {
    let table = "p20-qca-half/in.csv"
    let answer = try run(table, Self.half + ["--half", "unassigned", "--format", "json"])
    #expect(answer.status == 0, "\(answer.errors)")
    let document = try document(answer)
    let rows = try #require(document["truth_table"] as? [[String: Any]])
    // R 4.2.2, QCA: truthTable(d, "SURVIVES", incl.cut = 0.8).
    let expected: [(Int, Int, Double, Double, Int, String)] = [
      (1, 0, 0.600, 0, 1, "k6"), (2, 0, 0.647, 0.143, 1, "k4"), (4, 1, 1, 1, 1, "k3"),
      (6, 1, 1, 1, 1, "k5"), (7, 1, 1, 1, 1, "k1"),
    ]
    #expect(rows.count == expected.count)
    for (row, (number, outcome, consistency, pri, count, name)) in zip(rows, expected) {
      #expect(row["row"] as? Int == number && row["outcome"] as? Int == outcome)
      #expect(row["n"] as? Int == count && row["cases"] as? [String] == [name])
      expectClose(
        try #require(row["consistency"] as? Double), consistency, absolute: Self.printed)
      expectClose(try #require(row["pri"] as? Double), pri, absolute: Self.printed)
    }
    let parsimonious = try #require(document["parsimonious"] as? [String: Any])
    #expect(parsimonious["models"] as? [[String]] == [["RICH", "URBAN"]])
    let text = try run(table, Self.half + ["--half", "unassigned"])
    #expect(text.output.contains("1 case, k2 (RICH)"), "\(text.output)")
    let refused = try run(table, Self.half)
    #expect(refused.status == 1 && refused.errors.contains("--half unassigned"))
    let other = try run(table, Self.half + ["--half", "drop"])
    #expect(other.status == 2 && other.errors.contains("'refuse' and 'unassigned'"))
  }

  @Test("Cutoffs and anchors can move where a case is unassigned", .tags(.identity))
  func robustness() throws {
    let answer = try run(
      "p20-qca-half/in.csv",
      Self.half + [
        "--half", "unassigned", "--robustness", "--calibrate", "RICH=direct:0.1,0.5,0.9",
      ]
    )
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains("Robust core"))
  }

  @Test("~Y explains the absence of Y, as --negate does", .tags(.identity)) func tilde() throws {
    let table = "p20-qca-half/in.csv"
    let rest = ["--conditions", "RICH,URBAN,ALLY", "--half", "unassigned", "--format", "json"]
    let tilde = try run(table, ["--outcome", "~SURVIVES"] + rest)
    let negated = try run(table, ["--outcome", "SURVIVES", "--negate"] + rest)
    #expect(tilde.status == 0, "\(tilde.errors)")
    #expect(tilde.output == negated.output && tilde.output.contains("~SURVIVES"))
    let twice = try run(table, ["--outcome", "~SURVIVES", "--negate"] + rest)
    #expect(twice.status == 2 && twice.errors.contains("negated already"))
    // All cases of this table have Y, so that nothing explains its absence.
    let none = try run("p21-qca-outcome-tilde/in.csv", ["--outcome", "~Y", "--conditions", "A,B"])
    #expect(none.status == 1 && none.errors.contains("passes for ~Y"), "\(none.errors)")
  }

  @Test(
    "What cannot be read or does not pass is named", .tags(.failure),
    arguments: [
      ("p21-qca-outcome-tilde/mv.csv", "A,B", [], 1, "multi-value QCA"),
      ("p21-qca-outcome-tilde/t018.csv", "A,B,C,D", ["--pri", "0.6"], 1, "cutoff of PRI is 0.6"),
      (
        "p21-qca-outcome-tilde/t018.csv", "A,B,C,D", ["--pri", "0.6"], 1,
        "row 16 (1111) with a consistency of 0.9143"
      ),
      ("o15-qca-names-with-operators/in.csv", "A,B,A*B,~C", [], 1, "Rename the column"),
      (
        "p21-qca-outcome-tilde/t018.csv", "A,B",
        ["--calibrate", "A=crisp:0.5", "--calibrate", "A=crisp:0.6"], 2, "'A'"
      ),
    ] as [(String, String, [String], Int32, String)])
  func refused(table: String, conditions: String, rest: [String], status: Int32, words: String)
    throws
  {
    let run = try run(table, ["--outcome", "Y", "--conditions", conditions] + rest)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.output.isEmpty && run.errors.contains(words), "\(run.errors)")
  }
}

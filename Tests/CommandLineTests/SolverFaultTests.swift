import Foundation
import TestSupport
import Testing

/// Theories at inputs that once gave no answer, a wrong one, or one that ignored what was given.
@Suite struct SolverFaultTests {
  /// Best replies settle to twelve digits of the largest concession.
  private static let settled = 1e-11

  private func expectMap(_ table: String, _ choice: [String], states: Int) throws {
    let figure = try TemporaryFile("", suffix: "svg")
    let start = ["solve", "alliance-concessions", "--data", table, "--set", "c=2000"] + choice
    let text = try CommandRun(start + ["--figure", figure.path, "--map"])
    #expect(text.status == 0, "\(text.errors)")
    #expect(try String(contentsOfFile: figure.path, encoding: .utf8).contains("<svg"))
    let run = try CommandRun(start + ["--format", "json"])
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    for row in try #require(document["rows"] as? [[String: Any]]) {
      let concessions = try #require(row["x"] as? [Double])
      #expect(concessions.count == states)
      let certificate = try #require(row["certificate"] as? [String: Any])
      let residual = try #require(certificate["residual"] as? Double)
      // Where nothing is conceded there is nothing to settle.
      #expect(residual <= Self.settled * (concessions.max() ?? 0))
    }
  }

  @Test("A map with hopeless states settles", .tags(.identity)) func smallMap() throws {
    try expectMap(
      Fixture.path("faults/p13-electoral-map/votes.csv"), ["--signals", "0,1"], states: 6)
  }

  @Test(
    "What is given twice or would go unused is refused", .tags(.failure),
    arguments: [
      ("alliance-concessions --signals 0,1 --set signals=1", "--signals and --set both give"),
      ("alliance-concessions --at 1 --set at=2", "--at and --set both give"),
      ("alliance-concessions --data v.csv --set mu=0", "--data and --set both give 'mu'"),
      ("trade-agreement --lambda 1 --set lambda=2", "--lambda and --set both give"),
      (
        "trade-agreement --home-public 1,1 --set home_public=1,1.1",
        "--home-public and --set both give"
      ),
      ("trade-agreement --tariff-floor 0 --set tariff_floor=none", "--tariff-floor and --set both"),
      ("loyalty-coercion --rounds 3 --set rounds=4", "--rounds and --set both give"),
      ("loyalty-coercion --discount 0.8", "--discount goes unused without --rounds"),
      ("loyalty-coercion --set discount=0.8", "'discount' of --set goes unused without 'rounds'"),
      (
        "loyalty-coercion --successor-interconnection 0.8",
        "--successor-interconnection goes unused without --successor-chance"
      ),
      ("guns-and-butter --set rho=2 --set rho=3", "--set gives 'rho' twice"),
      ("tariff-network --set countries=4 --set countries=5", "--set gives 'countries' twice"),
      (
        "trade-agreement --home-public 1,1,1.2",
        "third weight of --home-public, on firms downstream, goes unused without --downstream-share"
      ),
      ("trade-agreement --set foreign_government=1,1,1.2", "unused without --downstream-share"),
      ("alliance-concessions --map", "--map chooses what --figure shows"),
      (
        "alliance-concessions --map --figure f.svg --figure-kind pivotality",
        "--figure-kind and --map both choose"
      ),
    ])
  func contradictions(command: String, words: String) throws {
    let run = try CommandRun(
      ["solve"] + command.split(separator: " ").map(String.init))
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(
    "A document's contradictions are refused at their line", .tags(.failure),
    arguments: [
      ("trade-agreement: {lambda: 1, set: {lambda: 2}}", "'lambda'"),
      ("alliance-concessions: {at: 1, set: {at: 2}}", "'at'"),
      ("alliance-concessions: {map: true}", "'figure'"),
      ("loyalty-coercion: {decay: 0.5}", "'rounds'"),
      ("guns-and-butter: {set: [rho=2, rho=3]}", "'rho' twice"),
      ("tariff-network: {set: [countries=4, countries=5]}", "'countries' twice"),
      ("trade-agreement: {home-public: [1, 1, 1.2]}", "'downstream-share'"),
    ])
  func documents(text: String, words: String) throws {
    let document = try TemporaryFile("solve: {\(text)}\n", suffix: "yaml")
    let run = try CommandRun(["ask", document.path])
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains(words) && run.errors.contains("line 1"), "\(run.errors)")
  }

  @Test("No tariff floor can be said, and is the default", .tags(.identity)) func floor() throws {
    let plain = try CommandRun(["solve", "trade-agreement", "--format", "json"])
    let none = try CommandRun([
      "solve", "trade-agreement", "--format", "json", "--set", "tariff_floor=none",
    ])
    #expect(none.status == 0 && none.output == plain.output, "\(none.errors)")
    let list = try CommandRun(["solve", "trade-agreement", "--set", "lambda=none"])
    #expect(list.status != 0 && list.output.isEmpty)
  }

  @Test("A third weight counts with the share that it weighs", .tags(.identity))
  func downstream() throws {
    func run(_ rest: [String]) throws -> CommandRun {
      try CommandRun(["solve", "trade-agreement", "--format", "json"] + rest)
    }
    let share = ["--downstream-share", "0.3"]
    let one = try run(share + ["--home-public", "1,1,1.2"])
    #expect(one.status == 0, "\(one.errors)")
    #expect(try one.output != run(share + ["--home-public", "1,1"]).output)
    // A third weight of 1 says that firms count like anyone, which holds without a share too.
    #expect(try run(["--home-public", "1,1,1"]).status == 0)
  }
}

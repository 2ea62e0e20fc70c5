import Foundation
import TestSupport
import Testing

@Suite struct SolveCommandTests {
  private func document(_ text: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("JSON uses the documents' names", .tags(.identity)) func keys() throws {
    let loyalty = try CommandRun(["solve", "loyalty-coercion", "--format", "json"])
    #expect(loyalty.status == 0)
    let outcome = try #require(try document(loyalty.output)["outcome"] as? [String: Any])
    for key in [
      "posterior", "loss", "framing", "transfer", "patron_cost", "transfer_without_claim",
      "backfire", "claim_gain", "claims", "success",
    ] {
      #expect(outcome[key] != nil, "\(key)")
    }
    let guns = try CommandRun(["solve", "guns-and-butter", "--set", "rho=4", "--format", "json"])
    let flexible = try #require(try document(guns.output)["flexible"] as? [String: Any])
    for key in ["rho", "d", "gain", "guns_no", "guns_ally", "dgain_dd"] {
      #expect(flexible[key] != nil, "\(key)")
    }
    let alliance = try CommandRun([
      "solve", "alliance-concessions", "--signals", "-1,2", "--format", "json",
    ])
    #expect(alliance.status == 0)
    let rows = try #require(try document(alliance.output)["rows"] as? [[String: Any]])
    #expect(rows.count == 4)
    for key in [
      "signal", "election", "kappa", "x", "total_concession", "tariff_cut", "exports", "win_prob",
      "mb_t", "mc_t",
    ] {
      #expect(rows[0][key] != nil, "\(key)")
    }
  }

  @Test("A map of results is read, and its figure drawn", .tags(.identity)) func map() throws {
    let table = try TemporaryFile(
      """
      year,state,dem,rep,elec_votes
      2020,Red,0.40,0.58,5
      2020,Close,0.495,0.49,7
      2020,Blue,0.60,0.38,6
      2016,Red,0.40,0.58,5
      """)
    let figure = try TemporaryFile("", suffix: "svg")
    let run = try CommandRun([
      "solve", "alliance-concessions", "--data", table.path, "--year", "2020", "--signals", "1",
      "--map", "--figure", figure.path,
    ])
    #expect(run.status == 0)
    #expect(run.output.contains("Close"))
    #expect(try String(contentsOfFile: figure.path, encoding: .utf8).contains("majority of 10"))
    let wrong = try CommandRun([
      "solve", "alliance-concessions", "--data", table.path, "--year", "1999",
    ])
    #expect(wrong.status == 1 && wrong.errors.contains("2016"))
  }

  @Test("A design is diagnosed", .tags(.identity)) func design() throws {
    let run = try CommandRun([
      "design", "alliance-concessions", "--allies", "6", "--years", "12", "--effect", "1",
      "--worlds", "3", "--format", "json",
    ])
    #expect(run.status == 0)
    let cells = try #require(try document(run.output)["cells"] as? [[String: Any]])
    #expect(cells.count == 1 && cells[0]["coverage"] != nil && cells[0]["power"] != nil)
  }

  @Test(
    "Wrong usage is 2, a model that cannot be solved is 1", .tags(.failure),
    arguments: [
      (["solve", "guns-and-butter", "--set", "rho"], 2, "name=value"),
      (["solve", "guns-and-butter", "--set", "rho=x"], 2, "not a number"),
      (["solve", "guns-and-butter", "--format", "yaml"], 2, "--format"),
      (["solve", "guns-and-butter", "--figure", "a.jpg"], 2, ".svg"),
      (["solve", "guns-and-butter", "--set", "N=2"], 1, "less than theta"),
      (["solve", "guns-and-butter", "--set", "beta=2"], 1, "no parameter"),
      (["solve", "loyalty-coercion", "--case", "japan"], 2, "taiwan"),
      (["solve", "loyalty-coercion", "--set", "q0=1"], 1, "certain"),
      (["solve", "alliance-concessions", "--set", "need=99"], 1, "nobody can win"),
      (["design", "alliance-concessions", "--allies", "1"], 2, "--allies"),
      (["design", "alliance-concessions", "--vcov", "best"], 2, "--vcov"),
    ])
  func failures(arguments: [String], status: Int32, words: String) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == status)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}

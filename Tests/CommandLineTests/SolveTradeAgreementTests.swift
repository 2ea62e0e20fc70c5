import Foundation
import TestSupport
import Testing

@Suite struct SolveTradeAgreementTests {
  private struct Document: Decodable {
    struct Nash: Decodable {
      var home, foreign: Double
      var corner_home, corner_foreign: Bool
    }
    struct Rules: Decodable {
      var home, foreign, lambda: Double?
      var interior: Bool
      var individually_rational_home, individually_rational_foreign: Bool?
      var reason: String?
    }
    struct Pair: Decodable {
      var home, foreign: Double?
    }
    struct Point: Decodable {
      var lambda, home, foreign: Double
      var interior: Bool
    }
    struct Comparative: Decodable {
      var dhome_dlambda, dforeign_dlambda, dwelfare_home_dlambda: Double?
    }
    struct Payoffs: Decodable {
      var G, G_star, W, W_star: Double
    }
    struct Welfare: Decodable {
      var nash: Payoffs
      var rules: Payoffs?
    }
    var nash: Nash
    var rules: Rules
    var `public`: Pair
    var frontier: [Point]
    var comparative: Comparative
    var welfare: Welfare
  }

  /// Printed numbers read back as the same doubles; the method notes give them to ten digits.
  private static let tolerance = 1e-10

  private func document(_ arguments: [String]) throws -> Document {
    let run = try CommandRun(["solve", "trade-agreement", "--format", "json"] + arguments)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    return try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
  }

  @Test(.tags(.reference)) func figureOneIsTheDefault() throws {
    let found = try document(["--lambda", "0.8,1.1"])
    expectClose(found.nash.home, 0.0787671232876712, absolute: Self.tolerance)
    #expect(!found.nash.corner_home && !found.nash.corner_foreign)
    expectClose(try #require(found.rules.home), 0.0101265822784810, absolute: Self.tolerance)
    expectClose(try #require(found.rules.lambda), 1, absolute: Self.tolerance)
    #expect(found.rules.interior)
    #expect(found.rules.individually_rational_home == true)
    expectClose(try #require(found.public.foreign), 0.0396039603960396, absolute: Self.tolerance)
    #expect(found.frontier.map(\.lambda) == [0.8, 1.1])
    expectClose(found.frontier[0].home, -0.018691588785, absolute: Self.tolerance)
    expectClose(found.frontier[1].foreign, -0.000531773465, absolute: Self.tolerance)
    expectClose(
      try #require(found.comparative.dhome_dlambda), 0.1014837365806762, absolute: Self.tolerance)
    expectClose(
      try #require(found.comparative.dwelfare_home_dlambda), 0.01413798746143814,
      absolute: Self.tolerance)
    expectClose(found.welfare.nash.G, 0.459366790205, absolute: Self.tolerance)
    expectClose(try #require(found.welfare.rules).W, 0.445186348342, absolute: Self.tolerance)
  }

  @Test(.tags(.identity)) func noInteriorPointIsAnAnswer() throws {
    let found = try document(["--home-government", "2.2,1", "--home-public", "1.9,1"])
    #expect(!found.rules.interior)
    #expect(found.rules.home == nil)
    #expect(found.rules.individually_rational_home == nil)
    #expect(found.rules.reason?.contains("no interior point") == true)
    #expect(found.welfare.rules == nil)
    #expect(found.comparative.dhome_dlambda == nil)
    #expect(found.nash.corner_home)
  }

  @Test(.tags(.identity)) func textSaysWhatItMeans() throws {
    let run = try CommandRun([
      "solve", "trade-agreement", "--home-government", "1.3,1.2", "--foreign-government", "1.25,1",
    ])
    #expect(run.status == 0)
    #expect(run.output.contains("Home's government prefers the trade war"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(
    .tags(.failure),
    arguments: [
      (["--home-government", "1"], "two are expected"),
      (["--home-government", "1,2,3,4"], "has 4 numbers"),
      (["--foreign-public", "-1,1"], "Foreign's public is -1"),
      (["--home-public", "x,1"], "not a number"),
      (["--lambda", "1,0"], "a number above 0 was expected"),
      (["--tariff-floor", "0.1"], "at most 0.078767"),
      (["--reciprocity", "barter"], "terms-of-trade"),
      (["--figure", "tariffs.gif"], ".svg, .pdf or .png"),
      (["--downstream-share", "2"], "from 0 to 1"),
    ])
  func wrongUsage(_ arguments: [String], _ message: String) throws {
    let run = try CommandRun(["solve", "trade-agreement"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message))
  }

  @Test(.tags(.identity), arguments: ["tariff-space", "frontier", "claims"])
  func figures(_ kind: String) throws {
    let file = try TemporaryFile("", suffix: "svg")
    let run = try CommandRun([
      "solve", "trade-agreement", "--figure", file.path, "--figure-kind", kind,
    ])
    #expect(run.status == 0)
    let text = try String(contentsOfFile: file.path, encoding: .utf8)
    #expect(text.contains("<svg"))
    #expect(text.contains("</text>"))
  }

  @Test(.tags(.failure)) func anUnwritableFigureIsFailedWork() throws {
    let run = try CommandRun([
      "solve", "trade-agreement", "--figure", "/nonexistent/folder/tariffs.svg",
    ])
    #expect(run.status == 1)
    #expect(run.errors.contains("Cannot write"))
  }
}

import Foundation
import TestSupport
import Testing

@Suite struct CasesCommandTests {
  private static func document(_ arguments: [String]) throws -> [String: Any] {
    let run = try CommandRun(["cases"] + arguments + ["--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test("A trace holds prior, weights, posterior, intervals and leave-one-out", .tags(.identity))
  func trace() throws {
    let cases = try #require(try Self.document(["trace", "loyalty"])["cases"] as? [[String: Any]])
    #expect(cases.map { $0["case"] as? String } == ["taiwan", "pakistan"])
    let taiwan = cases[0]
    #expect((taiwan["prior"] as? [String: Double])?["loyalty"] == 0.2)
    let posterior = try #require(taiwan["posterior"] as? [String: Double])
    expectClose(posterior.values.reduce(0, +), 1, absolute: 1e-12)
    let bounds = try #require((taiwan["intervals"] as? [String: [Double]])?["loyalty"])
    #expect(bounds[0] <= posterior["loyalty"]! && posterior["loyalty"]! <= bounds[1])
    let items = try #require(taiwan["items"] as? [[String: Any]])
    let decibels = try #require(items[0]["decibels"] as? [String: Double])
    #expect(decibels.keys.sorted() == ["commitment", "interest", "leverage", "other"])
    #expect((taiwan["leave_one_out"] as? [[String: Any]])?.isEmpty == false)
    let sound = try #require(taiwan["without_audited"] as? [String: Any])
    #expect((sound["excluded"] as? [String])?.contains("T15") == true)
  }

  @Test("An audit lists leads and the notes they are about", .tags(.identity))
  func audit() throws {
    let document = try Self.document(["audit", "loyalty"])
    let notes = try #require(document["notes"] as? [Int])
    #expect(Set([61, 63, 66, 68, 70, 86]).isSubset(of: notes))
    let text = try CommandRun(["cases", "audit", "loyalty"])
    #expect(text.output.contains("something to look up, not a finding"))
  }

  @Test("A timeline needs no transfers, and draws a figure", .tags(.identity))
  func timeline() throws {
    let figure = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString).svg").path
    defer { try? FileManager.default.removeItem(atPath: figure) }
    let document = try Self.document([
      "timeline", "loyalty", "--case", "pakistan", "--figure", figure,
    ])
    let cases = try #require(document["cases"] as? [[String: Any]])
    let lanes = try #require(cases[0]["lanes"] as? [[String: Any]])
    #expect(lanes.count == 6)
    #expect(try String(contentsOfFile: figure, encoding: .utf8).contains("<svg"))
  }

  @Test("A report is one page that needs no other file", .tags(.identity))
  func report() throws {
    let page = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString).html").path
    defer { try? FileManager.default.removeItem(atPath: page) }
    let run = try CommandRun(["cases", "report", "loyalty", "--out", page])
    #expect(run.status == 0, "\(run.errors)")
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.contains("Two cases") && text.contains("<svg"))
    #expect(!text.contains("src=") && !text.contains("<link"))
  }

  @Test("What is wrong is named, with the right status", .tags(.failure))
  func failures() throws {
    let unknown = try CommandRun(["cases", "trace", "loyaltie"])
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("Did you mean 'loyalty'?"))
    let ledger = try TemporaryFile(
      """
      ledger: t
      exclusivity: by negation
      hypotheses: {h: {statement: So}, other: {statement: Not so, other: true}}
      cases: {x: {name: X}}
      sources: {a: {citation: A}}
      items:
        - {id: i1, case: x, date: 1970, kind: claim, source: a, probabilities: {h: 1, other: 0.5}, because: so}
      """, suffix: "yaml")
    let certain = try CommandRun(["cases", "trace", ledger.path])
    #expect(certain.status == 1)
    #expect(certain.errors.contains("item i1") && certain.errors.contains("logical:"))
    #expect(try CommandRun(["cases", "trace", "loyalty", "--format", "csv"]).status == 2)
    #expect(try CommandRun(["cases", "trace", "loyalty", "--figure", "a.bmp"]).status == 2)
    #expect(try CommandRun(["cases", "timeline", "loyalty", "--window", "0"]).status == 2)
    #expect(try CommandRun(["cases", "trace", "loyalty", "--focal", "loyality"]).status == 1)
    #expect(try CommandRun(["cases", "timeline", "loyalty", "--case", "tiwan"]).status == 1)
  }
}

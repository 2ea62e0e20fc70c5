import Foundation
import TestSupport
import Testing

/// Studies of sources that nothing built in describes: a description beside the study is enough.
@Suite struct UserSourceTests {
  /// A study, the file it reads, and what its panel has on the tables that come with it and on those
  /// of others (`nil` where they are not at hand).
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String
    var rows: Int
    var header: String
    /// Rows of the published table's panel, which are distinct keys of its rows: directed dyads and
    /// years, members and years of entry with a promise of defence, states.
    var published: Int
    var testDescription: String { name }
  }

  static let examples = [
    Example(
      name: "wars", source: "cow-wars", rows: 8,
      header: "ccode1,ccode2,year,deaths,war,war_onset,enemy_deaths", published: 1876),
    Example(
      name: "alliances", source: "atop-members", rows: 6,
      header: "ccode,entered,conditional,military_contact", published: 831),
    Example(
      name: "state-exports", source: "state-partners", rows: 5,
      header: "state,state_code,canada,china,eu,mexico,exports,year", published: 53),
  ]

  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/user-sources")

  @Test(
    "check, panel, run, list and verify, without a build", .tags(.identity), arguments: examples)
  func everyCommand(example: Example) throws {
    let study = Self.fixtures.appendingPathComponent(example.name).path
    let scratch = try ScratchFolder()
    let check = try CommandRun(["check", study])
    #expect(check.status == 0 && !check.output.contains("PROBLEM"), "\(check.output)")
    let panel = try CommandRun(["panel", study, "--out", scratch.file("p.csv")])
    #expect(panel.status == 0, "\(panel.errors)")
    let lines = try scratch.lines("p.csv")
    #expect(lines.count == example.rows + 1 && lines[0] == example.header)
    let list = try CommandRun(["sources", "list", example.source, "--data", study])
    #expect(list.status == 0 && list.output.contains("/sources/\(example.source).yaml"))
    #expect(try CommandRun(["sources", "list", "--data", study]).output.contains(example.source))
    #expect(try CommandRun(["sources", "list", example.source]).status == 1)
    let verify = try CommandRun(["sources", "verify", "--data", study])
    #expect(verify.status == 0 && verify.output.contains("1 of "), "\(verify.output)")

    // The report keeps the description, and can be run again where the table is.
    let run = try CommandRun(["run", study, "--out", scratch.file("report")])
    #expect(run.status == 0, "\(run.errors)")
    let again = try CommandRun([
      "run", scratch.file("report"), "--data", copy(example, to: scratch), "--out",
      scratch.file("again"),
    ])
    #expect(again.status == 0, "\(again.errors)")
    for name in ["results.json", "sources/\(example.source).yaml"] {
      #expect(try scratch.lines("report/" + name) == scratch.lines("again/" + name))
    }
  }

  /// The tables of an example, without its study and description.
  private func copy(_ example: Example, to scratch: ScratchFolder) throws -> String {
    let data = scratch.url.appendingPathComponent("data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let folder = Self.fixtures.appendingPathComponent(example.name)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".csv") {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(file), to: data.appendingPathComponent(file))
    }
    return data.path
  }

  @Test(
    "the same descriptions read the published tables", .tags(.reference),
    .needsTables(
      "data/cow_war_inter.csv", "data/atop_member_level_v4.csv",
      "data/csis_state_trade_partner_2017.csv", of: "Correlates of War, ATOP, CSIS"),
    arguments: examples)
  func published(example: Example) throws {
    let scratch = try ScratchFolder()
    let folder = Self.fixtures.appendingPathComponent(example.name)
    for name in ["study.yaml", "sources"] {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(name), to: scratch.url.appendingPathComponent(name))
    }
    let data = TablesOfOthers.path("data")
    let check = try CommandRun(["check", scratch.url.path, "--data", data])
    #expect(check.status == 0, "\(check.output)")
    let panel = try CommandRun([
      "panel", scratch.url.path, "--data", data, "--out", scratch.file("p.csv"),
    ])
    #expect(panel.status == 0, "\(panel.errors)")
    #expect(try scratch.lines("p.csv").count == example.published + 1)
    let run = try CommandRun([
      "run", scratch.url.path, "--data", data, "--out", scratch.file("report"),
    ])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("a description with the name of a built-in one stops every command", .tags(.failure))
  func shadow() throws {
    let scratch = try ScratchFolder()
    let folder = Self.fixtures.appendingPathComponent("wars")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(name), to: scratch.url.appendingPathComponent(name))
    }
    try FileManager.default.moveItem(
      atPath: scratch.file("sources/cow-wars.yaml"), toPath: scratch.file("sources/cow-mids.yaml"))
    for command in [
      ["run", scratch.url.path, "--out", scratch.file("r")], ["check", scratch.url.path],
      ["panel", scratch.url.path, "--out", scratch.file("p.csv")],
      ["sources", "verify", "--data", scratch.url.path],
      ["sources", "list", "--data", scratch.url.path],
    ] {
      let run = try CommandRun(command)
      #expect(run.status == 1, "\(command)")
      #expect(
        run.errors.contains("sources/cow-mids.yaml describes a source 'cow-mids'"), "\(run.errors)")
    }
  }

  @Test("a mistake in a description is said with its line", .tags(.failure))
  func mistake() throws {
    let scratch = try ScratchFolder()
    let folder = Self.fixtures.appendingPathComponent("wars")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(name), to: scratch.url.appendingPathComponent(name))
    }
    let file = scratch.file("sources/cow-wars.yaml")
    let text = try String(contentsOfFile: file, encoding: .utf8)
      .replacingOccurrences(of: "coverage:", with: "covreage:")
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    for command in [
      ["check", scratch.url.path], ["run", scratch.url.path, "--out", scratch.file("r")],
      ["sources", "verify", "--data", scratch.url.path],
    ] {
      let run = try CommandRun(command)
      let words = run.output + run.errors
      #expect(run.status == 1)
      #expect(
        words.contains("sources/cow-wars.yaml, line 13") && words.contains("'coverage'"), "\(words)"
      )
    }
  }

  @Test("a folder that is not there, or holds no known table", .tags(.failure))
  func folders() throws {
    let scratch = try ScratchFolder()
    let missing = scratch.file("nothing")
    for command in [
      ["sources", "verify", "--data", missing], ["sources", "list", "--data", missing],
      ["run", "allied-tariffs", "--data", missing, "--out", scratch.file("r")],
      ["check", "allied-tariffs", "--data", missing],
      ["panel", "allied-tariffs", "--data", missing, "--out", scratch.file("p.csv")],
      ["cases", "timeline", "loyalty", "--data", missing],
    ] {
      let run = try CommandRun(command)
      #expect(run.status == 1, "\(command)")
      #expect(run.errors.contains("there is no folder '\(missing)'"), "\(run.errors)")
    }
    let empty = try CommandRun(["sources", "verify", "--data", scratch.url.path])
    #expect(empty.status == 0 && empty.output.contains("No known table is in"))
    let study = Self.fixtures.appendingPathComponent("wars").path
    let both = try CommandRun(["sources", "verify", "--data", study, "--data", scratch.url.path])
    #expect(both.output.contains("1 of ") && both.output.contains("No known table is in"))
  }

  @Test(
    "junk between commas is refused as wrong usage", .tags(.failure),
    arguments: [
      (["effects", "--of", "x", "--bounds", "junk,-0.1,0.1"], "'junk' is not a number"),
      (["effects", "--of", "x", "--bounds", "-0.1,0.1x"], "'0.1x' is not a number"),
      (["effects", "--of", "x", "--bounds", "-0.1,,0.1"], "'' is not a number"),
      (["effects", "--of", "x", "--between", "0,,1"], "a comma with nothing beside it"),
      (["effects", "--predict", "x=0,"], "a comma with nothing beside it"),
      (["fit", "--panel", "ally,,year"], "--panel names unit,time"),
      (["fit", "--weights", "analytic::w"], "--weights is"),
      (["fit", "--vcov", "cluster:a,,b"], "cluster:a,,b' is not a known variance"),
    ])
  func junk(arguments: [String], words: String) throws {
    let run = try CommandRun(
      [arguments[0], "--data", "none.csv", "--formula", "y ~ x"] + arguments.dropFirst())
    #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
  }
}

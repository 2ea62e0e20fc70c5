import Foundation
import TestSupport
import Testing

@testable import entente

/// What commands share: formats, figure files, threads, lists of numbers, exit status.
@Suite struct SharedOptionTests {
  /// Each theory with a setting that changes its answer.
  private static let changes = [
    ("trade-agreement", "home_public=1,1"), ("alliance-concessions", "theta=0.01"),
    ("loyalty-coercion", "k=0.01"), ("guns-and-butter", "rho=0.5"),
    ("tariff-network", "countries=4"),
  ]

  @Test(
    "Every theory is solved in every format, takes settings and draws", .tags(.identity),
    arguments: changes)
  func theories(name: String, setting: String) throws {
    var seen: Set<String> = []
    for format in ["text", "json", "markdown", "latex", "html"] {
      let run = try CommandRun(["solve", name, "--format", format])
      #expect(run.status == 0 && run.errors.isEmpty, "\(format): \(run.errors)")
      seen.insert(run.output)
    }
    #expect(seen.count == 5)
    // The tables of an answer have different columns, and CSV has one table.
    let records = try CommandRun(["solve", name, "--format", "csv"])
    #expect(records.status == 2 && records.output.isEmpty)
    #expect(
      records.errors.contains("--format csv is for one table, and the answer has several"),
      "\(records.errors)")
    let figure = try TemporaryFile("", suffix: "svg")
    let other = try CommandRun(["solve", name, "--set", setting, "--figure", figure.path])
    #expect(other.status == 0 && !seen.contains(other.output), "\(other.errors)")
    #expect(try String(contentsOfFile: figure.path, encoding: .utf8).contains("<svg"))
    let help = try CommandRun(["solve", name, "--help"])
    #expect(help.status == 0 && help.output.contains("Inputs of --set"))
    let words = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("csv where it is one table, which answers of solve and cases are not"))
  }

  @Test("A setting and the option for it are the same", .tags(.identity)) func settings() throws {
    for (options, settings) in [
      (["--home-government", "1.5,1.05"], ["home_government=1.5,1.05"]),
      (["--lambda", "0.9,1"], ["lambda=0.9,1"]),
      (["--tariff-floor", "-0.05"], ["tariff_floor=-0.05"]),
      (
        ["--downstream-share", "0.3", "--home-public", "1.2,1,1.1"],
        ["downstream_share=0.3", "home_public=1.2,1,1.1"]
      ),
    ] {
      let start = ["solve", "trade-agreement", "--format", "json"]
      let one = try CommandRun(start + options)
      let other = try CommandRun(start + settings.flatMap { ["--set", $0] })
      #expect(one.status == 0 && one.output == other.output, "\(settings)")
    }
    let signals = try CommandRun(["solve", "alliance-concessions", "--set", "signals=-1,2"])
    #expect(
      try signals.output
        == CommandRun(["solve", "alliance-concessions", "--signals", "-1,2"]).output)
  }

  @Test("The space of tariffs is added where it is asked for", .tags(.identity))
  func space() throws {
    let plain = try CommandRun(["solve", "trade-agreement", "--format", "json"])
    let run = try CommandRun(["solve", "trade-agreement", "--format", "json", "--space"])
    let start = plain.output.dropLast("\n}\n".count)
    #expect(run.output.hasPrefix(start + ",\n  \"space\": {"))
  }

  @Test(
    "The suffix of a figure counts in capitals too, in every command", .tags(.identity),
    arguments: [
      ["solve", "guns-and-butter"], ["solve", "trade-agreement"], ["cases", "trace", "loyalty"],
      [
        "design", "alliance-concessions", "--allies", "6", "--years", "12", "--effect", "1",
        "--worlds", "2",
      ],
    ])
  func capitals(command: [String]) throws {
    let folder = try ScratchFolder()
    let path = folder.file("figure.SVG")
    let run = try CommandRun(command + ["--figure", path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.names == ["figure.SVG"])
    let wrong = try CommandRun(command + ["--figure", "figure.GIF"])
    #expect(wrong.status == 2 && wrong.output.isEmpty)
    #expect(wrong.errors.contains("figure.GIF does not end in .svg, .pdf or .png"))
  }

  @Test("An answer goes to a file if one is named", .tags(.identity)) func out() throws {
    let file = try TemporaryFile("", suffix: "tex")
    let command = ["solve", "guns-and-butter", "--format", "latex"]
    let run = try CommandRun(command + ["--out", file.path])
    #expect(run.status == 0 && run.output.isEmpty)
    #expect(
      try String(contentsOfFile: file.path, encoding: .utf8) == CommandRun(command).output)
    let wrong = try CommandRun(command + ["--out", "/nonexistent/folder/a.tex"])
    #expect(wrong.status == 1 && wrong.errors.contains("cannot be written"))
  }

  @Test(
    "A list of numbers refuses what is none", .tags(.failure),
    arguments: [
      ("solve trade-agreement --lambda", "1,,2"), ("solve trade-agreement --lambda", "1,nan"),
      ("solve alliance-concessions --signals", "1;2"), ("solve guns-and-butter --set", "rho=1,x"),
      ("design alliance-concessions --effect", "0.5,inf"),
      ("design alliance-concessions --allies", "10,2x"),
      ("effects --data t.csv --formula y~x --bounds", "junk,-0.1,0.1"),
      ("effects --data t.csv --formula y~x --bounds", "-0.1,0.1,"),
    ])
  func junk(command: String, list: String) throws {
    let run = try CommandRun(command.split(separator: " ").map(String.init) + [list])
    #expect(run.status == 2)
    #expect(run.errors.contains("is not a number"), "\(run.errors)")
  }

  @Test(
    "A list of values refuses a comma without one", .tags(.failure),
    arguments: [
      (["--of", "x", "--between", "0,,1"], "a comma with nothing beside it"),
      (["--predict", "x=0,"], "a comma with nothing beside it"),
      (["--predict", "x="], "names nothing"),
    ])
  func gaps(options: [String], words: String) throws {
    let run = try CommandRun(["effects", "--data", "t.csv", "--formula", "y~x"] + options)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(
    "All processors are used unless said otherwise", .tags(.identity),
    arguments: [
      ["fit"], ["compare"], ["effects"], ["diagnose"], ["run"], ["demo"],
      ["design", "alliance-concessions"], ["cases", "qca"],
    ])
  func threads(command: [String]) throws {
    let help = try CommandRun(command + ["--help"]).output
    let start = try #require(help.range(of: "--threads <threads>", options: .backwards))
    let words = help[start.upperBound...].split(separator: "\n").prefix(2).joined()
      .split(separator: " ").joined(separator: " ")
    #expect(words.contains("All processors if not said."), "\(words)")
    #expect(try ThreadOptions.parse([]).count.count == ProcessInfo.processInfo.activeProcessorCount)
    #expect(try ThreadOptions.parse(["--threads", "3"]).count.count == 3)
    #expect(throws: (any Error).self) { try ThreadOptions.parse(["--threads", "0"]).count.count }
  }

  @Test("Results do not depend on the threads", .tags(.identity)) func sameBytes() throws {
    let outputs = try ["1", "3"].map { threads in
      try CommandRun([
        "design", "alliance-concessions", "--allies", "6", "--years", "12", "--effect", "1",
        "--worlds", "7", "--format", "json", "--threads", threads,
      ]).output
    }
    #expect(outputs[0] == outputs[1] && !outputs[0].isEmpty)
  }

  @Test("A check that finds something ends with status 1 and no further word", .tags(.failure))
  func status() throws {
    let study = try TemporaryFile(
      """
      study: own
      title: Own
      question: Own?
      sources: {table: {file: nowhere.csv}}
      panel: {unit: [a], time: year, build: [{start: table}]}
      models: {m: {formula: y ~ x}}
      """, suffix: "yaml")
    let run = try CommandRun(["check", study.path])
    #expect(run.status == 1)
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.components(separatedBy: "nowhere.csv").count == 2, "\(run.output)")
  }

  @Test(
    "A folder of tables that is not there is an error, and no count of nothing", .tags(.failure))
  func noFolder() throws {
    let folder = try ScratchFolder()
    let missing = folder.file("nowhere")
    let run = try CommandRun(["sources", "verify", "--data", missing])
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("there is no folder '\(missing)'"), "\(run.errors)")
    let empty = try CommandRun(["sources", "verify", "--data", folder.path])
    #expect(empty.status == 0 && empty.output.contains("0 of "), "\(empty.errors)")
  }

  @Test("Tables that are not as described end with status 1 and no further word", .tags(.failure))
  func verify() throws {
    let folder = try ScratchFolder()
    let list = try CommandRun(["sources", "list"]).output
    let file = try #require(
      list.split(whereSeparator: \.isWhitespace).first { $0.hasSuffix(".csv") })
    let path = folder.url.appendingPathComponent(String(file))
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try "nothing\n1\n".write(to: path, atomically: true, encoding: .utf8)
    let run = try CommandRun(["sources", "verify", "--data", folder.path])
    #expect(run.status == 1)
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("1 of "))
  }
}

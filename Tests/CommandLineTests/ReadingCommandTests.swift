import Foundation
import TestSupport
import Testing

/// Tables as they are met, given to commands, requests and studies: read by an option, or refused by a
/// message that names it; never a wrong number.
@Suite struct ReadingCommandTests {
  /// Forty rows of shares, written with decimal commas in one column; R 4.2.2 `lm(y ~ share)` on the
  /// numbers gives .1377421.
  private static let years = (0..<40).map { row -> (share: Double, y: Double) in
    let share = [27.03, 3.2, 14.75, 8.1][row / 10]
    return (share, 0.13 * share - 0.5 + [0.3, -0.2, 0.1, -0.4, 0.2][row % 5])
  }

  private static func table(
    _ delimiter: String, comma columns: Set<String>, quote: String = "\""
  ) -> String {
    func cell(_ value: Double, _ name: String) -> String {
      guard columns.contains(name) else { return "\(value)" }
      let text = "\(value)".replacing(".", with: ",")
      return delimiter == "," ? quote + text + quote : text
    }
    let rows = years.map {
      [cell($0.share, "share"), cell($0.y, "y")].joined(separator: delimiter)
    }
    return (["share\(delimiter)y"] + rows).joined(separator: "\n") + "\n"
  }

  private func fit(_ text: String, _ options: [String], formula: String = "y ~ share") throws
    -> CommandRun
  {
    let file = try TemporaryFile(text)
    return try CommandRun(
      ["fit", "--data", file.path, "--formula", formula, "--format", "json"] + options)
  }

  @Test("decimal commas and other delimiters: by an option the same fit, without it its name")
  func decimals() throws {
    let plain = try fit(Self.table(",", comma: []), [])
    #expect(plain.status == 0, "\(plain.errors)")
    for (text, options, advice) in [
      (Self.table(",", comma: ["share"]), ["--decimal", "share=,"], "--decimal 'share=,'"),
      (Self.table(",", comma: ["share", "y"]), ["--decimal", ","], "--decimal 'y=,'"),
      (
        Self.table(";", comma: ["share", "y"]), ["--delimiter", ";", "--decimal", ","],
        "--delimiter ';'"
      ),
      (Self.table("\t", comma: []), ["--delimiter", "tab"], "--delimiter tab"),
      (
        Self.table(",", comma: ["share"], quote: "'"), ["--quote", "'", "--decimal", "share=,"],
        "--"
      ),
      ("# by hand\n" + Self.table(",", comma: []), ["--comment", "#"], "--header 2"),
      ("# by hand\n" + Self.table(",", comma: []), ["--header", "2"], "--header 2"),
      (Self.table(",", comma: []) + "Source: mine\n", ["--comment", "Source:"], "--comment"),
    ] {
      let told = try fit(text, options)
      #expect(told.output == plain.output, "\(options): \(told.errors)")
      let untold = try fit(text, [])
      #expect(
        untold.status == 1 && untold.output.isEmpty && untold.errors.contains(advice),
        "\(untold.errors)")
    }
  }

  @Test("every command that takes a table takes the options, and so does a request")
  func everywhere() throws {
    let folder = try ScratchFolder()
    let rows = (0..<90).map { row -> String in
      let (x, z) = (Double(row % 7), Double(row % 11) / 2)
      let y = x * z / 2 + x + Double(row * row % 5)
      return [x, z, y].map { "\($0)".replacing(".", with: ",") }.joined(separator: ";")
    }
    let path = try folder.write((["x;z;y"] + rows).joined(separator: "\n"), "t.csv")
    let reading = ["--delimiter", ";", "--decimal", ","]
    for command in [
      ["fit", "--formula", "y ~ x*z"], ["compare", "--formula", "y ~ x*z"],
      ["effects", "--formula", "y ~ x*z", "--of", "x"],
      ["diagnose", "--formula", "y ~ x*z", "--treatment", "x", "--moderator", "z"],
    ] {
      let run = try CommandRun(command + ["--data", path] + reading)
      #expect(run.status == 0, "\(command): \(run.errors)")
      let untold = try CommandRun(command + ["--data", path])
      #expect(untold.status == 1 && untold.errors.contains("--delimiter ';'"))
    }
    let cases = "case;A;Y\na;0,9;0,8\nb;0,2;0,1\nc;0,7;0,9\nd;0,1;0,3\n"
    let qca = try folder.write(cases, "q.csv")
    let solved = try CommandRun(
      ["cases", "qca", qca, "--outcome", "Y", "--conditions", "A"] + reading)
    #expect(solved.status == 0, "\(solved.errors)")
    let request = try folder.write(
      "fit: {data: \(path), formula: y ~ x*z, delimiter: ';', decimal: {x: ',', z: ',', y: ','}}\n",
      "r.yaml")
    let asked = try CommandRun(["ask", request])
    let command = try CommandRun(["fit", "--formula", "y ~ x*z", "--data", path] + reading)
    #expect(asked.status == 0 && asked.output == command.output, "\(asked.errors)")
    let wrong = try CommandRun(["fit", "--data", path, "--formula", "y ~ x", "--delimiter", "ab"])
    #expect(wrong.status == 2 || wrong.status == 64, "\(wrong.status)")
  }

  @Test("a study's own table takes the settings beside its file", .tags(.identity))
  func study() throws {
    let folder = try ScratchFolder()
    try folder.write(
      "# notes\ncode;iso2;year;x;y\n01001;NA;2000;1;2,0\n01001;NA;2001;2;2,5\n1001;US;2000;9;7,0\n1001;US;2001;3;7,5\n",
      "t.csv")
    func study(_ settings: String) -> String {
      """
      study: own
      title: own
      question: own
      sources: {d: {file: t.csv\(settings)}}
      panel: {unit: [code, iso2], time: year, build: [{start: d}]}
      models: {m: {formula: y ~ x}}
      """
    }
    try folder.write(
      study(", delimiter: ';', decimal: ',', comment: '#', text: [code, iso2]"), "study.yaml")
    let panel = try CommandRun(["panel", folder.path, "--out", folder.file("p.csv")])
    #expect(panel.status == 0, "\(panel.errors)")
    let lines = try folder.lines("p.csv")
    #expect(lines.contains { $0.hasPrefix("01001,\"NA\",2000,1,2") }, "\(lines)")
    // Without the words on text the codes stay apart all the same, and NA is hinted at.
    try folder.write(study(", delimiter: ';', decimal: ',', comment: '#'"), "study.yaml")
    let untold = try CommandRun(["panel", folder.path, "--out", folder.file("p.csv")])
    #expect(untold.status == 1 && untold.errors.contains("'iso2'"), "\(untold.errors)")
    try folder.write(
      study("").replacing("file: t.csv", with: "from: wdi-gdp, decimal: ','"), "study.yaml")
    let named = try CommandRun(["check", folder.path])
    #expect(
      (named.output + named.errors).contains("`decimal:` says how a table of your own is read"))
  }

  @Test("codes are never merged: leading zeros, and ids beyond 64 bits or the doubles")
  func codes() throws {
    // Three codes, of which two are one number; R 4.2.2 with colClasses "character" gives .5188406.
    let zeros = """
      code,x,y
      0101,0,0.00
      101,1,5.70
      0101,2,1.40
      101,3,6.60
      0202,4,4.30
      0202,5,4.50
      0101,6,3.20
      101,7,8.90
      0202,8,6.10

      """
    for options in [[], ["--text", "code"]] {
      let run = try fit(zeros, options, formula: "y ~ x | code")
      #expect(run.output.contains("0.518840"), "\(run.output)\(run.errors)")
    }
    let regressor = try fit(zeros, [], formula: "y ~ code")
    #expect(
      regressor.status == 1 && regressor.errors.contains("the same number as"),
      "\(regressor.errors)")
    #expect(try fit(zeros, ["--number", "code"], formula: "y ~ code").status == 0)
    for late in ["9223372036854775808", "12.5"] {
      let ids = ["9007199254740992", "9007199254740993", "9007199254740994", late]
      let rows = (0..<16).map {
        "\(ids[$0 % 4]),\($0),\([0, 3.7, 7.4, 10.6][$0 % 4] + 0.5 * Double($0))"
      }
      let run = try fit((["id,x,y"] + rows).joined(separator: "\n"), [], formula: "y ~ x | id")
      #expect(run.output.contains(#""levels": 4"#), "\(run.output)\(run.errors)")
    }
  }

  @Test("NA among two-letter codes is counted as missing, with a hint", .tags(.identity))
  func namibia() throws {
    let rows = (0..<18).map { "\(["NA", "US", "DE"][$0 % 3]),\($0),\(2 * $0 + $0 * $0 % 5)" }
    let text = (["iso2,x,y"] + rows).joined(separator: "\n") + "\n"
    let plain = try fit(text, [], formula: "y ~ x | iso2")
    #expect(plain.output.contains(#""missing: iso2": 6"#) && plain.output.contains("Namibia"))
    let told = try fit(text, ["--text", "iso2"], formula: "y ~ x | iso2")
    #expect(
      told.output.contains(#""levels": 3"#) && !told.output.contains("Namibia"), "\(told.output)")
  }

  @Test("two spellings of one character are two levels everywhere, with a word about it")
  func unicode() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    let rows = (0..<12).map { "\([one, two, "b"][$0 % 3]),\($0),\(2 * $0 + $0 * $0 % 5)" }
    let text = (["n,x,y"] + rows).joined(separator: "\n") + "\n"
    let absorbed = try fit(text, [], formula: "y ~ x | n")
    #expect(absorbed.output.contains(#""levels": 3"#) && absorbed.output.contains("look the same"))
    let terms = try fit(text, [], formula: "y ~ x + n")
    // Their short names would print alike, so each says its level, in the bytes of the table.
    let utf8 = Array(terms.output.utf8)
    for level in [one, two] {
      #expect(utf8.contains(Array(#"n == \"\#(level)\""#.utf8)), "\(terms.output)")
    }
    let dummy = try fit(text, [], formula: "y ~ x + I(n == \"\(one)\")")
    #expect(dummy.status == 0)
    let file = try TemporaryFile(text)
    func at(_ level: String) throws -> CommandRun {
      try CommandRun([
        "effects", "--data", file.path, "--formula", "y ~ x*n", "--of", "x", "--at", "n=\(level)",
        "--format", "json",
      ])
    }
    let (first, second) = (try at(one), try at(two))
    #expect(first.status == 0 && second.status == 0 && first.output != second.output)
  }

  @Test("a stray cell among memberships is named", .tags(.failure)) func membership() throws {
    let file = try TemporaryFile("case,A,Y\na,0.9,0.8\nb,0x1,0.1\nc,0.7,0.9\nd,0.1,0.3\n")
    let run = try CommandRun([
      "cases", "qca", file.path, "--outcome", "Y", "--conditions", "A",
    ])
    #expect(run.status == 1 && run.errors.contains("holds '0x1' in row 2"), "\(run.errors)")
  }

  @Test("the logarithm of zero is no missing number", .tags(.identity))
  func undefined() throws {
    let text = "x,y\n1,0\n2,1\n3,2\n4,5\n5,0\n6,7\n7,\n8,9\n"
    let run = try fit(text, [], formula: "log(y) ~ x")
    #expect(run.output.contains(#""no finite value: log(y)": 2"#), "\(run.output)")
    #expect(run.output.contains(#""missing: log(y)": 1"#))
  }
}

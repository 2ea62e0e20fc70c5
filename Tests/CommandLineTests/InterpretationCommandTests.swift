import Foundation
import TestSupport
import Testing

@Suite struct InterpretationCommandTests {
  /// Sixty rows of three variables in ten units, made by a formula.
  static let table: String = {
    var lines = ["unit,y,x,z,kind"]
    for row in 0..<60 {
      let x = Double((row * 37) % 60) / 20 - 1.5
      let z = Double((row * 23) % 60) / 15 - 2
      let noise = Double((row * 41) % 17) / 17 - 0.5
      let y = 1 + x + 0.5 * z - 0.25 * x * z + noise
      lines.append("u\(row % 10),\(y),\(x),\(z),\(row % 3 == 0 ? "old" : "new")")
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  static func run(_ arguments: [String]) throws -> CommandRun {
    let file = try TemporaryFile(table)
    return try CommandRun([arguments[0], "--data", file.path] + arguments.dropFirst())
  }

  static func document(_ run: CommandRun) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test("One fit under a ladder of variances is one table", .tags(.identity))
  func compare() throws {
    let run = try Self.run([
      "compare", "--formula", "y ~ x*z", "--vcov", "iid", "--vcov", "hc1", "--vcov",
      "cluster:unit", "--format", "json",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let fits = try #require(try Self.document(run)["fits"] as? [[String: Any]])
    #expect(fits.map { $0["title"] as? String } == ["iid", "hc1", "cluster:unit"])
    let text = try Self.run([
      "compare", "--formula", "y ~ x", "--formula", "y ~ x*z | unit", "--vcov", "hc1",
    ])
    #expect(text.output.contains("(1) y") && text.output.contains("(2) y"))
  }

  @Test("Effects, moderated effects and predictions come out as asked", .tags(.identity))
  func effects() throws {
    let all = try Self.run([
      "effects", "--formula", "y ~ x*z + kind", "--format", "json", "--bounds", "-0.5,0.5",
    ])
    #expect(all.status == 0, "\(all.errors)")
    let rows = try #require(try Self.document(all)["rows"] as? [[String: Any]])
    #expect(rows.map { $0["contrast"] as? String } == ["dY/dX", "dY/dX", "old - new"])
    #expect(rows.allSatisfy { $0["equivalence"] != nil })
    let moderated = try Self.run([
      "effects", "--formula", "y ~ x*z", "--of", "x", "--over", "z", "--format", "csv",
    ])
    #expect(moderated.output.split(separator: "\n").count == 12, "\(moderated.errors)")
    let predictions = try Self.run([
      "effects", "--formula", "y ~ x*z + kind", "--predict", "x=0,1", "--predict", "kind=old,new",
    ])
    #expect(predictions.output.contains("x = 1, kind = old"))
    let absorbed = try Self.run([
      "effects", "--formula", "y ~ x*z | unit", "--predict", "x=0,1",
    ])
    #expect(absorbed.status == 1 && absorbed.errors.contains("absorbed `unit`"))
    let contrast = try Self.run([
      "effects", "--formula", "y ~ x*z | unit", "--of", "x", "--between", "-1,1", "--at", "z=1",
    ])
    #expect(contrast.output.contains("x, 1 - -1 at z = 1"), "\(contrast.errors)")
  }

  @Test("Hypotheses, averages and rows come out as asked, and curves are drawn", .tags(.identity))
  func hypothesesAndCurves() throws {
    let tests = try Self.run([
      "effects", "--formula", "y ~ x*z", "--vcov", "cluster:unit", "--test", "x + z = 1.5",
      "--test", "x:z", "--format", "json",
    ])
    #expect(tests.status == 0, "\(tests.errors)")
    let document = try Self.document(tests)
    let wald = try #require(document["wald"] as? [String: Any])
    #expect(wald["df"] as? Int == 2 && wald["df_denominator"] as? Double == 9)
    let rows = try #require(document["rows"] as? [[String: Any]])
    #expect(rows.map { $0["null"] as? Double } == [1.5, 0])
    let average = try Self.run(["effects", "--formula", "y ~ x*z", "--predict", "average"])
    #expect(average.output.contains("Prediction") && average.output.contains("its own values."))
    let byRow = try Self.run([
      "effects", "--formula", "y ~ x*z", "--predict", "rows", "--format", "csv",
    ])
    #expect(byRow.output.split(separator: "\n").count == 61)
    let figure = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString).svg").path
    defer { try? FileManager.default.removeItem(atPath: figure) }
    for arguments in [["--of", "x", "--over", "z"], ["--predict", "x=0,1"]] {
      let drawn = try Self.run(
        ["effects", "--formula", "y ~ x*z", "--figure", figure] + arguments)
      #expect(drawn.status == 0, "\(drawn.errors)")
      #expect(try String(contentsOfFile: figure, encoding: .utf8).contains("simultaneous"))
    }
  }

  @Test("Diagnostics print, and write their figure", .tags(.identity))
  func diagnose() throws {
    let figure = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString).svg").path
    defer { try? FileManager.default.removeItem(atPath: figure) }
    let run = try Self.run([
      "diagnose", "--formula", "y ~ x*z", "--treatment", "x", "--moderator", "z", "--replicates",
      "10", "--bandwidth", "1", "--figure", figure, "--format", "json",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let document = try Self.document(run)
    for key in ["linear", "bins", "tests", "kernel", "spline", "support", "warnings"] {
      #expect(document[key] != nil, "\(key)")
    }
    #expect(try String(contentsOfFile: figure, encoding: .utf8).contains("<svg"))
  }

  @Test(
    "Wrong usage is said with status 2, failed work with 1", .tags(.failure),
    arguments: [
      (["effects", "--formula", "y ~ x", "--over", "z"], 2, "--of"),
      (["effects", "--formula", "y ~ x", "--bounds", "1,0"], 2, "ascending"),
      (["effects", "--formula", "y ~ x", "--of", "w"], 1, "`w`"),
      (["effects", "--formula", "y ~ x", "--test", "x = z"], 2, "`x = z`"),
      (["effects", "--formula", "y ~ x", "--test", "x", "--of", "x"], 2, "one kind"),
      (["effects", "--formula", "y ~ x", "--of", "x", "--figure", "a.svg"], 2, "--over"),
      (["compare", "--formula", "y ~ x", "--vcov", "best"], 2, "best"),
      (
        ["fit", "--formula", "y ~ x", "--vcov", "cluster:year+row"], 2,
        "a comma between two cluster keys"
      ),
      (
        ["diagnose", "--formula", "y ~ x", "--treatment", "x", "--moderator", "z"], 1,
        "no term `z`"
      ),
    ] as [([String], Int32, String)])
  func misuse(arguments: [String], status: Int32, words: String) throws {
    let run = try Self.run(arguments)
    #expect(run.status == status)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}

import Foundation
import TestSupport
import Testing

/// What models print of terms, levels and iterations that are not as usual.
@Suite struct ModelOutputTests {
  /// Sixty rows in twelve units, with a category whose name holds a colon and a column `log`.
  private static let table: String = {
    var lines = ["unit,y,x,z,grp,log,both,count"]
    for row in 0..<60 {
      let x = Double((row * 37) % 60) / 20 - 1.5
      let z = Double((row * 23) % 60) / 15 + 0.1
      let y = 1 + x + 0.3 * z + Double((row * 41) % 17) / 17
      lines.append(
        "u\(row % 12),\(y),\(x),\(z),\(["a", "b:east", "c"][row * 7 % 3]),\(row % 2),"
          + "\((row * 7) % 5 < 2 ? 1 : 0),\((row * 11) % 5)")
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  /// What a number that does not exist would print as.
  private static var noNumber: Regex<Substring> { /\b-?(?:inf|infinity|nan)\b/.ignoresCase() }

  private func run(_ arguments: [String]) throws -> CommandRun {
    let file = try TemporaryFile(Self.table)
    return try CommandRun([arguments[0], "--data", file.path] + arguments.dropFirst())
  }

  @Test(
    "A fit that ends after one step has no criterion, and says so in valid JSON", .tags(.identity),
    arguments: [("both", "probit"), ("both", "logit"), ("count", "ppml")], ["x", "x | unit"])
  func oneIteration(model: (outcome: String, estimator: String), terms: String) throws {
    let arguments = [
      "fit", "--formula", "\(model.outcome) ~ \(terms)", "--estimator", model.estimator,
      "--max-iterations", "1",
    ]
    let json = try run(arguments + ["--allow-non-convergence", "--format", "json"])
    #expect(json.status == 0, "\(json.errors)")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["converged"] as? Bool == false)
    #expect(document["iterations"] as? Int == 1)
    let convergence = document["convergence"] as? [String: Any] ?? document
    // With absorbed effects the first step has none before it to be compared with.
    let criterion = convergence["criterion"]
    #expect(criterion is NSNull == terms.contains("|"), "\(json.output)")
    if let criterion = criterion as? Double { #expect(criterion > 0 && criterion.isFinite) }
    for format in ["text", "csv", "markdown", "latex", "html"] {
      let other = try run(arguments + ["--allow-non-convergence", "--format", format])
      #expect(other.status == 0, "\(format): \(other.errors)")
      #expect(format == "csv" || other.output.uppercased().contains("NOT CONVERGED"), "\(format)")
      #expect(other.output.firstMatch(of: Self.noNumber) == nil, "\(format): \(other.output)")
    }
    let refused = try run(arguments)
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(refused.errors.contains("iteration"))
    #expect(refused.errors.firstMatch(of: Self.noNumber) == nil, "\(refused.errors)")
  }

  @Test(
    "A category with a colon in its name prints as a category", .tags(.identity),
    arguments: ["text", "markdown", "html", "latex", "csv", "json"])
  func levels(format: String) throws {
    let found = try run(["fit", "--formula", "y ~ x*z + grp", "--format", format])
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.output.contains("grpb:east"), "\(found.output)")
    #expect(!found.output.contains("grpb ×") && !found.output.contains("grpb $\\times$"))
  }

  @Test("Effects of such a category are of it, and of no product", .tags(.identity))
  func effects() throws {
    let found = try run(["effects", "--formula", "y ~ x*z + grp", "--format", "json"])
    #expect(found.status == 0, "\(found.errors)")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any])
    let rows = try #require(document["rows"] as? [[String: Any]])
    #expect(
      rows.map { $0["contrast"] as? String } == ["dY/dX", "dY/dX", "b:east - a", "c - a"])
    let none = try run(["effects", "--formula", "y ~ x*z + grp", "--of", "grpb"])
    #expect(none.status == 1 && none.errors.contains("`grpb`"), "\(none.errors)")
  }

  @Test(
    "A treatment that no term contains is refused, whatever functions are called",
    .tags(.failure))
  func randomization() throws {
    let found = try run([
      "fit", "--formula", "y ~ x + log(z)", "--inference", "randomization:log,,99",
    ])
    #expect(found.status == 1)
    #expect(found.output.isEmpty)
    #expect(found.errors.contains("no term of 'y ~ x + log(z)' contains it"), "\(found.errors)")
  }

  /// Tables, documents and captions of everything that has an interval.
  @Test(
    "No 95% is printed of intervals with another level", .tags(.identity),
    arguments: [
      ["fit", "--formula", "y ~ x*z"], ["fit", "--formula", "y ~ x*z", "--estimator", "m"],
      ["fit", "--formula", "both ~ x", "--estimator", "probit"],
      ["fit", "--formula", "y ~ x", "--inference", "wild:unit,99", "--vcov", "cluster:unit"],
      ["fit", "--formula", "y ~ x", "--inference", "jackknife:unit"],
      ["compare", "--formula", "y ~ x", "--vcov", "iid", "--vcov", "hc1"],
      ["effects", "--formula", "y ~ x*z", "--of", "x", "--over", "z"],
      ["effects", "--formula", "y ~ x*z", "--predict", "x=0,1"],
      ["effects", "--formula", "y ~ x*z", "--test", "x = 0.5"],
      [
        "diagnose", "--formula", "y ~ x*z", "--treatment", "x", "--moderator", "z",
        "--replicates", "5", "--bandwidth", "1",
      ],
    ])
  func printedLevels(command: [String]) throws {
    for format in ["text", "json", "csv", "markdown", "latex", "html"] {
      let found = try run(command + ["--level", "0.8", "--format", format])
      if format == "csv", command.contains("--inference") {
        // Two tables with different columns are no one table of records.
        #expect(found.status == 2 && found.output.isEmpty, "\(found.output)")
        #expect(found.errors.contains("--format csv is for one table"), "\(found.errors)")
        continue
      }
      #expect(found.status == 0, "\(found.errors)")
      #expect(
        found.output.firstMatch(of: /\b95 ?\\?%|\b0\.95\b/) == nil, "\(format): \(found.output)")
    }
  }

  @Test(
    "Captions of figures name the level of their intervals", .tags(.identity),
    arguments: [
      ["effects", "--formula", "y ~ x*z", "--of", "x", "--over", "z"],
      ["effects", "--formula", "y ~ x*z", "--predict", "x=0,1"],
      [
        "diagnose", "--formula", "y ~ x*z", "--treatment", "x", "--moderator", "z",
        "--replicates", "5", "--bandwidth", "1",
      ],
    ])
  func captions(command: [String]) throws {
    let figure = try TemporaryFile("", suffix: "svg")
    let found = try run(command + ["--level", "0.8", "--figure", figure.path])
    #expect(found.status == 0, "\(found.errors)")
    let text = try String(contentsOfFile: figure.path, encoding: .utf8)
    #expect(text.contains("80%") && !text.contains("95%"))
  }
}

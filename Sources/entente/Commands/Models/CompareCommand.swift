import ArgumentParser
import Expressions
import Studies

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Put several fits, or one fit under several variances, in one table.",
    discussion: """
      entente compare --data panel.csv --formula "y ~ x" --formula "y ~ x + z | dyad"
      entente compare --data panel.csv --formula "y ~ x" \\
        --vcov iid --vcov hc1 --vcov cluster:dyad --vcov dyadic:exporter,importer

      With several formulas and several variances every pair is fitted.
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: "A model; may be given more than once.")
  var formula: [String]

  @Option(help: "A variance, as `entente fit` takes it; may be given more than once.")
  var vcov: [String] = []

  func run() throws {
    let line = ProgressLine()
    defer { line.finish() }
    let result = try request().run { line.report($0) }
    line.finish()
    try model.output.write(try result.answer)
  }

  private func request() throws -> ComparisonRequest {
    guard let first = formula.first else {
      throw ValidationError("name at least one model: --formula \"y ~ x\"")
    }
    let base = try model.request(formula: first, vcov: vcov.first ?? "iid")
    return ComparisonRequest(
      base, formulas: try formula.map { try Formula($0) },
      variances: try vcov.map { try ModelOptions.vocabulary("--vcov", $0) })
  }
}

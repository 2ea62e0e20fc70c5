import ArgumentParser
import Estimation
import Exhibits
import Expressions
import Studies

struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit one model to a file.",
    discussion: """
      entente fit --data panel.csv --formula "exports ~ election*support + gdp | dyad" \\
        --estimator m --psi bisquare --vcov dyadic:exporter,importer

      In a formula a*b stands for a + b + a:b, I(...) holds arithmetic, and effects behind the bar \
      are absorbed. lag(x), change(x) and their kin need --panel unit,time; `entente functions` \
      lists every function.
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: "The model, as in \"y ~ a*b + c | effect\".")
  var formula: String

  @Option(
    help: """
      iid, hc0, hc1, hc2, hc3, cluster:a,..., cr2:a, dyadic:a,b, two-mode:a,b, \
      driscoll-kraay:time,lags, newey-west:time,lags (unit from --panel or the absorbed effect), \
      conley:latitude,longitude,km[,bartlett].
      """)
  var vcov = "iid"

  @Option(
    help: """
      Inference by resampling, beside the variance: wild:cluster,draws[,rademacher|webb], \
      jackknife:unit or jackknife:exporter,importer, \
      randomization:treatment,strata,draws[,assigned-to].
      """)
  var inference: String?

  func run() throws {
    let line = ProgressLine()
    defer { line.finish() }
    let result = try request().run { line.report($0) }
    line.finish()
    try model.output.write(try result.answer)
  }

  /// The request that the options spell out, or what is wrong with them.
  private func request() throws -> FitRequest {
    var request = try model.request(formula: formula, vcov: vcov)
    if let inference {
      request.model.inference = try ModelOptions.vocabulary("--inference", inference)
    }
    return request
  }
}

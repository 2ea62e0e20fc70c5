import DyadYearPanel
import Estimation
import Foundation
import Measuring

/// Measures PPML, probit and logit on a simulated panel: processor seconds of all threads, wall
/// seconds, and the process's peak memory.
///
///     GLMBenchmark [S|M|MU|L] [threads] [ppml|probit|logit ...]
///
/// The count is floor(exp(y/4)), about one row in three zero; the event is y > 0. `peers/glm.py` times
/// other programs on the same numbers.
@main struct GLMBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let size = arguments.first.flatMap { DyadYearPanel.Size(rawValue: $0) } ?? .medium
    let threads = arguments.dropFirst().first.flatMap { Int($0) } ?? 1
    let chosen = Array(arguments.dropFirst(2))
    let panel = DyadYearPanel(size)
    print("\(panel.rowCount) rows, \(threads) threads")

    func measure(
      _ name: String, _ estimator: Estimator, _ design: Design, _ variance: Variance
    ) throws {
      guard chosen.isEmpty || chosen.contains(estimator.name) else { return }
      var specification = Specification(estimator: estimator, variance: variance)
      specification.options.threads = threads
      let start = ProcessUsage()
      let fit = try Fit(design, specification)
      start.report(name)
      print(
        "    \(fit.convergence.iterations) steps, criterion \(fit.convergence.criterion ?? .nan), "
          + "n \(fit.sample.count), x1 \(fit.estimates[fit.terms.firstIndex(of: .variable("x1")) ?? 0]) "
          + "(\(fit.row("x1")?.standardError ?? .nan))")
    }

    let counts = panel.outcome.map { exp(min(6, max(-6, $0 / 4))).rounded(.down) }
    let events = panel.outcome.map { $0 > 0 ? 1.0 : 0 }
    func design(_ effects: DyadYearPanel.Effects?, _ outcome: [Double]) -> Design {
      var design = panel.design(effects ?? .dyad)
      design.outcome = outcome
      if effects == nil {
        design.absorbed = []
        design.matrix = panel.regressorsWithIntercept
        design.terms.insert(.intercept, at: 0)
        design.hasIntercept = true
      }
      return design
    }
    let dyadic = Variance.dyadic("exporter", "importer")
    try measure("probit, pooled", .probit, design(nil, events), .homoskedastic)
    try measure("logit, pooled", .logit, design(nil, events), .homoskedastic)
    try measure("logit, dyads", .logit, design(.dyad, events), .homoskedastic)
    try measure("ppml, pooled", .ppml, design(nil, counts), .homoskedastic)
    try measure("ppml, dyads", .ppml, design(.dyad, counts), .homoskedastic)
    try measure("ppml, dyad + ey + iy", .ppml, design(.threeWay, counts), .homoskedastic)
    try measure("ppml, dyad + ey + iy, dyadic", .ppml, design(.threeWay, counts), dyadic)
  }
}

import DyadYearPanel
import Estimation
import Expressions
import Foundation
import Frames
import Measuring

/// Measures fits on a simulated panel.
///
///     FitBenchmark [S|M|L|MU|R|D] [threads] [table|three|robust|dyad]
///     FitBenchmark M write panel-M.bin
///
/// `table`: from a table and a formula to the fit, as other programs are given it. `three`: the fits
/// alone, three effects absorbed. `robust`: M-estimation, three effects absorbed. `dyad`: M-estimation
/// and least squares, dyads absorbed.
@main struct FitBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let size = arguments.first.flatMap { DyadYearPanel.Size(rawValue: $0) } ?? .medium
    if arguments.dropFirst().first == "write", let path = arguments.last {
      try DyadYearPanel(size).write(to: path)
      return
    }
    let threads = arguments.dropFirst().first.flatMap { Int($0) } ?? 1
    ProcessUsage().report("an empty process")
    switch arguments.dropFirst(2).first ?? "table" {
    case "table": try measureTable(try DyadYearPanel(size).frame(), threads)
    case "robust":
      let design = DyadYearPanel(size).design(.threeWay)
      describe(design, threads)
      try fit(design, "Huber M, three effects, conventional", .m(.huber()), .homoskedastic, threads)
    case "three": try measureThreeEffects(DyadYearPanel(size).design(.threeWay), threads)
    default: try measureDyads(DyadYearPanel(size).design(.dyad), threads)
    }
  }

  private static func measureTable(_ frame: Frame, _ threads: Int) throws {
    let used = 8 * frame.rowCount * frame.columns.count
    ProcessUsage().report("\(frame.rowCount) rows, columns of \(used / 1_000_000) MB")
    let slopes = (1...DyadYearPanel.slopes.count).map { "x\($0)" }.joined(separator: " + ")
    let formula = try Formula("y ~ \(slopes) | dyad + exporter^year + importer^year")
    for (name, variance) in [
      ("conventional", Variance.homoskedastic), ("conventional again", .homoskedastic),
      ("dyadic", .dyadic("exporter", "importer")),
    ] {
      let start = ProcessUsage()
      var builder = DesignBuilder(frame)
      let design = try builder.design(formula, variance: variance)
      start.report("a design, \(name)")
      try fit(design, "OLS from a table, \(name)", .ols, variance, threads, since: start)
    }
  }

  private static func measureThreeEffects(_ design: Design, _ threads: Int) throws {
    describe(design, threads)
    let dyadic = Variance.dyadic("exporter", "importer")
    for again in ["", " again"] {
      try fit(design, "OLS, three effects, conventional\(again)", .ols, .homoskedastic, threads)
      try fit(design, "OLS, three effects, dyadic\(again)", .ols, dyadic, threads)
    }
  }

  private static func measureDyads(_ design: Design, _ threads: Int) throws {
    describe(design, threads)
    let dyadic = Variance.dyadic("exporter", "importer")
    // Twice, because the first pays for the process's first pages.
    for _ in 0..<2 {
      try fit(design, "bisquare M, dyads, conventional", .m(.bisquare()), .homoskedastic, threads)
      try fit(design, "bisquare M, dyads, dyadic", .m(.bisquare()), dyadic, threads)
    }
    try fit(design, "Huber M, dyads, dyadic", .m(.huber()), dyadic, threads)
    try fit(design, "OLS, dyads, conventional", .ols, .homoskedastic, threads)
    try fit(design, "OLS, dyads, dyadic", .ols, dyadic, threads)
  }

  private static func describe(_ design: Design, _ threads: Int) {
    print(
      "\(design.outcome.count) rows, \(threads) threads, effects "
        + design.absorbed.map { "\($0.name) (\($0.levelCount))" }.joined(separator: ", "))
  }

  private static func fit(
    _ design: Design, _ name: String, _ estimator: Estimator, _ variance: Variance, _ threads: Int,
    since start: ProcessUsage = ProcessUsage()
  ) throws {
    var specification = Specification(estimator: estimator, variance: variance)
    specification.options.threads = threads
    let fit = try Fit(design, specification)
    start.report(name)
    let convergence = fit.convergence
    print(
      "    \(convergence.iterations) iterations, criterion \(convergence.criterion ?? .nan), "
        + "x1 \(fit.estimates[0]) (\(fit.rows[0].standardError ?? .nan))")
  }
}

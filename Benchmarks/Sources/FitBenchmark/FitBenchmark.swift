import DyadYearPanel
import Estimation
import Foundation

/// Measures fits on a simulated panel: processor seconds of all threads, wall seconds, and the
/// process's peak memory.
///
///     FitBenchmark [S|M|L|MU|R|D] [threads] [dyad|three]
///     FitBenchmark M write panel-M.bin
@main struct FitBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let size = arguments.first.flatMap { DyadYearPanel.Size(rawValue: $0) } ?? .medium
    let panel = DyadYearPanel(size)
    if arguments.dropFirst().first == "write", let path = arguments.last {
      try panel.write(to: path)
      return
    }
    let threads = arguments.dropFirst().first.flatMap { Int($0) } ?? 1
    let which = arguments.dropFirst(2).first ?? "three"
    let design = panel.design(which == "three" ? .threeWay : .dyad)
    print(
      "\(panel.rowCount) rows, \(threads) threads, effects "
        + design.absorbed.map { "\($0.name) (\($0.levelCount))" }.joined(separator: ", "))
    Usage.report("panel in memory")

    func measure(_ name: String, _ estimator: Estimator, _ variance: Variance) throws {
      var specification = Specification(estimator: estimator, variance: variance)
      specification.options.threads = threads
      let start = Usage()
      let fit = try Fit(design, specification)
      start.report(name)
      let convergence = fit.convergence
      print(
        "    \(convergence.iterations) iterations, criterion \(convergence.criterion), "
          + "x1 \(fit.estimates[0]) (\(fit.rows[0].standardError ?? .nan)), scale \(fit.scale)")
    }
    guard which == "dyad" else {
      for _ in 0..<2 { try measure("OLS, three effects, conventional", .ols, .homoskedastic) }
      try measure(
        "OLS, three effects, dyadic", .ols, Variance.dyadic("exporter", "importer"))
      try measureFromFrame(panel, threads: threads)
      if arguments.dropFirst(3).first == "m" {
        try measure("Huber M, three effects, conventional", .m(.huber()), .homoskedastic)
      }
      return
    }
    let dyadic = Variance.dyadic("exporter", "importer")
    // Twice, because the first pays for the process's first pages.
    for _ in 0..<2 {
      try measure("bisquare M, dyads absorbed, conventional", .m(.bisquare()), .homoskedastic)
      try measure("bisquare M, dyads absorbed, dyadic", .m(.bisquare()), dyadic)
    }
    try measure("Huber M, dyads absorbed, dyadic", .m(.huber()), dyadic)
    try measure("OLS, dyads absorbed, conventional", .ols, .homoskedastic)
    try measure("OLS, dyads absorbed, dyadic", .ols, dyadic)
  }
}

extension FitBenchmark {
  /// The same regression from a table and a formula, as pyfixest is given it.
  static func measureFromFrame(_ panel: DyadYearPanel, threads: Int) throws {
    let frame = try panel.frame()
    let start = Usage()
    let slopes = (1...DyadYearPanel.slopes.count).map { "x\($0)" }.joined(separator: " + ")
    var builder = DesignBuilder(frame)
    let design = try builder.design(
      Formula("y ~ \(slopes) | dyad + exporter^year + importer^year"))
    start.report("a design from a table")
    var specification = Specification(estimator: .ols)
    specification.options.threads = threads
    let fit = try Fit(design, specification)
    start.report("OLS, three effects, from a table")
    print("    x1 \(fit.estimates[0]) (\(fit.rows[0].standardError ?? .nan))")
  }
}

/// What the process has used so far.
struct Usage {
  private let processor: Double
  private let wall = Date()

  init() { processor = Usage.current().processor }

  func report(_ name: String) {
    let (processor, peak) = Usage.current()
    print(
      String(
        format: "%@ cpu %6.2f s  wall %6.2f s  peak %5.0f MB", Usage.padded(name),
        processor - self.processor, Date().timeIntervalSince(wall), peak))
  }

  static func report(_ name: String) {
    let (processor, peak) = current()
    print(
      String(
        format: "%@ cpu %6.2f s                 peak %5.0f MB", padded(name), processor, peak))
  }

  private static func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(0, 42 - name.count))
  }

  private static func current() -> (processor: Double, peakMegabytes: Double) {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let bytesPerUnit = 1024.0
    #else
      getrusage(RUSAGE_SELF, &usage)
      let bytesPerUnit = 1.0
    #endif
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return (
      seconds(usage.ru_utime) + seconds(usage.ru_stime),
      Double(usage.ru_maxrss) * bytesPerUnit / 1e6
    )
  }
}

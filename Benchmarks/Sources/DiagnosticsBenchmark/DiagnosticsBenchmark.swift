import Estimation
import Expressions
import Frames
import Interpretation
import Measuring
import Numerics

/// Measures interaction diagnostics (line, bins, kernel with cross-validated bandwidth and 200
/// bootstrap replicates, spline) on 2,000 rows: processor seconds of all threads.
///
///     DiagnosticsBenchmark [threads]
///     DiagnosticsBenchmark write FILE.csv    # the same rows, for `entente diagnose` and for peers
@main struct DiagnosticsBenchmark {
  static let rowCount = 2_000
  static let clusterCount = 80
  static let controls = 8

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let frame = try rows()
    if arguments.first == "write" {
      try CSV.write(frame, to: arguments.count > 1 ? arguments[1] : "diagnostics.csv")
      return
    }
    let threads = arguments.first.flatMap { Int($0) } ?? 1
    print("\(rowCount) rows, 200 replicates, \(threads) threads")
    let all = (1...controls).map { " + z\($0)" }.joined()
    try measure("1 control, rows", frame, "y ~ d*x + z1", .hc1, threads)
    try measure("1 control, clusters", frame, "y ~ d*x + z1", .cluster(by: "unit"), threads)
    try measure("8 controls, clusters", frame, "y ~ d*x" + all, .cluster(by: "unit"), threads)
  }

  /// A 0/1 treatment whose effect is 1 - 0.6 x + 0.4 x^2.
  private static func rows() throws -> Frame {
    var generator = Xoshiro256(seed: 4)
    var columns = [[Double]](repeating: [], count: 3 + controls)
    for _ in 0..<rowCount {
      let x = generator.normal()
      let d = generator.uniform() < 0.5 ? 1.0 : 0
      let z = (0..<controls).map { _ in generator.normal() + 0.2 * x }
      let effect = 1 - 0.6 * x + 0.4 * x * x
      let y = 1 + 0.5 * x + effect * d + 0.3 * z[0] + generator.normal()
      for (index, value) in ([y, d, x] + z).enumerated() { columns[index].append(value) }
    }
    let names = ["y", "d", "x"] + (1...controls).map { "z\($0)" }
    return try Frame(
      zip(names, columns).map { Column(name: $0, storage: .double($1)) }
        + [
          Column(
            name: "unit", storage: .integer((0..<rowCount).map { Int64($0 % clusterCount) }))
        ])
  }

  private static func measure(
    _ name: String, _ frame: Frame, _ formula: String, _ variance: Variance, _ threads: Int
  ) throws {
    var specification = Specification(estimator: .ols, variance: variance)
    specification.options.threads = threads
    let usage = ProcessUsage()
    var builder = DesignBuilder(frame)
    let design = try builder.design(try Formula(formula), variance: variance)
    let found = try InteractionDiagnostics(
      try ModeratedDesign(design, treatment: "d", moderator: "x"), specification: specification)
    usage.report(name)
    print("    bandwidth \(found.kernel?.bandwidth ?? 0)")
  }
}

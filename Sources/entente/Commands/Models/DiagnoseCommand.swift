import ArgumentParser
import Exhibits
import Studies
import Typesetting

struct DiagnoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Whether an interaction is linear: bins, kernel, spline and support.",
    discussion: """
      entente diagnose --data panel.csv --formula "y ~ x*z + w" --treatment x --moderator z \\
        --vcov cluster:dyad --figure interaction.png

      The kernel's bootstrap draws what the variance calls dependent: rows, clusters, or the units \
      of dyads.
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: "The model with the product of treatment and moderator.")
  var formula: String

  @Option(help: "The variance, as `entente fit` takes it.")
  var vcov = "iid"

  @Option(help: "The term whose effect is moderated.")
  var treatment: String

  @Option(help: "The term that moderates it.")
  var moderator: String

  @Option(help: "Bins of the moderator, with equally many rows.")
  var bins = 3

  @Option(
    help: "The kernel's bandwidth in units of the moderator; by cross-validation if not said.")
  var bandwidth: Double?

  @Option(help: "Replicates of the kernel's bootstrap.")
  var replicates = 200

  @Option(help: "Knots of the spline, 3 to 7.")
  var knots = 4

  @OptionGroup var drawing: FigureOptions

  func validate() throws {
    guard (2...1000).contains(bins) else { throw ValidationError("--bins is from 2 to 1000.") }
    guard (3...7).contains(knots) else { throw ValidationError("--knots is from 3 to 7.") }
    guard (0...100_000).contains(replicates) else {
      throw ValidationError("--replicates is from 0 to 100000.")
    }
  }

  func run() throws {
    let line = ProgressLine()
    defer { line.finish() }
    let result = try request().run { line.report($0) }
    line.finish()
    try drawing.write(result.answer)
    try model.output.write(result.answer)
  }

  private func request() throws -> DiagnosticsRequest {
    var request = DiagnosticsRequest(
      try model.request(formula: formula, vcov: vcov), treatment: treatment, moderator: moderator)
    request.options.bins = bins
    request.options.knots = knots
    request.options.kernel.replicates = replicates
    request.options.kernel.seed = model.seed
    if let bandwidth {
      guard bandwidth > 0 else { throw ValidationError("--bandwidth is positive.") }
      request.options.kernel.bandwidth = .adaptive(bandwidth)
    }
    return request
  }
}

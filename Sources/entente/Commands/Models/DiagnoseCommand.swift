import ArgumentParser
import Estimation
import Expressions
import Interpretation
import Requests

struct DiagnoseCommand: AskingCommand {
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

  @Option(vocabulary: "The variance:")
  var vcov = Variance.homoskedastic

  @Option(help: "The term whose effect is moderated.")
  var treatment: String

  @Option(help: "The term that moderates it.")
  var moderator: String

  @Option(help: "Bins of the moderator, with equally many rows.")
  var bins = InteractionDiagnostics.Options().bins

  @Option(
    help: "The kernel's bandwidth in units of the moderator; by cross-validation if not said.")
  var bandwidth: Double?

  @Option(help: "Replicates of the kernel's bootstrap.")
  var replicates = KernelEstimator.Options().replicates

  @Option(help: "Knots of the spline, 3 to 7.")
  var knots = InteractionDiagnostics.Options().knots

  @OptionGroup var drawing: FigureOptions

  var output: RequestOutput { model.output.request(drawing) }

  func question() throws -> DiagnosticsQuestion {
    var question = DiagnosticsQuestion(
      try Formula(formula), treatment: treatment, moderator: moderator)
    question.members = try model.members
    question.variance = vcov
    question.bins = bins
    question.bandwidth = bandwidth
    question.replicates = replicates
    question.knots = knots
    return question
  }
}

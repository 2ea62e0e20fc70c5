import ArgumentParser
import Estimation
import Requests

/// What every command that fits a model is told: the table, the estimator and its numbers.
struct ModelOptions: ParsableArguments {
  private static let standard = ModelMembers()

  @Option(help: "The table: .csv, .csv.gz, .tsv, .txt or .dta.")
  var data: String

  @OptionGroup(title: "Reading the table") var reading: ReadingOptions

  @Option(help: ArgumentHelp("The estimator. \(Estimator.glossary)."))
  var estimator = standard.estimator

  @Option(help: "The psi function of m: huber, which it is if not said, or bisquare.")
  var psi: String?

  @Option(help: "Its tuning constant, in units of the scale; 1.345 (huber) or 4.685 (bisquare).")
  var tuning: String?

  @Option(help: "Unit and time, as in ally,year, for lag() and its kin.")
  var panel: String?

  @Option(help: "The small-sample rule of the variance.")
  var smallSample = standard.smallSample

  @Option(help: "The bread of a robust variance of M-estimates.")
  var bread = standard.bread

  @Option(help: "frequency:w, analytic:w or sampling:w.")
  var weights: String?

  @Option(help: "M-estimation stops at this relative change of the residuals (R: 1e-4).")
  var tolerance: Double?

  @Option(help: "The most iterations.")
  var maxIterations: Int?

  @Option(help: "Seed of what is drawn at random, such as the starts of mm and resampled worlds.")
  var seed = standard.seed

  @Option(help: "Coverage of the intervals.")
  var level = standard.level

  @OptionGroup var threads: ThreadOptions

  @Flag(help: "Report a fit that did not converge instead of failing.")
  var allowNonConvergence = standard.allowNonConvergence

  @Option(help: "Rows alone in a level of an absorbed effect.")
  var singletons = standard.singletons

  @Option(help: "Of binary models with one or two absorbed effects.")
  var biasCorrection = standard.biasCorrection

  @OptionGroup var output: OutputOptions

  /// The same as questions have it.
  var members: ModelMembers {
    get throws {
      var members = ModelMembers()
      members.data = data
      members.reading = try reading.options
      members.estimator = estimator
      members.psi = psi
      members.tuning = tuning
      members.panel = panel
      members.smallSample = smallSample
      members.bread = bread
      members.weights = weights
      members.tolerance = tolerance
      members.maxIterations = maxIterations
      members.seed = seed
      members.level = level
      members.threads = threads.count
      members.allowNonConvergence = allowNonConvergence
      members.singletons = singletons
      members.biasCorrection = biasCorrection
      return members
    }
  }
}

extension SmallSampleRule: ExpressibleByArgument {}
extension Bread: ExpressibleByArgument {}
extension Singletons: ExpressibleByArgument {}
extension BiasCorrection: ExpressibleByArgument {}

import ArgumentParser
import Estimation
import Expressions
import Foundation
import Frames
import Studies
import Typesetting

/// What every command that fits a model is told: the table, the estimator and its numbers.
struct ModelOptions: ParsableArguments {
  @Option(help: "The table: .csv, .csv.gz, .tsv or .dta.")
  var data: String

  @Option(
    help: """
      ols; m for robust M-estimation, mm from an S start with the biweight; ppml, probit, logit.
      """)
  var estimator = "ols"

  @Option(help: "The psi function of M-estimation: huber or bisquare.")
  var psi = "huber"

  @Option(help: "Its tuning constant, in units of the scale; 1.345 (huber) or 4.685 (bisquare).")
  var tuning: String?

  @Option(help: "Unit and time, as in ally,year, for lag() and its kin.")
  var panel: String?

  @Option(help: "The small-sample rule of the variance.")
  var smallSample: SmallSampleRule = .none

  @Option(help: "The bread of a robust variance of M-estimates.")
  var bread: Bread = .weights

  @Option(help: "frequency:w, analytic:w or sampling:w.")
  var weights: String?

  @Option(help: "M-estimation stops at this relative change of the residuals (R: 1e-4).")
  var tolerance: Double?

  @Option(help: "The most iterations.")
  var maxIterations: Int?

  @Option(help: "Seed of what is drawn at random, such as the starts of mm and resampled worlds.")
  var seed: UInt64 = 1

  @Option(help: "Coverage of the intervals.")
  var level = 0.95

  @OptionGroup var threads: ThreadOptions

  @Flag(help: "Report a fit that did not converge instead of failing.")
  var allowNonConvergence = false

  @Option(help: "Rows alone in a level of an absorbed effect.")
  var singletons: Singletons = .keep

  @Option(help: "Of probit and logit with one or two absorbed effects.")
  var biasCorrection: BiasCorrection = .none

  @OptionGroup var output: OutputOptions

  /// A value of a vocabulary that an option spells.
  static func vocabulary<Value: Vocabulary>(_ option: String, _ text: String) throws -> Value {
    do { return try Value(reading: text) } catch {
      throw ValidationError("\(option): \(error)")
    }
  }

  /// `a,b`: names with a comma between two of them; spaces around a name do not count.
  static func names(_ text: String, of option: String) throws -> [String] {
    guard !text.isEmpty else { throw ValidationError("\(option) names nothing.") }
    return try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let name = part.trimmingCharacters(in: .whitespaces)
      guard !name.isEmpty else {
        throw ValidationError("\(option) '\(text)' has a comma with nothing beside it.")
      }
      return name
    }
  }

  /// The request that the options spell out, or what is wrong with them.
  func request(formula: String, vcov: String) throws -> FitRequest {
    let specification = Specification(
      estimator: try chosenEstimator(), variance: try Self.vocabulary("--vcov", vcov),
      smallSample: smallSample, bread: bread, options: try numericalOptions())
    var request = FitRequest(
      data: data, model: Model(try Formula(formula), specification: specification))
    if let panel {
      guard let keys = PanelKeys(reading: panel) else {
        throw ValidationError("--panel names unit,time.")
      }
      request.panel = keys
    }
    if let weights {
      guard let column = WeightColumn(reading: weights) else {
        throw ValidationError("--weights is frequency:w, analytic:w or sampling:w.")
      }
      request.model.weights = column
    }
    return request
  }

  private func chosenEstimator() throws -> Estimator {
    switch estimator {
    case "m":
      guard let psi = Psi(named: psi, tuning: tuning) else {
        throw ValidationError("--psi is huber or bisquare, and --tuning a positive number.")
      }
      return .m(psi)
    case "mm":
      guard let psi = Psi(named: "bisquare", tuning: tuning) else {
        throw ValidationError("--tuning is a positive number.")
      }
      return .mm(psi)
    default:
      return try Self.vocabulary("--estimator", estimator)
    }
  }

  private func numericalOptions() throws -> Specification.Options {
    guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1.") }
    var options = Specification.Options()
    if let tolerance {
      guard tolerance > 0 else { throw ValidationError("--tolerance is positive.") }
      options.tolerance = tolerance
    }
    if let maxIterations {
      guard maxIterations >= 1 else { throw ValidationError("--max-iterations is at least 1.") }
      options.maximumIterations = maxIterations
    }
    options.biasCorrection = biasCorrection
    options.singletons = singletons
    options.confidenceLevel = level
    options.threads = threads.count
    options.seed = seed
    options.allowNonConvergence = allowNonConvergence
    return options
  }
}

extension SmallSampleRule: ExpressibleByArgument {}
extension Bread: ExpressibleByArgument {}
extension Singletons: ExpressibleByArgument {}
extension BiasCorrection: ExpressibleByArgument {}

import Documents
import Estimation
import Expressions
import Frames

/// What every question that fits a model is told: the table, the estimator and its numbers.
public struct ModelMembers: Sendable, Equatable {
  /// The table's file: .csv, .csv.gz, .tsv, .txt or .dta.
  public var data = ""
  /// How it is read, where it is text.
  public var reading = CSVOptions()
  /// An estimator, as results say it, or `m` and `mm` with their psi in `psi` and `tuning`.
  public var estimator = "ols"
  /// The psi function of `m`: huber where absent. `mm` has the bisquare.
  public var psi: String?
  /// Its tuning constant in units of the scale; the customary one where absent.
  public var tuning: String?
  /// `unit,time`, for `lag` and its kin.
  public var panel: String?
  /// The small-sample rule of the variance.
  public var smallSample = SmallSampleRule.none
  /// The bread of a robust variance of M-estimates.
  public var bread = Bread.weights
  /// `kind:column`.
  public var weights: String?
  /// The relative change at which iteration stops; the estimator's own where absent.
  public var tolerance: Double?
  /// The most iterations; the estimator's own where absent.
  public var maxIterations: Int?
  /// Seed of what is drawn at random.
  public var seed: UInt64 = 1
  /// Coverage of the intervals.
  public var level = 0.95
  /// Results do not depend on it.
  public var threads = ThreadCount()
  /// Report a fit that did not converge instead of failing.
  public var allowNonConvergence = false
  /// Rows alone in a level of an absorbed effect.
  public var singletons = Singletons.keep
  /// Of binary models with one or two absorbed effects.
  public var biasCorrection = BiasCorrection.none

  /// Least squares, everything else as it is where nothing is said.
  public init() {}

  init(_ members: inout Members) throws(DocumentError) {
    data = try members.needed("data").text()
    try members.read(into: &reading)
    try members.read("estimator", into: &estimator)
    try members.read("psi", into: &psi)
    try members.read("tuning", into: &tuning)
    if let node = members.node("panel") { panel = try node.texts().joined(separator: ",") }
    try members.read("small-sample", into: &smallSample)
    try members.read("bread", into: &bread)
    try members.read("weights", into: &weights)
    try members.read("tolerance", into: &tolerance)
    try members.read("max-iterations", into: &maxIterations)
    try members.read("seed", into: &seed)
    try members.read("level", into: &level)
    try members.read("threads", into: &threads)
    try members.read("allow-non-convergence", into: &allowNonConvergence)
    try members.read("singletons", into: &singletons)
    try members.read("bias-correction", into: &biasCorrection)
  }

  /// The table and the model that the members spell out, under a formula and a variance.
  /// - Throws: `RequestError` for what cannot be read or lies outside its bounds.
  public func model(
    _ formula: Formula, _ variance: Variance
  ) throws(RequestError) -> TableModel {
    let chosen = try chosenEstimator()
    if bread == .derivative, !chosen.hasBreads {
      throw RequestError(
        "\(member: "bread") is a choice of robust M-estimation, and the estimator is \(chosen).")
    }
    if biasCorrection != .none, chosen.isLinear || chosen.hasBreads {
      throw RequestError(
        """
        \(member: "bias-correction") is for binary models with absorbed effects, and the estimator \
        is \(chosen).
        """)
    }
    let specification = Specification(
      estimator: chosen, variance: variance, smallSample: smallSample, bread: bread,
      options: try options())
    var result = TableModel(
      data: data, reading: reading, model: Model(formula, specification: specification))
    if let panel {
      guard let keys = PanelKeys(reading: panel) else {
        throw RequestError("\(member: "panel") names unit,time, not '\(panel)'.")
      }
      result.panel = keys
    }
    if let weights {
      guard let column = WeightColumn(reading: weights) else {
        throw RequestError(
          "\(member: "weights") is frequency:w, analytic:w or sampling:w, not '\(weights)'.")
      }
      result.model.weights = column
    }
    return result
  }

  private func chosenEstimator() throws(RequestError) -> Estimator {
    switch estimator {
    case "m":
      guard Psi(named: psi ?? "huber") != nil else {
        throw RequestError("\(member: "psi") is huber or bisquare, not '\(psi ?? "")'.")
      }
      guard let psi = Psi(named: psi ?? "huber", tuning: tuning) else {
        throw RequestError("\(member: "tuning") is a positive number.")
      }
      return .m(psi)
    case "mm":
      guard psi == nil || psi == "bisquare" else {
        throw RequestError("\(member: "psi") is bisquare under mm, not '\(psi ?? "")'.")
      }
      guard let psi = Psi(named: "bisquare", tuning: tuning) else {
        throw RequestError("\(member: "tuning") is a positive number.")
      }
      return .mm(psi)
    default:
      guard psi == nil, tuning == nil else {
        throw RequestError(
          """
          \(member: "psi") and \(member: "tuning") belong to the estimators m and mm, and the \
          estimator is \(estimator).
          """)
      }
      do { return try Estimator(reading: estimator) } catch {
        throw RequestError("\(member: "estimator"): \(error)")
      }
    }
  }

  private func options() throws(RequestError) -> Specification.Options {
    guard level > 0, level < 1 else {
      throw RequestError("\(member: "level") lies between 0 and 1, as 0.95 does, and is \(level).")
    }
    var options = Specification.Options()
    if let tolerance {
      guard tolerance > 0 else { throw RequestError("\(member: "tolerance") is positive.") }
      options.tolerance = tolerance
    }
    if let maxIterations {
      guard maxIterations >= 1 else {
        throw RequestError("\(member: "max-iterations") is at least 1.")
      }
      options.maximumIterations = maxIterations
    }
    options.biasCorrection = biasCorrection
    options.singletons = singletons
    options.confidenceLevel = level
    options.threads = try threads.count
    options.seed = seed
    options.allowNonConvergence = allowNonConvergence
    return options
  }
}

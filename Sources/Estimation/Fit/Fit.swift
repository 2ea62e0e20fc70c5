import Expressions
import Numerics

/// A fitted model: numbers, and how they were reached. It does not hold the data.
public struct Fit: Sendable {
  /// As written.
  public let formula: String
  /// The outcome as the formula writes it.
  public let outcomeName: String
  /// What was estimated, and how.
  public let specification: Specification
  /// What the linear predictor holds with coefficient one beside the terms.
  public let offsets: [Expression]
  /// The estimated terms, k of them; redundant ones are in `redundantTerms`.
  public let terms: [Term]
  /// One a term.
  public package(set) var estimates: [Double]
  /// k x k; a variance may be negative (`VarianceSummary.negativeTerms`).
  public package(set) var covariance: Matrix
  /// Which variance `covariance` is, and what belongs beside it.
  public package(set) var variance: VarianceSummary
  /// Columns dropped because others span them.
  public let redundantTerms: [RedundantTerm]
  /// The rows that were used, and the counts of those that were not.
  public let sample: Sample
  /// How many rows the sample counts as: the sum of frequency weights, or the number of rows.
  public let observations: Int
  /// The effects that were swept out, intercepts and slopes.
  public let absorbed: [AbsorbedEffect]
  /// n minus all estimated parameters, absorbed effects included.
  public let residualDegreesOfFreedom: Int
  /// What `Estimator.scaleLabel` names: of least squares the residual standard error, of M-estimation
  /// the final MAD scale; one for likelihoods.
  public let scale: Double
  /// How the estimator's loop ended.
  public let convergence: Convergence
  /// What is particular to a family of estimators.
  public let statistics: FitStatistics
  /// The row weights; `nil` where every row counts once.
  public let weights: WeightColumn?
  /// What the fit says of each row of its sample.
  public package(set) var rowResults: RowResults
  /// Things a reader must know: few units, degenerate variance, near-collinear columns.
  public let warnings: [EstimationNote]

  /// A fit from its parts, as estimators make it and tests do by hand.
  public init(
    formula: String, outcomeName: String, specification: Specification,
    offsets: [Expression] = [], terms: [Term],
    estimates: [Double], covariance: Matrix, variance: VarianceSummary,
    redundantTerms: [RedundantTerm] = [], sample: Sample, observations: Int? = nil,
    absorbed: [AbsorbedEffect] = [],
    residualDegreesOfFreedom: Int, scale: Double, convergence: Convergence,
    statistics: FitStatistics, weights: WeightColumn? = nil, rowResults: RowResults = RowResults(),
    warnings: [EstimationNote] = []
  ) {
    precondition(terms.count == estimates.count, "one estimate a term")
    self.formula = formula
    self.outcomeName = outcomeName
    self.specification = specification
    self.offsets = offsets
    self.terms = terms
    self.estimates = estimates
    self.covariance = covariance
    self.variance = variance
    self.redundantTerms = redundantTerms
    self.sample = sample
    self.observations = observations ?? sample.count
    self.absorbed = absorbed
    self.residualDegreesOfFreedom = residualDegreesOfFreedom
    self.scale = scale
    self.convergence = convergence
    self.statistics = statistics
    self.weights = weights
    self.rowResults = rowResults
    self.warnings = warnings
  }

  /// Whether the model reproduces every outcome but for rounding, whichever the variance
  /// (`ExactFit`).
  public var isExact: Bool {
    warnings.contains { if case .exactFit = $0 { true } else { false } }
  }

  /// One row of the coefficient table.
  public typealias Row = Estimate

  /// The coefficient table under this fit's variance and reference distribution.
  public var rows: [Row] { terms.indices.map { row(at: $0) } }

  /// The row of one term; `nil` where no term is meant, or several are.
  public func row(_ term: TermReference) -> Row? {
    let positions = terms.positions(of: term)
    return positions.count == 1 ? row(at: positions[0]) : nil
  }

  /// The row of the term at a position.
  public func row(at index: Int) -> Row {
    guard !variance.isOfExactFit else {
      return Estimate(term: terms[index], estimate: estimates[index], isExact: true)
    }
    return Estimate(
      terms[index], estimates[index], variance: covariance[index, index],
      reference: variance.reference(ofTerm: index), level: confidenceLevel)
  }
}

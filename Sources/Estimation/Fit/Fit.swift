import Numerics

/// A fitted model: numbers, and how they were reached. It does not hold the data.
public struct Fit: Sendable {
  public var formula: String
  public var outcomeName: String
  public var specification: Specification
  /// The estimated terms; redundant ones are in `redundantTerms`.
  public var terms: [String]
  /// One a term.
  public var estimates: [Double]
  /// terms x terms; a variance may be negative (`VarianceSummary.negativeTerms`).
  public var covariance: Matrix
  public var variance: VarianceSummary
  /// Columns dropped because others span them.
  public var redundantTerms: [RedundantTerm]
  public var sample: Sample
  public var absorbed: [AbsorbedEffect]
  /// n minus all estimated parameters, absorbed effects included.
  public var residualDegreesOfFreedom: Int
  /// OLS: the residual standard error; M: the final MAD scale.
  public var scale: Double
  public var convergence: Convergence
  /// n final robustness weights (M-estimation), in sample order; empty otherwise.
  public var robustnessWeights: [Double]
  /// n response residuals, in sample order.
  public var residuals: [Double]
  /// Share of the outcome's variance explained (least squares only).
  public var rSquared: Double?
  /// For least squares with absorbed effects: the share within.
  public var withinRSquared: Double?
  /// The row weights, as in `analytic: w`; `nil` where every row counts once.
  public var weights: String?
  /// PPML, probit and logit: twice the distance from the saturated log-likelihood.
  public var deviance: Double?
  /// PPML, probit and logit; of PPML the Poisson pseudo log-likelihood.
  public var logLikelihood: Double?
  /// Things a reader must know: few units, degenerate variance, near-collinear columns.
  public var warnings: [String]

  public init(
    formula: String, outcomeName: String, specification: Specification, terms: [String],
    estimates: [Double], covariance: Matrix, variance: VarianceSummary,
    redundantTerms: [RedundantTerm] = [], sample: Sample, absorbed: [AbsorbedEffect] = [],
    residualDegreesOfFreedom: Int, scale: Double, convergence: Convergence,
    robustnessWeights: [Double] = [], residuals: [Double] = [], rSquared: Double? = nil,
    withinRSquared: Double? = nil, warnings: [String] = []
  ) {
    self.formula = formula
    self.outcomeName = outcomeName
    self.specification = specification
    self.terms = terms
    self.estimates = estimates
    self.covariance = covariance
    self.variance = variance
    self.redundantTerms = redundantTerms
    self.sample = sample
    self.absorbed = absorbed
    self.residualDegreesOfFreedom = residualDegreesOfFreedom
    self.scale = scale
    self.convergence = convergence
    self.robustnessWeights = robustnessWeights
    self.residuals = residuals
    self.rSquared = rSquared
    self.withinRSquared = withinRSquared
    self.warnings = warnings
  }

  /// One row of a coefficient table.
  public struct Row: Sendable, Equatable {
    public var term: String
    public var estimate: Double
    /// `nil` when the variance came out negative.
    public var standardError: Double?
    public var statistic: Double?
    public var pValue: Double?
    public var confidenceLow: Double?
    public var confidenceHigh: Double?
  }

  /// The coefficient table under this fit's variance and reference distribution.
  public var rows: [Row] {
    terms.indices.map { index in
      let estimate = estimates[index]
      let variance = covariance[index, index]
      guard variance >= 0 else { return Row(term: terms[index], estimate: estimate) }
      let error = variance.squareRoot()
      let reference = self.variance.reference(ofTerm: index)
      let half = reference.quantile((1 + specification.options.confidenceLevel) / 2) * error
      let statistic = error > 0 ? estimate / error : nil
      return Row(
        term: terms[index], estimate: estimate, standardError: error, statistic: statistic,
        pValue: statistic.map { reference.twoSidedPValue($0) }, confidenceLow: estimate - half,
        confidenceHigh: estimate + half)
    }
  }

  /// The row of one term.
  public func row(_ term: String) -> Row? { rows.first { $0.term == term } }
}

/// A design column that others span, named with the columns before it.
public struct RedundantTerm: Sendable, Equatable {
  public var term: String
  /// Length of what the other columns leave unexplained, relative to the column's own.
  public var relativePivot: Double

  public init(term: String, relativePivot: Double) {
    self.term = term
    self.relativePivot = relativePivot
  }
}

/// What was absorbed: its name, its levels, the levels with a single row, and the levels that other
/// effects span.
public struct AbsorbedEffect: Sendable, Equatable {
  public var name: String
  public var levels: Int
  public var singletons: Int
  /// Levels that use up no degree of freedom, because the other effects span them
  /// (`EffectRedundancy`).
  public var redundant: Int
  /// An effect within whose levels this one is constant.
  public var nestedIn: String?

  public init(
    name: String, levels: Int, singletons: Int, redundant: Int = 0, nestedIn: String? = nil
  ) {
    self.name = name
    self.levels = levels
    self.singletons = singletons
    self.redundant = redundant
    self.nestedIn = nestedIn
  }
}

/// How an iteration ended.
public struct Convergence: Sendable, Equatable {
  public var method: String
  public var iterations: Int
  public var converged: Bool
  /// The last value of the criterion that stops the loop.
  public var criterion: Double
  public var tolerance: Double

  public init(
    method: String, iterations: Int, converged: Bool, criterion: Double, tolerance: Double
  ) {
    self.method = method
    self.iterations = iterations
    self.converged = converged
    self.criterion = criterion
    self.tolerance = tolerance
  }
}

/// What the variance is, in words and counts that belong next to the number.
public struct VarianceSummary: Sendable, Equatable {
  /// As in `--vcov`.
  public var name: String
  /// For a table's note, such as `dyadic-cluster-robust (exporter, importer)`.
  public var label: String
  public var smallSample: SmallSampleRule
  /// What the rule multiplied the variance by; 1 when it did nothing.
  public var smallSampleFactor: Double
  /// Clusters (one-way) or units (dyadic); `nil` where the variance knows no groups.
  public var groups: Int?
  public var reference: ReferenceDistribution
  /// One a term where the reference distribution is t with degrees of freedom of its own (CR2).
  public var termDegreesOfFreedom: [Double]?
  /// Terms whose variance came out negative.
  public var negativeTerms: [String]

  public init(
    name: String, label: String, smallSample: SmallSampleRule, smallSampleFactor: Double,
    groups: Int? = nil, reference: ReferenceDistribution, negativeTerms: [String] = [],
    termDegreesOfFreedom: [Double]? = nil
  ) {
    self.name = name
    self.label = label
    self.smallSample = smallSample
    self.smallSampleFactor = smallSampleFactor
    self.groups = groups
    self.reference = reference
    self.negativeTerms = negativeTerms
    self.termDegreesOfFreedom = termDegreesOfFreedom
  }

  /// The reference distribution of one term.
  public func reference(ofTerm index: Int) -> ReferenceDistribution {
    termDegreesOfFreedom.map { .t(degreesOfFreedom: $0[index]) } ?? reference
  }
}

/// The distribution that p-values and intervals refer to.
public enum ReferenceDistribution: Sendable, Equatable {
  case normal
  case t(degreesOfFreedom: Double)

  /// The quantile of a probability.
  public func quantile(_ probability: Double) -> Double {
    switch self {
    case .normal: NormalDistribution.quantile(probability)
    case .t(let degrees): StudentTDistribution(degreesOfFreedom: degrees).quantile(probability)
    }
  }

  /// P(|T| >= |statistic|).
  public func twoSidedPValue(_ statistic: Double) -> Double {
    switch self {
    case .normal: 2 * NormalDistribution.upperTail(abs(statistic))
    case .t(let degrees):
      2 * StudentTDistribution(degreesOfFreedom: degrees).upperTail(abs(statistic))
    }
  }
}

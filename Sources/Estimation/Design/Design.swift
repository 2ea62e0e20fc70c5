import Numerics

/// The numbers a formula asks for: outcome, design matrix, weights and factors, over one sample.
///
/// With absorbed effects the matrix holds no intercept: the effects span it.
public struct Design: Sendable {
  /// The formula as written.
  public var formula: String
  public var outcomeName: String
  /// n outcomes.
  public var outcome: [Double]
  /// k column names in R's manner: `(Intercept)`, `a`, `a:b`, `factorlevel`.
  public var terms: [String]
  /// n x k regressors.
  public var matrix: ColumnMatrix
  public var hasIntercept: Bool
  /// n weights and what they mean; `nil` when every row counts once.
  public var weights: Weights?
  /// The effects to absorb, from the part of the formula after the bar.
  public var absorbed: [Grouping]
  /// Variables whose coefficients differ by level of an effect.
  public var slopes: [AbsorbedSlope] = []
  /// The factors that the variance asks for, by key (`a`, `b`, `a^b`).
  public var factors: [String: Grouping]
  /// The numbers that the variance asks for (time, latitude, longitude), by key.
  public var numbers: [String: [Double]] = [:]
  public var sample: Sample

  public init(
    formula: String, outcomeName: String, outcome: [Double], terms: [String], matrix: ColumnMatrix,
    hasIntercept: Bool, weights: Weights? = nil, absorbed: [Grouping] = [],
    factors: [String: Grouping] = [:], numbers: [String: [Double]] = [:], sample: Sample
  ) {
    self.formula = formula
    self.outcomeName = outcomeName
    self.outcome = outcome
    self.terms = terms
    self.matrix = matrix
    self.hasIntercept = hasIntercept
    self.weights = weights
    self.absorbed = absorbed
    self.factors = factors
    self.numbers = numbers
    self.sample = sample
  }
}

/// Row weights that say what they are, because the same numbers give different standard errors.
public struct Weights: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Each row stands for `w` identical rows: n becomes the sum.
    case frequency
    /// Error variance proportional to 1/w (R's `weights`, Stata's `aweight`).
    case analytic
    /// Inverse probability of selection: point estimates as analytic, robust variance only.
    case sampling
  }

  public var kind: Kind
  public var name: String
  public var values: [Double]

  public init(kind: Kind, name: String, values: [Double]) {
    self.kind = kind
    self.name = name
    self.values = values
  }
}

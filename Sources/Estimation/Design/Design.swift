import Expressions
import Numerics

/// The numbers a formula asks for: outcome, design matrix, weights and factors, over one sample.
///
/// With absorbed effects the matrix holds no intercept: the effects span it.
public struct Design: Sendable {
  /// The formula as written.
  public var formula: String
  /// The outcome as the formula writes it, such as `log(exports)`.
  public var outcomeName: String
  /// n outcomes.
  public var outcome: [Double]
  /// k, one a column.
  public var terms: [Term]
  /// n x k regressors.
  public var matrix: ColumnMatrix
  /// n numbers that the linear predictor holds with coefficient one; `nil` where there are none.
  public var offset: [Double]?
  /// What the offset is computed from: its summands.
  public var offsets: [Expression] = []
  /// Whether the columns span a constant of their own.
  public var hasIntercept: Bool
  /// n weights and what they mean; `nil` when every row counts once.
  public var weights: Weights?
  /// The effects to absorb, from the part of the formula after the bar.
  public var absorbed: [Grouping]
  /// Variables whose coefficients differ by level of an effect.
  public var slopes: [AbsorbedSlope] = []
  /// The groupings that the variance and resampling ask for.
  public var factors: [GroupingKey: Grouping]
  /// The numbers that the variance asks for: time, latitude, longitude.
  public var numbers: [Expression: [Double]] = [:]
  /// The panel's unit, or the single absorbed effect, for a variance that names no unit.
  public var unit: GroupingKey?
  /// Which rows of the table these are, and why the others are not here.
  public var sample: Sample
  /// What must be known of the columns behind it.
  public var notes: [EstimationNote] = []

  /// A design from its parts, all of n rows; a fit checks lengths and names what does not fit.
  public init(
    formula: String, outcomeName: String, outcome: [Double], terms: [Term], matrix: ColumnMatrix,
    hasIntercept: Bool, weights: Weights? = nil, absorbed: [Grouping] = [],
    factors: [GroupingKey: Grouping] = [:], numbers: [Expression: [Double]] = [:], sample: Sample
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

  /// The outcome less the offset, which under an identity link is what is explained.
  public var netOutcome: [Double] {
    guard let offset else { return outcome }
    return zip(outcome, offset).map { $0 - $1 }
  }

  /// The grouping of a key that the design was built with.
  /// - Throws: `EstimationError.unknownVariable` for another.
  func grouping(_ key: GroupingKey) throws(EstimationError) -> Grouping {
    guard let grouping = factors[key] else {
      throw .unknownVariable(
        key.description, formula: formula, closest: factors.keys.map(\.description).sorted())
    }
    return grouping
  }
}

import Expressions

/// What the variance is, in words and counts that belong next to the number.
public struct VarianceSummary: Sendable, Equatable {
  /// Which variance it is.
  public var variance: Variance
  /// For a table's note, such as `dyadic-cluster-robust (exporter, importer)`.
  public var label: String
  /// The small-sample rule that was asked for.
  public var smallSample: SmallSampleRule
  /// What the rule multiplied the variance by; 1 when it did nothing.
  public var smallSampleFactor: Double
  /// Clusters (one-way) or units (dyadic); `nil` where the variance knows no groups.
  public var groups: Int?
  /// What statistics are compared with.
  public var reference: ReferenceDistribution
  /// Whether the model fits every row exactly and the variance would be made from residuals, which are
  /// rounding: the covariance is then zero, and there are no errors.
  public var isOfExactFit: Bool
  /// One a term where the reference distribution is t with degrees of freedom of its own (CR2).
  public var termDegreesOfFreedom: [Double]?
  /// Terms whose variance came out negative.
  public var negativeTerms: [Term]

  /// A summary without groups or negative terms unless told.
  public init(
    variance: Variance, label: String, smallSample: SmallSampleRule, smallSampleFactor: Double,
    groups: Int? = nil, reference: ReferenceDistribution, negativeTerms: [Term] = [],
    termDegreesOfFreedom: [Double]? = nil, isOfExactFit: Bool = false
  ) {
    self.variance = variance
    self.label = label
    self.smallSample = smallSample
    self.smallSampleFactor = smallSampleFactor
    self.groups = groups
    self.reference = reference
    self.negativeTerms = negativeTerms
    self.isOfExactFit = isOfExactFit
    self.termDegreesOfFreedom = termDegreesOfFreedom
  }

  /// As in `--vcov`.
  public var name: String { variance.name }

  /// The reference distribution of one term.
  public func reference(ofTerm index: Int) -> ReferenceDistribution {
    termDegreesOfFreedom.map { .t(degreesOfFreedom: $0[index]) } ?? reference
  }
}

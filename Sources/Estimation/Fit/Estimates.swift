import Expressions
import Numerics

/// Numbers for terms, however they were reached: by a fit, pooled from several, or by resampling.
public protocol Estimates: Sendable {
  /// One a term, in the formula's order.
  var rows: [Estimate] { get }
  /// Coverage of the intervals.
  var confidenceLevel: Double { get }
  /// How the uncertainty was reached, for a table's note.
  var uncertaintyLabel: String { get }
  /// What intervals and p-values refer to, one a term; `nil` where no distribution is named.
  var references: [ReferenceDistribution]? { get }
  /// What a reader must know beside the numbers, a sentence each.
  var remarks: [String] { get }
}

extension Estimates {
  /// The row of one term; `nil` where no term is meant, or several are.
  public func row(_ term: TermReference) -> Estimate? {
    let rows = rows
    let positions = rows.map(\.term).positions(of: term)
    return positions.count == 1 ? rows[positions[0]] : nil
  }
}

/// Estimates of a whole model, with their joint variance and the fits behind them.
public protocol ModelEstimates: Estimates {
  /// As the formula writes what is explained.
  var outcomeName: String { get }
  /// k of them.
  var terms: [Term] { get }
  /// k x k.
  var covariance: Matrix { get }
  /// The fits behind the numbers: the fit itself, or those that were pooled. Never empty.
  var fits: [Fit] { get }
  /// Share of each term's variance that comes from the differences between the fits; `nil` for one fit.
  var sharesBetweenFits: [Double]? { get }
}

extension Fit: ModelEstimates {
  /// As the specification asks for it.
  public var confidenceLevel: Double { specification.options.confidenceLevel }
  /// The variance in words: `dyadic-cluster-robust (exporter, importer)`.
  public var uncertaintyLabel: String { variance.label }
  /// The variance's, for each term.
  public var references: [ReferenceDistribution]? {
    terms.indices.map { variance.reference(ofTerm: $0) }
  }
  /// The warnings in words.
  public var remarks: [String] { warnings.map(\.description) }
  /// This one.
  public var fits: [Fit] { [self] }
  /// `nil`: there is nothing between one fit.
  public var sharesBetweenFits: [Double]? { nil }
}

extension PooledFit: ModelEstimates {
  /// t with the degrees of freedom of Barnard and Rubin, for each term.
  public var references: [ReferenceDistribution]? {
    degreesOfFreedom.map { $0.isFinite ? .t(degreesOfFreedom: $0) : .normal }
  }
  /// The warnings in words.
  public var remarks: [String] { warnings.map(\.description) }
  /// gamma, as `missingInformation`.
  public var sharesBetweenFits: [Double]? { missingInformation }
}

extension ResampledInference: Estimates {
  /// The method with its draws.
  public var uncertaintyLabel: String { label }
  /// `nil`: the label says what intervals rest on, draws or a jackknife.
  public var references: [ReferenceDistribution]? { nil }
  /// The warnings in words.
  public var remarks: [String] { warnings.map(\.description) }
}

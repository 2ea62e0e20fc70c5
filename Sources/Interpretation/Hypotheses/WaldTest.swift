import Estimation
import Expressions
import Numerics

/// A joint test that several linear combinations of coefficients equal given values.
///
/// W = (Rb - r)'(R V R')^-1 (Rb - r), chi-squared with q degrees of freedom under a normal
/// reference; with a t(d) reference, F = W / q on (q, d) degrees of freedom (Wald 1943; Cameron and
/// Miller 2015, section VII.B, for d = G - 1 with clusters). Where terms have degrees of freedom of
/// their own (CR2), d is the fewest of those tested.
public struct WaldTest: Sendable, Equatable {
  /// What the statistic is compared with.
  public enum Distribution: Sendable, Equatable {
    /// Of W, under a normal reference.
    case chiSquared(degreesOfFreedom: Int)
    /// Of W / q, under a t reference.
    case f(numerator: Int, denominator: Double)
  }

  /// W with a chi-squared reference, W / q with an F reference.
  public var statistic: Double
  /// With its degrees of freedom.
  public var distribution: Distribution
  /// P(X > statistic) under the distribution.
  public var pValue: Double

  /// Tests that every combination equals its hypothesised value (0 where absent).
  ///
  /// - Throws: `noHypotheses`, `singularCovariance` when combinations follow from each other or
  ///   when the covariance is not positive definite, `exactFit`, `beyondRange`, and what `LinearCombination` throws.
  public init(
    _ combinations: [LinearCombination], hypothesised: [Double] = [], in fit: Fit
  ) throws(InterpretationError) {
    guard !combinations.isEmpty else { throw .noHypotheses }
    guard !fit.variance.isOfExactFit else { throw .exactFit("What is tested jointly") }
    precondition(
      hypothesised.isEmpty || hypothesised.count == combinations.count,
      "one hypothesised value a combination")
    var vectors: [WeightVector] = []
    for combination in combinations { vectors.append(try combination.weightVector(in: fit)) }
    let q = vectors.count
    var covariance = Matrix(rows: q, columns: q)
    for row in 0..<q {
      for column in 0..<q {
        covariance[row, column] = vectors[row].covariance(with: vectors[column], fit.covariance)
      }
    }
    var distances: [Double] = []
    for (index, vector) in vectors.enumerated() {
      let null = hypothesised.isEmpty ? 0 : hypothesised[index]
      guard null.isFinite else { throw .nonFiniteValue("the null", null) }
      distances.append(vector.value(fit.estimates) - null)
    }
    let factor = ScaledCholesky(covariance)
    guard factor.rank == q, !factor.isIndefinite else {
      throw .singularCovariance(
        hypotheses: q, rank: factor.rank, negative: factor.isIndefinite)
    }
    let wald = factor.inverseQuadraticForm(distances)
    guard wald.isFinite else { throw .beyondRange }
    let tested = vectors.flatMap { $0.entries.map(\.index) }
    switch fit.reference(ofTermsAt: tested) {
    case .normal:
      statistic = wald
      distribution = .chiSquared(degreesOfFreedom: q)
      pValue = ChiSquaredDistribution(degreesOfFreedom: q).upperTail(wald)
    case .t(let degrees):
      statistic = wald / Double(q)
      distribution = .f(numerator: q, denominator: degrees)
      pValue = FDistribution(numerator: q, denominator: degrees).upperTail(wald / Double(q))
    }
  }

  /// Tests that coefficients are all zero.
  public init(terms: [TermReference], in fit: Fit) throws(InterpretationError) {
    try self.init(terms.map { .coefficient($0) }, in: fit)
  }
}

import Estimation
import Expressions
import Numerics

/// A joint test that several linear combinations of coefficients equal given values.
///
/// W = (Rb - r)'(R V R')^-1 (Rb - r), chi-squared with q degrees of freedom under a normal
/// reference; with a t(d) reference, F = W / q on (q, d) degrees of freedom (Wald 1943; Cameron and
/// Miller 2015, section VII.B, for d = G - 1 with clusters). Where terms have degrees of freedom of
/// their own (CR2), d is the fewest of those tested.
///
/// A variance over several keys, dyads or space need not be positive semidefinite. Then RVR' is repaired
/// (Cameron, Gelbach and Miller 2011, section 2.3), in units in which no term's matter: it is divided
/// by the roots of its diagonal's sizes, negative eigenvalues are set to zero, and the test is over the
/// directions that are left, with their number in place of q. fixest repairs the unscaled matrix of all
/// terms, by an amount that hangs on their units.
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
  /// Negative eigenvalues of the tested covariance that were set to zero.
  public var zeroedEigenvalues: Int

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
    var (wald, rank) = (0.0, q)
    if factor.isIndefinite, let repaired = WaldTest.repaired(covariance, distances) {
      (wald, rank) = repaired
    } else {
      guard factor.rank == q, !factor.isIndefinite else {
        throw .singularCovariance(
          hypotheses: q, rank: factor.rank, negative: factor.isIndefinite)
      }
      wald = factor.inverseQuadraticForm(distances)
    }
    zeroedEigenvalues = q - rank
    guard wald.isFinite else { throw .beyondRange }
    let tested = vectors.flatMap { $0.entries.map(\.index) }
    switch fit.reference(ofTermsAt: tested) {
    case .normal:
      statistic = wald
      distribution = .chiSquared(degreesOfFreedom: rank)
      pValue = ChiSquaredDistribution(degreesOfFreedom: rank).upperTail(wald)
    case .t(let degrees):
      statistic = wald / Double(rank)
      distribution = .f(numerator: rank, denominator: degrees)
      pValue = FDistribution(numerator: rank, denominator: degrees).upperTail(statistic)
    }
  }

  /// The quadratic form over the directions in which a scaled covariance is positive, and their number;
  /// `nil` where there is none, or where eigenvalues that are neither positive nor negative say that
  /// combinations follow from each other.
  private static func repaired(
    _ covariance: Matrix, _ distances: [Double]
  ) -> (wald: Double, rank: Int)? {
    let scales = covariance.diagonal.map { abs($0).squareRoot() }
    guard scales.allSatisfy({ $0 > 0 }) else { return nil }
    var scaled = covariance
    for row in scales.indices {
      for column in scales.indices { scaled[row, column] /= scales[row] * scales[column] }
    }
    let eigen = SymmetricEigen(scaled)
    let bound = ScaledCholesky.rankTolerance * (eigen.values.map { abs($0) }.max() ?? 0)
    let positive = eigen.values.indices.filter { eigen.values[$0] > bound }
    let negative = eigen.values.count { $0 < -bound }
    guard !positive.isEmpty, positive.count + negative == scales.count else { return nil }
    let wald = positive.reduce(0.0) { total, index in
      let vector = Array(eigen.vectors.column(index))
      let share = scales.indices.reduce(0) { $0 + vector[$1] * distances[$1] / scales[$1] }
      return total + share * share / eigen.values[index]
    }
    return (wald, positive.count)
  }

  /// Tests that coefficients are all zero.
  public init(terms: [TermReference], in fit: Fit) throws(InterpretationError) {
    try self.init(terms.map { .coefficient($0) }, in: fit)
  }
}

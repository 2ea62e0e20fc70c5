import Estimation
import Numerics

/// A sparse row of a hypothesis matrix: positions of terms, ascending, with their weights.
struct WeightVector: Sendable {
  var entries: [(index: Int, weight: Double)] = []

  /// w'b.
  func value(_ estimates: [Double]) -> Double {
    entries.reduce(0) { $0 + $1.weight * estimates[$1.index] }
  }

  /// w'Vu.
  func covariance(with other: WeightVector, _ matrix: Matrix) -> Double {
    var total = 0.0
    for (row, weight) in entries {
      var inner = 0.0
      for (column, second) in other.entries { inner += matrix[row, column] * second }
      total += weight * inner
    }
    return total
  }

  /// The reference distribution of the terms that carry weight.
  func reference(in fit: Fit) -> ReferenceDistribution {
    fit.reference(ofTermsAt: entries.filter { $0.weight != 0 }.map(\.index))
  }

  /// A number whose derivatives by the coefficients are the weights, with its uncertainty; of an exact
  /// fit the number alone.
  /// - Parameter estimate: the combination w'b where absent.
  /// - Throws: `InterpretationError.beyondRange` where the number or its variance is none.
  func quantity(
    _ estimate: Double? = nil, in fit: Fit, level: Double, hypothesised: Double = 0
  ) throws(InterpretationError) -> Quantity {
    let estimate = estimate ?? value(fit.estimates)
    let variance = covariance(with: self, fit.covariance)
    guard estimate.isFinite, variance.isFinite else { throw .beyondRange }
    guard !fit.variance.isOfExactFit else {
      var quantity = Quantity(estimate: estimate)
      quantity.isExact = true
      quantity.reference = reference(in: fit)
      return quantity
    }
    return Quantity(
      estimate: estimate, variance: variance, reference: reference(in: fit),
      confidenceLevel: level, hypothesised: hypothesised)
  }
}

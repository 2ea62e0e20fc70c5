import Estimation

/// A weighted sum of a fit's coefficients, w'b, such as a simple slope or a difference of two
/// effects.
public struct LinearCombination: Sendable, Equatable {
  /// Weight of each term; terms not named have weight 0.
  public var weights: [String: Double]

  /// Combines terms by name, as the fit writes them.
  public init(weights: [String: Double]) {
    self.weights = weights
  }

  /// One coefficient by itself.
  public static func coefficient(_ term: String) -> LinearCombination {
    LinearCombination(weights: [term: 1])
  }

  /// The estimate w'b with variance w'Vw, under the fit's own variance and reference distribution.
  ///
  /// - Parameters:
  ///   - hypothesised: The value under the null of `statistic` and `pValue`.
  ///   - confidenceLevel: Coverage of the interval; the fit's own level where absent.
  /// - Throws: `unknownTerm`, `redundantTerm`, `emptyCombination`, `nonFiniteValue`,
  ///   `confidenceLevel`.
  public func estimate(
    in fit: Fit, hypothesised: Double = 0, confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> Quantity {
    let level = confidenceLevel ?? fit.specification.options.confidenceLevel
    guard level > 0, level < 1 else { throw .confidenceLevel(level) }
    guard hypothesised.isFinite else { throw .nonFiniteValue("the null", hypothesised) }
    let vector = try weightVector(in: fit)
    return vector.quantity(in: fit, level: level, hypothesised: hypothesised)
  }

  /// The weights at the positions of the fit's terms, in the fit's order, so that no sum depends on
  /// the order of a dictionary.
  func weightVector(in fit: Fit) throws(InterpretationError) -> WeightVector {
    for name in weights.keys.sorted() where !fit.terms.contains(name) {
      if let dropped = fit.redundantTerms.first(where: { $0.term == name }) {
        throw .redundantTerm(name, relativePivot: dropped.relativePivot)
      }
      throw .unknownTerm(name, available: fit.terms)
    }
    var vector = WeightVector()
    for (index, term) in fit.terms.enumerated() {
      guard let weight = weights[term], weight != 0 else { continue }
      guard weight.isFinite else { throw .nonFiniteValue("the weight of `\(term)`", weight) }
      vector.entries.append((index, weight))
    }
    guard !vector.entries.isEmpty else { throw .emptyCombination }
    return vector
  }
}

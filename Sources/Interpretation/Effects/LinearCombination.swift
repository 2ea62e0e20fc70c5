import Estimation
import Expressions

/// A weighted sum of a fit's coefficients, w'b, such as a simple slope or a difference of two
/// effects.
public struct LinearCombination: Sendable, Equatable {
  /// Weight of each term; terms not named have weight 0.
  public var weights: [TermReference: Double]

  /// Combines terms, each by itself or by the name that the fit prints.
  public init(weights: [TermReference: Double]) {
    self.weights = weights
  }

  /// One coefficient by itself.
  public static func coefficient(_ term: TermReference) -> LinearCombination {
    LinearCombination(weights: [term: 1])
  }

  /// The estimate w'b with variance w'Vw, under the fit's own variance and reference distribution.
  ///
  /// A term that was dropped because others span it may carry weight where the combination is
  /// identified all the same; the estimate then is that of the terms that were kept.
  ///
  /// - Parameters:
  ///   - hypothesised: The value under the null of `statistic` and `pValue`.
  ///   - confidenceLevel: Coverage of the interval; the fit's own level where absent.
  /// - Throws: `unknownTerm`, `ambiguousTerm`, `redundantTerm`, `emptyCombination`, `nonFiniteValue`,
  ///   `confidenceLevel`, `beyondRange`.
  public func estimate(
    in fit: Fit, hypothesised: Double = 0, confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> Quantity {
    let level = confidenceLevel ?? fit.specification.options.confidenceLevel
    guard level > 0, level < 1 else { throw .confidenceLevel(level) }
    guard hypothesised.isFinite else { throw .nonFiniteValue("the null", hypothesised) }
    let vector = try weightVector(in: fit)
    return try vector.quantity(in: fit, level: level, hypothesised: hypothesised)
  }

  /// The weights at the positions of the fit's terms, in the fit's order, so that no sum depends on
  /// the order of a dictionary.
  func weightVector(in fit: Fit) throws(InterpretationError) -> WeightVector {
    var byPosition: [Int: Double] = [:]
    for reference in weights.keys.sorted(by: { $0.name < $1.name }) {
      byPosition[try fit.position(of: reference), default: 0] += weights[reference] ?? 0
    }
    // Alone, the terms that were kept are what the fit's table says they are, given those dropped.
    if byPosition.contains(where: { $0.key >= fit.terms.count && $0.value != 0 }) {
      try fit.requireEstimable(
        fit.terms.indices.map { byPosition[$0] ?? 0 },
        redundant: fit.redundantTerms.indices.map { byPosition[fit.terms.count + $0] ?? 0 })
    }
    var vector = WeightVector()
    for (index, term) in fit.terms.enumerated() {
      guard let weight = byPosition[index], weight != 0 else { continue }
      guard weight.isFinite else { throw .nonFiniteValue("the weight of `\(term)`", weight) }
      vector.entries.append((index, weight))
    }
    guard !vector.entries.isEmpty else { throw .emptyCombination }
    return vector
  }
}

extension Fit {
  /// The position of the one term that a reference means; those that were dropped follow the fit's.
  /// - Throws: `unknownTerm`, `ambiguousTerm`.
  func position(of reference: TermReference) throws(InterpretationError) -> Int {
    let all = terms + redundantTerms.map(\.term)
    let positions = all.positions(of: reference)
    if positions.count == 1 { return positions[0] }
    guard positions.isEmpty else {
      throw .ambiguousTerm(reference.name, spelled: positions.map { all[$0].name })
    }
    throw .unknownTerm(reference.name, available: terms.map(\.name))
  }
}

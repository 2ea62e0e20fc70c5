import Estimation

extension Fit {
  /// Two sides of an identity that rounding alone parts differ by less than this share of their parts.
  private static let estimableShare = 1e-6

  /// Refuses a combination of coefficients that the data do not identify.
  ///
  /// A combination c'b is identified where it gives every representation of the model one value: for
  /// each column that was dropped, and that the others give as sum_k a_k x_k beside absorbed effects,
  ///
  ///     c_dropped = sum_k a_k c_k
  ///
  /// (Searle 1971, section 5.4). The levels of absorbed effects carry no weight in it, so that effects
  /// may span the main term of a moderator and leave the effect over it identified.
  ///
  /// - Parameters:
  ///   - weights: c of the fit's terms.
  ///   - redundant: c of its redundant terms.
  /// - Throws: `redundantTerm` where a dropped column carries weight, `notIdentified` where what spans
  ///   it does.
  func requireEstimable(
    _ weights: [Double], redundant: [Double]
  ) throws(InterpretationError) {
    for (dropped, weight) in zip(redundantTerms, redundant) {
      var implied = 0.0
      var size = abs(weight)
      var parts: [String] = []
      for (place, share) in dropped.combination.enumerated() where share != 0 {
        let part = share * weights[place]
        implied += part
        size += abs(part)
        if part != 0 { parts.append(terms[place].name) }
      }
      guard abs(weight - implied) > Self.estimableShare * size else { continue }
      guard weight == 0 else {
        throw .redundantTerm(dropped.term.name, relativePivot: dropped.relativePivot)
      }
      throw .notIdentified(dropped: dropped.term.name, moved: parts)
    }
  }
}

import Foundation

extension EvidenceCluster {
  /// Steps a side at which a pair with a stated correlation is bounded: its joint probability is
  /// not monotone in its margins.
  private static let correlationSteps = 20

  /// The probability of what was seen of an item under a hypothesis, the report's reliability taken
  /// in: r s + (1 - r) u with s = p where the item was seen and 1 - p where it was missed.
  static func seen(_ item: EvidenceItem, hypothesis: Int) -> Likelihood {
    guard let judgement = item.judgement else { return Likelihood(value: 1, low: 1, high: 1) }
    let stated = judgement.likelihoods[hypothesis]
    return (item.isSeen ? stated : stated.complement)
      .reported(reliability: item.reliability, noise: item.noise)
  }

  /// The joint probability of all that was seen, with bounds, under each hypothesis.
  ///
  /// With marginal probabilities s_k: (1 - λ) Π s_k + λ min s_k. At λ = 1, the default, this is the
  /// upper Fréchet bound, and the likelihood ratio of a cluster is never greater than that of its
  /// strongest item: min_k p_k / min_k q_k <= p_m / q_m with m where q is least.
  func joint(_ hypotheses: [Hypothesis]) throws(EvidenceError) -> [Likelihood] {
    var result: [Likelihood] = []
    for (index, hypothesis) in hypotheses.enumerated() {
      let parts = items.map { Self.seen($0, hypothesis: index) }
      switch rule {
      case _ where parts.count == 1: result.append(parts[0])
      case .shared(let share):
        result.append(
          Likelihood(
            value: Self.mixed(parts.map(\.value), share), low: Self.mixed(parts.map(\.low), share),
            high: Self.mixed(parts.map(\.high), share)))
      case .correlation(let correlation):
        // Missing what goes with what was seen is as surprising as seeing it is not.
        let sign = items[0].isSeen == items[1].isSeen ? correlation : -correlation
        result.append(try correlated(parts, sign, hypothesis))
      case .joint(let stated):
        let joint = stated[index]
        let values = parts.map(\.value)
        let low = max(0, values.reduce(0, +) - Double(values.count - 1))
        let high = values.min() ?? 1
        try check(joint.value, low, high, hypothesis)
        result.append(
          Likelihood(
            value: min(max(joint.value, low), high), low: min(max(joint.low, low), high),
            high: min(max(joint.high, low), high)))
      }
    }
    return result
  }

  private static func mixed(_ values: [Double], _ share: Double) -> Double {
    (1 - share) * values.reduce(1, *) + share * (values.min() ?? 1)
  }

  private func correlated(
    _ parts: [Likelihood], _ correlation: Double, _ hypothesis: Hypothesis
  ) throws(EvidenceError) -> Likelihood {
    let (one, other) = (parts[0], parts[1])
    func joint(_ p: Double, _ q: Double) -> Double {
      p * q + correlation * (p * (1 - p) * q * (1 - q)).squareRoot()
    }
    let value = joint(one.value, other.value)
    try check(
      value, max(0, one.value + other.value - 1), min(one.value, other.value), hypothesis)
    var (low, high) = (value, value)
    for row in 0...Self.correlationSteps {
      for column in 0...Self.correlationSteps {
        let p = one.low + (one.high - one.low) * Double(row) / Double(Self.correlationSteps)
        let q =
          other.low + (other.high - other.low) * Double(column) / Double(Self.correlationSteps)
        let bounded = min(max(joint(p, q), max(0, p + q - 1)), min(p, q))
        low = min(low, bounded)
        high = max(high, bounded)
      }
    }
    return Likelihood(value: value, low: low, high: high)
  }

  private func check(
    _ value: Double, _ low: Double, _ high: Double, _ hypothesis: Hypothesis
  ) throws(EvidenceError) {
    /// Bounds met with equality, as by a correlation of 1, may be passed by rounding.
    let rounding = 1e-12
    guard value >= low - rounding, value <= high + rounding else {
      throw .caseFile(
        .jointOutOfBounds(
          cluster: key, hypothesis: hypothesis.id, value: value, low: low, high: high))
    }
  }
}

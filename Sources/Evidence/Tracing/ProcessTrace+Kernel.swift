import Foundation

extension ProcessTrace {
  /// P(H_j | E), by logarithms so that many items cannot underflow; `nil` where every hypothesis
  /// has probability zero.
  static func posterior(_ priors: [Double], _ likelihoods: [[Double]]) -> [Double]? {
    var logs = priors.map { log($0) }
    for cluster in likelihoods {
      for index in logs.indices { logs[index] += log(cluster[index]) }
    }
    guard let largest = logs.max(), largest > -.infinity else { return nil }
    let scaled = logs.map { exp($0 - largest) }
    let total = scaled.reduce(0, +)
    return scaled.map { $0 / total }
  }

  /// The posterior of one hypothesis with its own probabilities at one end and all others at the
  /// other: it rises in the first and falls in the second, so these are the extremes.
  static func envelope(
    _ index: Int, _ priors: [Double], _ joints: [[Likelihood]], _ middle: Double
  ) -> ClosedRange<Double> {
    func extreme(_ own: (Likelihood) -> Double, _ others: (Likelihood) -> Double) -> Double {
      let values = joints.map { cluster in
        cluster.indices.map { $0 == index ? own(cluster[$0]) : others(cluster[$0]) }
      }
      return posterior(priors, values)?[index] ?? middle
    }
    let low = extreme(\.low, \.high)
    let high = extreme(\.high, \.low)
    // Equal bounds may differ from the value by rounding.
    return min(low, middle)...max(high, middle)
  }

  /// 10 log10 of the focal probability to each other; `nil` at the focal place.
  static func decibels(_ likelihoods: [Double], _ focal: Int) -> [Double?] {
    likelihoods.indices.map { index in
      index == focal ? nil : decibels(likelihoods[focal], likelihoods[index])
    }
  }

  /// 10 log10(p / q), `nil` where it is not finite.
  static func decibels(_ p: Double, _ q: Double) -> Double? {
    guard p > 0, q > 0 else { return nil }
    return 10 * log10(p / q)
  }

  /// The weight against all rivals together, their priors as weights.
  static func against(_ likelihoods: [Double], _ priors: [Double], _ focal: Int) -> Double? {
    decibels(likelihoods[focal], rivals(likelihoods, priors, focal))
  }

  /// Σ_{j ≠ f} π_j p_j / (1 - π_f).
  static func rivals(_ values: [Double], _ priors: [Double], _ focal: Int) -> Double {
    var (sum, weight) = (0.0, 0.0)
    for index in values.indices where index != focal {
      sum += priors[index] * values[index]
      weight += priors[index]
    }
    return sum / weight
  }

  /// The priors with the focal one set and the others in their proportions.
  static func rescaled(_ priors: [Double], _ focal: Int, to prior: Double) -> [Double] {
    let rest = priors.indices.filter { $0 != focal }.reduce(0) { $0 + priors[$1] }
    return priors.indices.map { $0 == focal ? prior : priors[$0] / rest * (1 - prior) }
  }

  /// 1 / (1 + LR) with LR the likelihood ratio of the focal hypothesis to the mixture of the rest.
  static func breakEven(_ priors: [Double], _ likelihoods: [[Double]], _ focal: Int) -> Double? {
    let half = rescaled(priors, focal, to: 0.5)
    guard let even = posterior(half, likelihoods)?[focal], even > 0, even < 1 else { return nil }
    return 1 - even
  }

  static func weight(
    _ item: EvidenceItem, _ clusters: [EvidenceCluster], _ priors: [Double], _ focal: Int,
    _ thresholds: TestKind.Thresholds
  ) -> ItemWeight {
    let stated = item.judgement?.likelihoods.map(\.value) ?? []
    let seen = priors.indices.map { EvidenceCluster.seen(item, hypothesis: $0).value }
    let p = stated[focal]
    let q = rivals(stated, priors, focal)
    let learning =
      2 * priors[focal] * (1 - priors[focal])
      * abs(seen[focal] - rivals(seen, priors, focal))
    let home = clusters.first { $0.items.contains { $0.id == item.id } }
    return ItemWeight(
      item: item, cluster: home?.key ?? item.id,
      kind: TestKind(p: p, q: q, thresholds: thresholds), p: p, q: q,
      decibels: decibels(seen, focal), against: against(seen, priors, focal),
      expectedLearning: learning)
  }
}

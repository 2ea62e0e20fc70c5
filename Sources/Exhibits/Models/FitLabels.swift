import Estimation
import Typesetting

/// A fit's choices in words, as tables and captions print them.
enum FitLabels {
  static func reference(_ reference: ReferenceDistribution) -> String {
    switch reference {
    case .normal: "normal"
    case .t(let degrees): "t(\(NumberFormat.brief(degrees)))"
    }
  }

  /// The reference distribution of the terms; a range where each has its own, and `nil` where none
  /// is named.
  static func reference(_ estimates: any Estimates) -> String? {
    guard let references = estimates.references, let first = references.first else { return nil }
    guard references.contains(where: { $0 != first }) else { return reference(first) }
    let degrees = references.map(\.degreesOfFreedom)
    let (least, most) = (degrees.min() ?? .infinity, degrees.max() ?? .infinity)
    // The normal is t with infinitely many.
    return most.isFinite
      ? "t(\(NumberFormat.brief(least)) to \(NumberFormat.brief(most)), by term)"
      : "t(\(NumberFormat.brief(least)) or more, by term)"
  }

  /// How rows count in quantiles, bins and counts of rows under a fit's weights.
  static func rowWeights(_ fit: Fit) -> String? {
    guard let weights = fit.weights else { return nil }
    guard weights.kind == .frequency else {
      return "Rows are those of the table; quantiles, densities and averages are weighted by "
        + "\(weights.name)."
    }
    return "Rows are counted \(weights.name) times, \(NumberFormat.count(fit.observations)) for "
      + "\(NumberFormat.count(fit.sample.count)) of the table."
  }

  static func smallSample(_ variance: VarianceSummary) -> String {
    guard variance.smallSample != .none else { return "none" }
    let factor = NumberFormat(digits: 4).string(variance.smallSampleFactor)
    return "\(variance.smallSample.rawValue) (factor \(factor))"
  }

  /// What several fits say: the text that all share, else each with the number of fits that give it;
  /// `nil` where none gives any.
  static func together(_ texts: [String?]) -> String? {
    let given = texts.compactMap(\.self)
    guard let first = given.first else { return nil }
    if given.count == texts.count, given.allSatisfy({ $0 == first }) { return first }
    var order: [String] = []
    for text in given where !order.contains(text) { order.append(text) }
    return order.map { text in
      let count = "\(given.count { $0 == text }) of \(texts.count) fits"
      return text.isEmpty ? count : "\(text) (\(count))"
    }.joined(separator: "; ")
  }

  /// The number that all are, or the least and the greatest.
  static func range<Number: Comparable>(
    _ numbers: [Number], _ text: (Number) -> String
  ) -> String {
    guard let least = numbers.min(), let most = numbers.max() else { return "" }
    let (low, high) = (text(least), text(most))
    return low == high ? low : "\(low) to \(high)"
  }

  /// Rows that fits dropped by reason, a count a fit.
  static func dropped(_ fits: [Fit]) -> [(reason: String, counts: [Int])] {
    var reasons: [Sample.Reason] = []
    for dropped in fits.flatMap(\.sample.dropped) where !reasons.contains(dropped.reason) {
      reasons.append(dropped.reason)
    }
    return reasons.map { reason in
      (
        reason.description,
        fits.map { fit in
          fit.sample.dropped.reduce(0) { $0 + ($1.reason == reason ? $1.count : 0) }
        }
      )
    }
  }

  /// The iterations of a model's fits in one line.
  static func convergence(_ all: [Convergence]) -> String {
    let iterations = all.map(\.iterations)
    guard let first = all.first, let least = iterations.min(), let most = iterations.max(),
      least < most, first.tolerance > 0,
      all.allSatisfy({
        $0.converged && $0.method == first.method && $0.tolerance == first.tolerance
      })
    else { return together(all.map { convergence($0) }) ?? "" }
    return "\(first.method), \(least) to \(most) iterations (tolerance \(first.tolerance))"
  }

  /// The iteration in one line; a failure to converge comes first.
  static func convergence(_ convergence: Convergence) -> String {
    if !convergence.converged {
      let reached =
        convergence.criterion.map { NumberFormat(digits: 2, style: .significant).string($0) }
        ?? "unknown"
      return """
        NOT CONVERGED: \(convergence.method), \(convergence.iterations) iterations, \
        criterion \(reached), tolerance \(convergence.tolerance)
        """
    }
    // A direct solution has no tolerance; what it counts beyond the first pass is refinement.
    if convergence.tolerance == 0 {
      let refinements = convergence.iterations - 1
      return refinements < 1 ? convergence.method : "\(convergence.method), refined \(refinements)x"
    }
    return """
      \(convergence.method), \(convergence.iterations) iterations \
      (tolerance \(convergence.tolerance))
      """
  }

  /// `95% normal intervals, variance dyadic-cluster-robust (patron, ally)`.
  static func intervals(_ estimates: any Estimates) -> String {
    let level = NumberFormat.percent(estimates.confidenceLevel)
    guard let name = reference(estimates) else {
      return "\(level) intervals, \(estimates.uncertaintyLabel)"
    }
    return "\(level) \(name) intervals, variance \(estimates.uncertaintyLabel)"
  }

  static func intervals(
    level: Double, _ distribution: ReferenceDistribution, _ variance: String
  ) -> String {
    """
    \(NumberFormat.percent(level)) \(reference(distribution)) intervals, variance \(variance)
    """
  }
}

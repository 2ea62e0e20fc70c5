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

  /// The reference distribution of a fit's terms; a range where each has its own.
  static func reference(_ variance: VarianceSummary) -> String {
    guard let degrees = variance.termDegreesOfFreedom, let least = degrees.min(),
      let most = degrees.max(), least < most
    else { return reference(variance.reference) }
    return "t(\(NumberFormat.brief(least)) to \(NumberFormat.brief(most)), by term)"
  }

  static func smallSample(_ variance: VarianceSummary) -> String {
    guard variance.smallSample != .none else { return "none" }
    let factor = NumberFormat(digits: 4).string(variance.smallSampleFactor)
    return "\(variance.smallSample.rawValue) (factor \(factor))"
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
  static func intervals(_ fit: Fit) -> String {
    let level = NumberFormat.percent(fit.specification.options.confidenceLevel)
    return "\(level) \(reference(fit.variance)) intervals, variance \(fit.variance.label)"
  }

  static func intervals(
    level: Double, _ distribution: ReferenceDistribution, _ variance: String
  ) -> String {
    """
    \(NumberFormat.percent(level)) \(reference(distribution)) intervals, variance \(variance)
    """
  }
}

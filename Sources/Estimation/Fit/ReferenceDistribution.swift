import Numerics

/// The distribution that p-values and intervals refer to.
public enum ReferenceDistribution: Sendable, Equatable {
  /// Where the number of rows or groups is taken as large.
  case normal
  /// Student's t; of clustered variances one less than the number of groups.
  case t(degreesOfFreedom: Double)

  /// The quantile of a probability.
  public func quantile(_ probability: Double) -> Double {
    switch self {
    case .normal: NormalDistribution.quantile(probability)
    case .t(let degrees): StudentTDistribution(degreesOfFreedom: degrees).quantile(probability)
    }
  }

  /// P(|T| >= |statistic|).
  public func twoSidedPValue(_ statistic: Double) -> Double {
    switch self {
    case .normal: 2 * NormalDistribution.upperTail(abs(statistic))
    case .t(let degrees):
      2 * StudentTDistribution(degreesOfFreedom: degrees).upperTail(abs(statistic))
    }
  }
}

extension ReferenceDistribution {
  /// Infinite for the normal.
  public var degreesOfFreedom: Double {
    switch self {
    case .normal: .infinity
    case .t(let degrees): degrees
    }
  }
}

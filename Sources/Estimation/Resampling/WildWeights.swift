/// The weights that a wild bootstrap draws by cluster: mean zero, variance one.
public enum WildWeights: String, Sendable, CaseIterable {
  /// -1 or 1; all 2^G combinations where these are no more than the draws asked for.
  case rademacher
  /// +-sqrt(1/2), +-1, +-sqrt(3/2) (Webb 2023), for fewer than about twelve clusters, where
  /// Rademacher weights give few different statistics.
  case webb
}

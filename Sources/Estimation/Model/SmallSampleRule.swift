/// The factor by which a robust variance is multiplied; printed with every result.
public enum SmallSampleRule: String, Sendable, CaseIterable {
  /// No correction.
  case none
  /// G/(G-1) (n-1)/(n-k) for clusters, as Stata's `regress, cluster`.
  case stata
  /// G/(G-1) (n-1)/(n-K), effects nested in the clusters not counted, as fixest's default `ssc()`.
  case fixest
  /// As `sandwich::vcovCL`: G/(G-1) (n-1)/(n-k).
  case sandwich
}

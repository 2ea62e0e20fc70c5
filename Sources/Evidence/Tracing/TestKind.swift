/// What sort of test an item is (Van Evera 1997; Collier 2011): a label for p = P(E | H) and
/// q = P(E | not H). The arithmetic uses p and q only.
public enum TestKind: String, Sendable, CaseIterable {
  /// p high, q not low: failing it counts against H.
  case hoop
  /// q low, p not high: passing it counts for H.
  case smokingGun = "smoking gun"
  /// p high and q low.
  case doublyDecisive = "doubly decisive"
  /// Neither.
  case straw = "straw in the wind"

  /// Where high begins and low ends.
  public struct Thresholds: Equatable, Sendable {
    /// The least p that is called high.
    public var high: Double
    /// The greatest q that is called low.
    public var low: Double

    public init(high: Double = 0.8, low: Double = 0.2) {
      self.high = high
      self.low = low
    }
  }

  /// The label of a pair of probabilities.
  public init(p: Double, q: Double, thresholds: Thresholds = Thresholds()) {
    switch (p >= thresholds.high, q <= thresholds.low) {
    case (true, true): self = .doublyDecisive
    case (true, false): self = .hoop
    case (false, true): self = .smokingGun
    case (false, false): self = .straw
    }
  }
}

/// How far one choice of the analyst can move before the solution changes, all else equal (Oana and
/// Schneider 2021, sensitivity ranges).
public struct SensitivityRange: Sendable, Equatable {
  /// What is moved.
  public enum Choice: Sendable, Equatable {
    /// The cutoff of consistency.
    case consistency
    /// The cutoff of PRI.
    case pri
    /// The cutoff of the number of cases.
    case frequency
    /// An anchor of a column's calibration, by its position.
    case anchor(column: String, position: Int, name: String)

    /// The choice in words.
    public var label: String {
      switch self {
      case .consistency: "consistency cutoff"
      case .pri: "PRI cutoff"
      case .frequency: "frequency cutoff"
      case .anchor(let column, _, let name): "\(column), \(name)"
      }
    }
  }

  /// One end of the range.
  public struct End: Sendable, Equatable {
    /// The last value looked at that leaves the solution as it is.
    public let value: Double
    /// The nearest value beyond that changes it; `nil` where it holds to the end of what was tried.
    public let changed: Double?
    /// The models there; `nil` where there are none, since no row passes.
    public let models: [[Conjunction]]?
  }

  /// What is moved.
  public let choice: Choice
  /// Where the analyst set it.
  public let value: Double
  /// How far down it can go.
  public let low: End
  /// How far up it can go.
  public let high: End

  init(_ choice: Choice, value: Double, low: End, high: End) {
    self.choice = choice
    self.value = value
    self.low = low
    self.high = high
  }
}

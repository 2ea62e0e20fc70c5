import Numerics

/// Where the moderator's values lie, by treatment: an effect is estimated only where both kinds of
/// rows are (common support; Hainmueller, Mummolo and Xu 2019, section 3).
public struct SupportHistogram: Sendable, Equatable {
  /// A bar: one of equal ranges of the moderator.
  public struct Bin: Sendable, Equatable {
    /// The lower end, which belongs to the bin.
    public var low: Double
    /// The upper end, which belongs to the last bin alone.
    public var high: Double
    /// Rows without treatment, or below its median.
    public var lower: Int
    /// Rows with treatment, or above its median.
    public var upper: Int
  }

  /// By the moderator, ascending.
  public var bins: [Bin]
  /// What tells a group of rows from the other.
  public enum Group: Sendable, Equatable {
    /// Rows with this value of a treatment that has two.
    case value(Double)
    /// Rows with at most the treatment's median.
    case atMostMedian
    /// Rows above it.
    case aboveMedian

    /// `treatment = 0`, `treatment above its median`.
    public func label(of treatment: String) -> String {
      switch self {
      case .value(let value): "\(treatment) = \(Scenario.Value.number(value))"
      case .atMostMedian: "\(treatment) at most its median"
      case .aboveMedian: "\(treatment) above its median"
      }
    }
  }

  /// The variable whose values part the rows.
  public var treatment: String
  /// The rows that `lower` counts.
  public var lowerGroup: Group
  /// The rows that `upper` counts.
  public var upperGroup: Group
  /// Whether the treatment takes two values; otherwise its median parts the rows.
  public var isBinary: Bool
  /// The share of rows in bins where one of the groups has no row.
  public var shareWithoutSupport: Double

  /// Counts rows in `count` ranges of equal width from the least to the greatest moderator; under
  /// frequency weights the rows that they stand for.
  public init(_ data: ModeratedDesign, bins count: Int = 20) {
    let (d, x) = (data.treatmentValues, data.moderatorValues)
    isBinary = Set(d).count == 2
    let ordered = data.ordered(d)
    let sorted = ordered.values
    let median = ordered.quantile(0.5)
    let top = sorted.last ?? 0
    treatment = data.treatment
    lowerGroup = isBinary ? .value(sorted.first ?? 0) : .atMostMedian
    upperGroup = isBinary ? .value(top) : .aboveMedian
    let low = x.min() ?? 0
    let width = ((x.max() ?? 0) - low) / Double(count)
    bins = (0..<count).map {
      Bin(
        low: low + Double($0) * width, high: low + Double($0 + 1) * width, lower: 0, upper: 0)
    }
    for row in x.indices {
      let place = min(count - 1, Int((x[row] - low) / width))
      let isUpper = isBinary ? d[row] == top : d[row] > median
      let rows = data.count([row])
      if isUpper { bins[place].upper += rows } else { bins[place].lower += rows }
    }
    let without = bins.filter { ($0.lower == 0) != ($0.upper == 0) }
      .reduce(0) { $0 + $1.lower + $1.upper }
    shareWithoutSupport = Double(without) / Double(max(1, data.count(Array(x.indices))))
  }
}

import Numerics

/// Where the moderator's values lie, by treatment: an effect is estimated only where both kinds of
/// rows are (common support; Hainmueller, Mummolo and Xu 2019, section 3).
public struct SupportHistogram: Sendable, Equatable {
  public struct Bin: Sendable, Equatable {
    public var low: Double
    public var high: Double
    /// Rows without treatment, or below its median.
    public var lower: Int
    /// Rows with treatment, or above its median.
    public var upper: Int
  }

  public var bins: [Bin]
  /// What the two groups are: `treatment = 0` and `treatment = 1`, or below and above the median.
  public var lowerLabel: String
  public var upperLabel: String
  public var isBinary: Bool
  /// The share of rows in bins where one of the groups has no row.
  public var shareWithoutSupport: Double

  public init(_ data: ModeratedDesign, bins count: Int = 20) {
    let (d, x) = (data.treatmentValues, data.moderatorValues)
    isBinary = Set(d).count == 2
    let sorted = d.sorted()
    let median = BinningEstimator.quantile(sorted, 0.5)
    let top = sorted.last ?? 0
    if isBinary {
      lowerLabel = "\(data.treatment) = \(Scenario.Value.number(sorted.first ?? 0))"
      upperLabel = "\(data.treatment) = \(Scenario.Value.number(top))"
    } else {
      lowerLabel = "\(data.treatment) at most its median"
      upperLabel = "\(data.treatment) above its median"
    }
    let low = x.min() ?? 0
    let width = ((x.max() ?? 0) - low) / Double(count)
    bins = (0..<count).map {
      Bin(
        low: low + Double($0) * width, high: low + Double($0 + 1) * width, lower: 0, upper: 0)
    }
    for row in x.indices {
      let place = min(count - 1, Int((x[row] - low) / width))
      let isUpper = isBinary ? d[row] == top : d[row] > median
      if isUpper { bins[place].upper += 1 } else { bins[place].lower += 1 }
    }
    let without = bins.filter { ($0.lower == 0) != ($0.upper == 0) }
      .reduce(0) { $0 + $1.lower + $1.upper }
    shareWithoutSupport = Double(without) / Double(max(1, x.count))
  }
}

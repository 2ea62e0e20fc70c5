import Numerics

/// Values of a variable over which an effect or a prediction is shown, in tables and figures alike: the
/// distinct values of a variable that has few, else an even grid from its first to its ninety-ninth
/// percentile, since beyond them a few rows say little.
public struct EffectGrid: Sendable, Equatable {
  /// Ascending.
  public let values: [Double]
  /// The least and the greatest value in the sample.
  public let observed: ClosedRange<Double>
  /// Whether some of the sample lies beyond the grid's ends.
  public let isCut: Bool

  /// The ends of a grid, as shares of the rows.
  static let ends = (low: 0.01, high: 0.99)
  /// At most so many distinct values are shown one by one.
  static let fewValues = 6

  /// - Parameters:
  ///   - values: in the rows of the sample, at least one.
  ///   - weights: how many rows each stands for; one where absent.
  ///   - count: values of a grid.
  init(over values: [Double], weights: [Double]?, count: Int) {
    let sample = OrderedSample(values, weights: weights)
    let sorted = sample.values
    let (least, greatest) = (sorted.first ?? 0, sorted.last ?? 0)
    observed = least...greatest
    var distinct: [Double] = []
    for value in sorted where value != distinct.last {
      distinct.append(value)
      if distinct.count > Self.fewValues { break }
    }
    guard distinct.count > Self.fewValues else {
      self.values = distinct
      isCut = false
      return
    }
    func percentile(_ share: Double) -> Double {
      sample.value(atRank: (share * (sample.total - 1)).rounded())
    }
    let (low, high) = (percentile(Self.ends.low), percentile(Self.ends.high))
    isCut = low > least || high < greatest
    self.values = (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
  }
}

extension ModelEquation {
  /// The values of a numeric variable at which to show what depends on it.
  /// - Throws: `unknownVariable`; `unreadable` for a factor.
  public func grid(over variable: String, count: Int) throws(InterpretationError) -> EffectGrid {
    let rows = Double(fit.observations)
    return EffectGrid(
      over: try observed(variable), weights: shares.map { $0.map { $0 * rows } }, count: count)
  }
}

/// Numbers in ascending order, each with a weight: ranks, quantiles and deviations of a sample in which
/// rows count differently.
///
/// A row of weight w counts as w rows of its value. Whole weights thus give what the table with each
/// row repeated gives, and weights that are all one what rows without weights give.
package struct OrderedSample: Sendable {
  /// Ascending.
  package let values: [Double]
  /// Weights summed up to and with each value.
  private let cumulative: [Double]
  /// Sums of weights that are a whole number but for rounding count as it.
  private static let slack = 1e-9

  /// - Parameters:
  ///   - weights: one a value, positive; ones where absent.
  ///   - scaled: whether weights are divided by their mean first, so that they sum to the number of
  ///     values: for weights that say how much a row counts, and not how many rows it is.
  package init(_ values: [Double], weights: [Double]? = nil, scaled: Bool = false) {
    guard let weights else {
      self.values = values.sorted()
      cumulative = []
      return
    }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    self.values = order.map { values[$0] }
    let factor = scaled ? Double(values.count) / Summation.sum(weights) : 1
    var total = 0.0
    cumulative = order.map { place in
      total += weights[place] * factor
      return total
    }
  }

  /// The sum of the weights: the number of rows that the sample stands for.
  package var total: Double { cumulative.last ?? Double(values.count) }

  /// The value at a rank, counted from 0: the first whose weights, summed up to it, exceed the rank.
  package func value(atRank rank: Double) -> Double {
    guard let last = values.indices.last else { return 0 }
    guard !cumulative.isEmpty else { return values[min(last, max(0, Int(rank)))] }
    var (low, high) = (0, last)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > rank + Self.slack { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }

  /// The quantile by linear interpolation of order statistics (Hyndman and Fan 1996, type 7), over the
  /// rows that the weights stand for (Harrell's `wtd.quantile`).
  package func quantile(_ share: Double) -> Double {
    let last = max(0, total - 1)
    let place = share * last
    let rank = place.rounded(.down)
    let (low, high) = (value(atRank: rank), value(atRank: min(last, rank + 1)))
    return low + (place - rank) * (high - low)
  }
}

import Foundation

/// A scale from numbers to points on the page, with ticks at multiples of 1, 2 or 5 times a power
/// of ten.
package struct Axis {
  package let low: Double
  package let high: Double
  /// Where `low` and `high` fall on the page.
  package let start: Double
  package let end: Double
  package let ticks: [Double]
  /// One a tick, without the power of ten.
  package let labels: [String]
  /// The labels times 10 to this power are the ticks; 0 where they are the ticks themselves.
  package let exponent: Int

  /// The range of `values`, widened by `padding` of its length on both sides.
  ///
  /// - Parameter spacing: The least distance between ticks in points.
  package init(
    covering values: [Double], from start: Double, to end: Double, padding: Double = 0.05,
    spacing: Double = 30
  ) {
    var low = values.min() ?? 0
    var high = values.max() ?? 1
    if low == high {
      let half = low == 0 ? 1 : abs(low) / 2
      low -= half
      high += half
    }
    let margin = (high - low) * padding
    self.init(low: low - margin, high: high + margin, from: start, to: end, spacing: spacing)
  }

  /// Exactly the given range.
  package init(low: Double, high: Double, from start: Double, to end: Double, spacing: Double) {
    self.low = low
    self.high = high
    self.start = start
    self.end = end
    let count = max(2, (abs(end - start) / spacing).rounded(.down))
    var (step, decade) = Self.step((high - low) / count)
    var multiples = Self.multiples(of: step, from: low, to: high)
    if multiples.count < 3 {
      // Two ticks say little; the next step below keeps at least 0.8 of the spacing.
      (step, decade) = Self.step(step / 2.6)
      multiples = Self.multiples(of: step, from: low, to: high)
    }
    ticks = multiples.map { $0 * step }
    let largest = ticks.map { abs($0) }.max() ?? 0
    let order = largest > 0 ? Int(log10(largest * 1.0000001).rounded(.down)) : 0
    let exponent = order >= 5 || order < -3 ? order : 0
    self.exponent = exponent
    let decimals = max(0, exponent - decade)
    labels = multiples.map { multiple in
      let scaled = multiple * step / pow(10, Double(exponent))
      let text = NumberFormat(digits: min(decimals, 12)).string(scaled)
      return text.replacing("-", with: "\u{2212}")
    }
  }

  /// The range of `values`, with a tick at each of them.
  package init(ticksAt values: [Double], from start: Double, to end: Double, padding: Double) {
    let whole = Axis(covering: values, from: start, to: end, padding: padding)
    self.init(
      low: whole.low, high: whole.high, start: start, end: end, ticks: values,
      labels: values.map { NumberFormat.brief($0).replacing("-", with: "\u{2212}") }, exponent: 0)
  }

  private init(
    low: Double, high: Double, start: Double, end: Double, ticks: [Double], labels: [String],
    exponent: Int
  ) {
    self.low = low
    self.high = high
    self.start = start
    self.end = end
    self.ticks = ticks
    self.labels = labels
    self.exponent = exponent
  }

  /// The place of a number.
  package func position(_ value: Double) -> Double {
    start + (value - low) / (high - low) * (end - start)
  }

  /// `10` and the superscript of the axis title, such as `(×10` with exponent `−13`.
  package var multiplier: String? {
    exponent == 0 ? nil : "\(exponent)".replacing("-", with: "\u{2212}")
  }

  /// The whole numbers that times `step` lie in the range: products, not a running sum, so that
  /// zero is zero.
  private static func multiples(of step: Double, from low: Double, to high: Double) -> [Double] {
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    return first <= last ? Array(stride(from: first, through: last, by: 1)) : []
  }

  /// The smallest 1, 2 or 5 times a power of ten that is at least `raw`, and that power.
  private static func step(_ raw: Double) -> (Double, decade: Int) {
    let decade = Int(log10(raw).rounded(.down))
    let unit = pow(10, Double(decade))
    for factor in [1.0, 2, 5] where factor * unit >= raw * 0.999999 {
      return (factor * unit, decade)
    }
    return (10 * unit, decade + 1)
  }
}

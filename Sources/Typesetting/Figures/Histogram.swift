import Foundation

/// Counts of values in equal bins, or of the values themselves where they are few.
package struct Histogram {
  package struct Bin: Equatable {
    package var low: Double
    package var high: Double
    package var count: Int
  }

  package let bins: [Bin]

  /// Bins of the width of Freedman and Diaconis (1981), 2 IQR n^(-1/3), between 10 and 40 of them.
  package init(_ values: [Double]) {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last, high > low else {
      bins = sorted.first.map { [Bin(low: $0, high: $0, count: sorted.count)] } ?? []
      return
    }
    let quarter = sorted.count / 4
    let range = sorted[sorted.count - 1 - quarter] - sorted[quarter]
    let wanted = 2 * range * pow(Double(sorted.count), -1.0 / 3)
    let ideal = wanted > 0 ? ((high - low) / wanted).rounded(.up) : 40
    let count = Int(min(40, max(10, ideal)))
    let width = (high - low) / Double(count)
    var bins = (0..<count).map {
      Bin(low: low + Double($0) * width, high: low + Double($0 + 1) * width, count: 0)
    }
    for value in sorted {
      bins[min(count - 1, Int((value - low) / width))].count += 1
    }
    self.bins = bins
  }

  /// A bin of no width for each distinct value.
  package init(distinct values: [Double]) {
    var bins: [Bin] = []
    for value in values.sorted() {
      if bins.last?.low == value {
        bins[bins.count - 1].count += 1
      } else {
        bins.append(Bin(low: value, high: value, count: 1))
      }
    }
    self.bins = bins
  }
}

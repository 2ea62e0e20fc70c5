/// Order statistics without sorting everything.
package enum Selection {
  /// The consistency factor of the median absolute deviation as R's `rlm` writes it: 0.6745, not
  /// the longer quantile of the normal, because published numbers hang on it.
  package static let normalConsistency = 0.6745

  /// The median of |x|: the middle value, or the mean of the two middle ones. Exact.
  ///
  /// A sample of 16,384 values brackets the middle; one counting pass gathers the few values in
  /// the bracket, and selection runs on those. When the bracket misses (a sample can), selection
  /// runs on everything. O(n).
  package static func medianOfAbsolutes(_ values: [Double]) -> Double {
    precondition(!values.isEmpty, "the median of nothing")
    let count = values.count
    let upperRank = count / 2
    let lowerRank = count % 2 == 0 ? upperRank - 1 : upperRank
    if count > 4 * sampleSize {
      let sampled = samplePositions(count).map { abs(values[$0]) }.sorted()
      let middle = sampleSize / 2
      // Four and a half standard deviations of a sample median's rank, which is sqrt(m)/2.
      let reach = 288
      let low = sampled[middle - reach]
      let high = sampled[middle + reach]
      var (below, inside) = gather(values, from: low, through: high)
      if below <= lowerRank, upperRank < below + inside.count {
        let upper = select(&inside, rank: upperRank - below)
        if lowerRank == upperRank { return upper }
        return (select(&inside, rank: lowerRank - below) + upper) / 2
      }
    }
    var all = values.map { abs($0) }
    let upper = select(&all, rank: upperRank)
    return lowerRank == upperRank ? upper : (select(&all, rank: lowerRank) + upper) / 2
  }

  /// The median of |x| when row i stands for `weights[i]` rows: the smallest |x| at which the
  /// cumulative weight passes half of the total, or the mean of it and the next where the
  /// cumulative weight is exactly half. Bracketed by a sample as above; only the bracket is sorted.
  package static func weightedMedianOfAbsolutes(_ values: [Double], weights: [Double]) -> Double {
    precondition(values.count == weights.count && !values.isEmpty, "weights do not fit")
    let half = Summation.sum(weights) / 2
    if values.count > 4 * sampleSize {
      let sampled = samplePositions(values.count).map { abs(values[$0]) }.sorted()
      let sampledWeights = samplePositions(values.count).map { weights[$0] }
      // Unequal weights make a sample median less certain by at most the root of their spread.
      let spread = (sampledWeights.max() ?? 1) / (sampledWeights.min() ?? 1)
      let reach = min(Double(sampleSize / 2 - 1), 288 * (1 + spread.squareRoot()))
      let low = sampled[sampleSize / 2 - Int(reach)]
      let high = sampled[sampleSize / 2 + Int(reach)]
      let inside = values.indices.filter { abs(values[$0]) >= low && abs(values[$0]) <= high }
      var below = 0.0
      for row in values.indices where abs(values[row]) < low { below += weights[row] }
      let bracket = inside.reduce(0.0) { $0 + weights[$1] }
      // With the half strictly inside, the next larger value is inside as well.
      if below < half, half < below + bracket {
        return weightedMiddle(inside, values, weights, below: below, half: half)
      }
    }
    return weightedMiddle(Array(values.indices), values, weights, below: 0, half: half)
  }

  /// Where the cumulative weight of the rows, smallest |x| first, reaches half.
  private static func weightedMiddle(
    _ rows: [Int], _ values: [Double], _ weights: [Double], below: Double, half: Double
  ) -> Double {
    let order = rows.sorted { (abs(values[$0]), $0) < (abs(values[$1]), $1) }
    var cumulative = below
    for (position, row) in order.enumerated() {
      cumulative += weights[row]
      if cumulative == half, position + 1 < order.count {
        return (abs(values[row]) + abs(values[order[position + 1]])) / 2
      }
      if cumulative > half { return abs(values[row]) }
    }
    return abs(values[order[order.count - 1]])
  }

  private static let sampleSize = 16_384

  /// Positions that follow the golden ratio, so that no periodic order of the rows (a panel's
  /// years) can bias a sample.
  private static func samplePositions(_ count: Int) -> [Int] {
    var position: UInt64 = 0
    return (0..<sampleSize).map { _ in
      position &+= 0x9E37_79B9_7F4A_7C15
      return Int(position.multipliedFullWidth(by: UInt64(count)).high)
    }
  }

  /// How many |x| lie below `low`, and those from `low` through `high`.
  private static func gather(
    _ values: [Double], from low: Double, through high: Double
  ) -> (below: Int, inside: [Double]) {
    var inside: [Double] = []
    inside.reserveCapacity(values.count / 12)
    var below = 0
    values.withUnsafeBytes { bytes in
      let lows = SIMD8<Double>(repeating: low)
      let highs = SIMD8<Double>(repeating: high)
      var counts = SIMD8<Int64>()
      var row = 0
      while row + 8 <= values.count {
        let bits = bytes.loadUnaligned(fromByteOffset: row * 8, as: SIMD8<UInt64>.self)
        let x = unsafeBitCast(bits & 0x7FFF_FFFF_FFFF_FFFF, to: SIMD8<Double>.self)
        let isBelow = x .< lows
        // A mask lane is -1 where it holds.
        counts &-= unsafeBitCast(isBelow, to: SIMD8<Int64>.self)
        if any((x .<= highs) .& .!isBelow) {
          for lane in 0..<8 where x[lane] >= low && x[lane] <= high { inside.append(x[lane]) }
        }
        row += 8
      }
      below = Int(counts.wrappedSum())
      while row < values.count {
        let x = abs(values[row])
        if x < low { below += 1 } else if x <= high { inside.append(x) }
        row += 1
      }
    }
    return (below, inside)
  }

  /// The value of the given rank from 0; reorders its argument (Hoare 1961, pivot of three).
  static func select(_ values: inout [Double], rank: Int) -> Double {
    values.withUnsafeMutableBufferPointer { buffer in
      var left = 0
      var right = buffer.count - 1
      while left < right {
        let middle = (left + right) / 2
        if buffer[middle] < buffer[left] { buffer.swapAt(middle, left) }
        if buffer[right] < buffer[left] { buffer.swapAt(right, left) }
        if buffer[right] < buffer[middle] { buffer.swapAt(right, middle) }
        let pivot = buffer[middle]
        var low = left
        var high = right
        while low <= high {
          while buffer[low] < pivot { low += 1 }
          while buffer[high] > pivot { high -= 1 }
          if low <= high {
            buffer.swapAt(low, high)
            low += 1
            high -= 1
          }
        }
        if rank <= high { right = high } else if rank >= low { left = low } else { break }
      }
      return buffer[rank]
    }
  }
}

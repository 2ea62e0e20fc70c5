import Machine
import Numerics

/// Rows brought together by one absorbed effect, and the removal of weighted group means.
///
/// Sweeping one effect out is exact: x - (sum_g w x / sum_g w) within each group, so the estimates
/// equal those with a dummy per group (Frisch and Waugh 1933; Lovell 1963). Rows are sorted by
/// group once (counting sort, skipped where they already are), so that a group's rows share the
/// cache.
struct WithinTransform: Sendable {
  let name: String
  /// The sample row at each working position; `nil` when rows come sorted.
  let order: [Int32]?
  /// Where each group starts in working order; one more entry than groups.
  let starts: [Int]
  /// Groups with one row.
  let singletons: Int

  var groupCount: Int { starts.count - 1 }

  /// Sorts the rows. Levels without a row in the sample are no groups.
  init(_ grouping: Grouping) {
    name = grouping.name
    let codes = grouping.codes
    var counts = [Int](repeating: 0, count: grouping.levelCount)
    var sorted = true
    var previous: Int32 = -1
    for code in codes {
      counts[Int(code)] += 1
      sorted = sorted && code >= previous
      previous = code
    }
    var positions = [Int](repeating: 0, count: counts.count)
    var starts = [0]
    var total = 0
    for level in counts.indices {
      positions[level] = total
      total += counts[level]
      if counts[level] > 0 { starts.append(total) }
    }
    self.starts = starts
    singletons = counts.count { $0 == 1 }
    guard !sorted else {
      order = nil
      return
    }
    var order = [Int32](repeating: 0, count: codes.count)
    for (row, code) in codes.enumerated() {
      order[positions[Int(code)]] = Int32(row)
      positions[Int(code)] += 1
    }
    self.order = order
  }

  /// Sample order to working order.
  func arranged<Element: BitwiseCopyable>(_ values: [Element]) -> [Element] {
    guard let order else { return values }
    return LargePages.array(order.count) { target in
      for (position, row) in order.enumerated() {
        (target + position).initialize(to: values[Int(row)])
      }
    }
  }

  /// Sample order to working order, in memory of its own.
  func arrangedCopy(_ values: [Double]) -> [Double] {
    order == nil ? LargePages.copy(values) : arranged(values)
  }

  /// Working order to sample order.
  func restored(_ values: [Double]) -> [Double] {
    guard let order else { return values }
    return LargePages.array(order.count) { target in
      for (position, row) in order.enumerated() {
        (target + Int(row)).initialize(to: values[position])
      }
    }
  }

  /// Whether codes in working order are the same throughout each group.
  func isConstantWithinGroups(_ codes: [Int32]) -> Bool {
    codes.withUnsafeBufferPointer { codes in
      (0..<groupCount).allSatisfy { group in
        let first = codes[starts[group]]
        return codes[starts[group]..<starts[group + 1]].allSatisfy { $0 == first }
      }
    }
  }

  /// Subtracts weighted group means from a vector in working order.
  func demean(_ values: inout [Double], weights: [Double]?) {
    for (start, end) in zip(starts, starts.dropFirst()) {
      // Means relative to the first row: what is constant within a group becomes exactly zero.
      let origin = values[start]
      var sum = 0.0
      var total = 0.0
      for row in start..<end {
        let weight = weights?[row] ?? 1
        sum += weight * (values[row] - origin)
        total += weight
      }
      let mean = sum / total
      for row in start..<end { values[row] = (values[row] - origin) - mean }
    }
  }

  /// Subtracts weighted group means from every column.
  func demean(_ rows: inout RowMajorMatrix, weights: [Double]?, threads: Int) {
    forEachGroup(of: &rows, threads: threads) { group, base, stride in
      for tile in Swift.stride(from: 0, to: stride, by: 8) {
        center(
          base + tile, rows: starts[group]..<starts[group + 1], stride: stride, weights: weights)
      }
    }
  }

  /// Subtracts from each group's rows the means that lie at the group's offset.
  func subtract(
    from rows: inout RowMajorMatrix, means: [Double], offsets: [Int], threads: Int
  ) {
    forEachGroup(of: &rows, threads: threads) { group, base, stride in
      means.withUnsafeBufferPointer { means in
        let mean = means.baseAddress! + offsets[group]
        for row in starts[group]..<starts[group + 1] {
          for tile in Swift.stride(from: 0, to: stride, by: 8) {
            let target = base + row * stride + tile
            RowKernel.store8(RowKernel.load8(target) - RowKernel.load8(mean + tile), target)
          }
        }
      }
    }
  }

  private func forEachGroup(
    of rows: inout RowMajorMatrix, threads: Int,
    _ body: @Sendable (Int, UnsafeMutablePointer<Double>, Int) -> Void
  ) {
    let stride = rows.stride
    let perBlock = WithinTransform.groupsPerBlock
    rows.values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let slots = DisjointSlots(base: base)
      Parallel.forEach(blocks: (groupCount + perBlock - 1) / perBlock, threads: threads) { block in
        for group in (block * perBlock)..<min(groupCount, (block + 1) * perBlock) {
          body(group, slots.pointer, stride)
        }
      }
    }
  }

  /// Groups a thread takes at a time.
  static let groupsPerBlock = 256

  @inline(__always)
  private func center(
    _ base: UnsafeMutablePointer<Double>, rows: Range<Int>, stride: Int, weights: [Double]?
  ) {
    let origin = RowKernel.load8(base + rows.lowerBound * stride)
    var sum = SIMD8<Double>()
    var total = 0.0
    for row in rows {
      let weight = weights?[row] ?? 1
      sum += (RowKernel.load8(base + row * stride) - origin) * weight
      total += weight
    }
    let mean = sum / total
    for row in rows {
      let target = base + row * stride
      RowKernel.store8((RowKernel.load8(target) - origin) - mean, target)
    }
  }
}

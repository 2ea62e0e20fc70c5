import Parallel

/// A tall matrix stored row by row, each row padded with zeros to a multiple of eight numbers.
///
/// One observation of eight regressors is then one cache line, and sums over observations keep
/// whole rows in SIMD registers. Sums run over fixed blocks of rows that are combined in order.
public struct RowMajorMatrix: Sendable {
  public let rows: Int
  public let columns: Int
  /// Numbers from one row to the next.
  public let stride: Int
  public package(set) var values: [Double]

  /// Rows a thread takes at a time.
  package static let blockLength = 4096
  /// Rows whose weights and products stay in the first-level cache.
  package static let chunkLength = 256

  /// A matrix whose rows `fill` writes, block by block: `fill(range, target)` writes the first
  /// `columns` numbers of every row of the range; `target` points to the range's first row.
  package init(
    rows: Int, columns: Int, threads: Int,
    fill: @Sendable (Range<Int>, UnsafeMutablePointer<Double>, _ stride: Int) -> Void
  ) {
    self.rows = rows
    self.columns = columns
    let stride = max(8, (columns + 7) / 8 * 8)
    self.stride = stride
    values = [Double](unsafeUninitializedCapacity: rows * stride) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      LargePages.advise(base, bytes: 8 * rows * stride)
      let slots = DisjointSlots(base: base)
      Parallel.forEach(blocks: RowMajorMatrix.blocks(rows), threads: threads) { block in
        let range = RowMajorMatrix.range(block, rows)
        let target = slots.pointer + range.lowerBound * stride
        // Padding alone: a column is written by `fill`, and a second pass over fresh memory is dear.
        if columns < stride {
          for row in 0..<range.count {
            (target + row * stride + columns).initialize(repeating: 0, count: stride - columns)
          }
        }
        fill(range, target, stride)
      }
      count = rows * stride
    }
  }

  /// The first columns alone, where the rest is zero.
  package consuming func narrowed(to columns: Int) -> RowMajorMatrix {
    guard columns != self.columns else { return self }
    let narrow = max(8, (columns + 7) / 8 * 8)
    if narrow < stride {
      for row in 0..<rows {
        for column in 0..<narrow { values[row * narrow + column] = values[row * stride + column] }
      }
      values.removeLast(values.count - rows * narrow)
    }
    return RowMajorMatrix(rows: rows, columns: columns, stride: narrow, values: values)
  }

  private init(rows: Int, columns: Int, stride: Int, values: [Double]) {
    self.rows = rows
    self.columns = columns
    self.stride = stride
    self.values = values
  }

  package static func blocks(_ rows: Int) -> Int { (rows + blockLength - 1) / blockLength }

  package static func range(_ block: Int, _ rows: Int) -> Range<Int> {
    (block * blockLength)..<min(rows, (block + 1) * blockLength)
  }

  /// Z'WZ, columns x columns; without weights Z'Z.
  package func gram(weights: [Double]?, threads: Int) -> Matrix {
    let parts = Parallel.map(blocks: RowMajorMatrix.blocks(rows), threads: threads) { block in
      var part = [Double](repeating: 0, count: stride * stride)
      withChunks(block, weights) { rows, weights, count, _ in
        part.withUnsafeMutableBufferPointer {
          RowKernel.gram(
            rows, stride: stride, columns: columns, count: count, weights: weights,
            into: $0.baseAddress!)
        }
      }
      return part
    }
    return RowKernel.symmetric(parts, stride: stride, columns: columns)
  }

  /// Z'Wv; without weights Z'v.
  package func transposedProduct(_ vector: [Double], weights: [Double]?, threads: Int) -> [Double] {
    let parts = Parallel.map(blocks: RowMajorMatrix.blocks(rows), threads: threads) { block in
      var part = [Double](repeating: 0, count: stride)
      var scaled = [Double](repeating: 0, count: RowMajorMatrix.chunkLength)
      withChunks(block, weights) { rows, weights, count, start in
        for row in 0..<count { scaled[row] = vector[start + row] * weights[row] }
        part.withUnsafeMutableBufferPointer { target in
          scaled.withUnsafeBufferPointer {
            RowKernel.combination(
              rows, stride: stride, count: count, factors: $0.baseAddress!,
              into: target.baseAddress!)
          }
        }
      }
      return part
    }
    return RowKernel.sum(parts, count: columns)
  }

  /// target -= Z v.
  package func subtractProduct(_ vector: [Double], from target: inout [Double], threads: Int) {
    precondition(target.count == rows, "vector does not fit the matrix")
    let padded = vector + [Double](repeating: 0, count: stride - vector.count)
    target.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let slots = DisjointSlots(base: base)
      Parallel.forEach(blocks: RowMajorMatrix.blocks(rows), threads: threads) { block in
        let range = RowMajorMatrix.range(block, rows)
        values.withUnsafeBufferPointer { z in
          padded.withUnsafeBufferPointer { v in
            let target = slots.pointer + range.lowerBound
            var product = z.baseAddress! + range.lowerBound * stride
            for row in 0..<range.count {
              target[row] -= RowKernel.dot(product, v.baseAddress!, stride: stride)
              product += stride
            }
          }
        }
      }
    }
  }

  /// Changes every row in place: `body(range, pointer to the range's first row, stride)`.
  package mutating func updateRows(
    threads: Int, _ body: @Sendable (Range<Int>, UnsafeMutablePointer<Double>, Int) -> Void
  ) {
    let (rows, stride) = (rows, stride)
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let slots = DisjointSlots(base: base)
      Parallel.forEach(blocks: RowMajorMatrix.blocks(rows), threads: threads) { block in
        let range = RowMajorMatrix.range(block, rows)
        body(range, slots.pointer + range.lowerBound * stride, stride)
      }
    }
  }

  /// Lends the rows, `stride` numbers apart, to whoever changes them in an order of its own.
  package mutating func withMutableRows(_ body: (UnsafeMutablePointer<Double>) -> Void) {
    values.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }

  /// Walks one block in chunks with their weights (ones where there are none).
  private func withChunks(
    _ block: Int, _ weights: [Double]?,
    _ body: (UnsafePointer<Double>, UnsafePointer<Double>, Int, _ start: Int) -> Void
  ) {
    let range = RowMajorMatrix.range(block, rows)
    let ones = [Double](repeating: 1, count: RowMajorMatrix.chunkLength)
    values.withUnsafeBufferPointer { z in
      ones.withUnsafeBufferPointer { one in
        func walk(_ weights: UnsafePointer<Double>?) {
          var start = range.lowerBound
          while start < range.upperBound {
            let count = min(RowMajorMatrix.chunkLength, range.upperBound - start)
            body(
              z.baseAddress! + start * stride, weights.map { $0 + start } ?? one.baseAddress!,
              count, start)
            start += count
          }
        }
        if let weights {
          weights.withUnsafeBufferPointer { walk($0.baseAddress!) }
        } else {
          walk(nil)
        }
      }
    }
  }
}

import Machine

/// A tall matrix stored row by row, each row padded with zeros to a multiple of eight numbers.
///
/// One observation of eight regressors is then one cache line, and sums over observations keep
/// whole rows in SIMD registers. Sums run over fixed blocks of rows that are combined in order.
public struct RowMajorMatrix: Sendable {
  /// Observations.
  public let rows: Int
  /// Numbers of a row that count; the padding up to `stride` does not.
  public let columns: Int
  /// Numbers from one row to the next.
  public let stride: Int
  /// `rows * stride` numbers, row after row, with zeros in the padding.
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
    let stride = RowMajorMatrix.stride(columns: columns)
    self.stride = stride
    values = LargePages.array(rows * stride) { base in
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
    }
  }

  /// A matrix all of whose numbers, padding included, `write` initialises, in an order of its own.
  package init(rows: Int, columns: Int, write: (UnsafeMutablePointer<Double>) -> Void) {
    let stride = RowMajorMatrix.stride(columns: columns)
    self.init(
      rows: rows, columns: columns, stride: stride,
      values: LargePages.array(rows * stride, write: write))
  }

  /// Numbers from one row to the next: the columns, padded.
  package static func stride(columns: Int) -> Int { max(8, (columns + 7) / 8 * 8) }

  /// The first columns alone, where the rest is zero.
  package consuming func narrowed(to columns: Int) -> RowMajorMatrix {
    guard columns != self.columns else { return self }
    let narrow = RowMajorMatrix.stride(columns: columns)
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
      withBlock(block) {
        RowMajorMatrix.gram(
          $0, stride: stride, columns: columns, RowMajorMatrix.range(block, rows), weights)
      }
    }
    return RowKernel.symmetric(parts, stride: stride, columns: columns)
  }

  /// Z'Wv; without weights Z'v.
  package func transposedProduct(_ vector: [Double], weights: [Double]?, threads: Int) -> [Double] {
    let parts = Parallel.map(blocks: RowMajorMatrix.blocks(rows), threads: threads) { block in
      withBlock(block) { base in
        vector.withUnsafeBufferPointer {
          RowMajorMatrix.projection(
            base, stride: stride, RowMajorMatrix.range(block, rows), $0.baseAddress!, weights)
        }
      }
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
        withBlock(block) {
          RowMajorMatrix.subtract(padded, $0, stride: stride, from: slots.pointer, range)
        }
      }
    }
  }

  /// target -= Z v, and Z'W of the new target in the same pass over the rows.
  package func subtractAndProject(
    _ vector: [Double], from target: inout [Double], weights: [Double]?, threads: Int
  ) -> [Double] {
    precondition(target.count == rows, "vector does not fit the matrix")
    let padded = vector + [Double](repeating: 0, count: stride - vector.count)
    return target.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [Double](repeating: 0, count: columns) }
      let slots = DisjointSlots(base: base)
      let parts = Parallel.map(blocks: RowMajorMatrix.blocks(rows), threads: threads) { block in
        let range = RowMajorMatrix.range(block, rows)
        return withBlock(block) { z in
          RowMajorMatrix.subtract(padded, z, stride: stride, from: slots.pointer, range)
          return RowMajorMatrix.projection(z, stride: stride, range, slots.pointer, weights)
        }
      }
      return RowKernel.sum(parts, count: columns)
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

  /// Changes every row in place as `updateRows` does; returns Z'WZ of the new rows, taken while a
  /// block of them is in the cache.
  package mutating func updateRowsAndGram(
    weights: [Double]?, columns: Int, threads: Int,
    _ body: @Sendable (Range<Int>, UnsafeMutablePointer<Double>, Int) -> Void
  ) -> Matrix {
    let (rows, stride) = (rows, stride)
    return values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return Matrix(rows: columns, columns: columns) }
      let slots = DisjointSlots(base: base)
      let parts = Parallel.map(blocks: RowMajorMatrix.blocks(rows), threads: threads) { block in
        let range = RowMajorMatrix.range(block, rows)
        let target = slots.pointer + range.lowerBound * stride
        body(range, target, stride)
        return RowMajorMatrix.gram(target, stride: stride, columns: columns, range, weights)
      }
      return RowKernel.symmetric(parts, stride: stride, columns: columns)
    }
  }

  /// Lends the rows, `stride` numbers apart, to whoever changes them in an order of its own.
  package mutating func withMutableRows(_ body: (UnsafeMutablePointer<Double>) -> Void) {
    values.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }

  /// Lends the rows of one block.
  private func withBlock<Result>(
    _ block: Int, _ body: (UnsafePointer<Double>) -> Result
  ) -> Result {
    values.withUnsafeBufferPointer {
      body($0.baseAddress! + RowMajorMatrix.range(block, rows).lowerBound * stride)
    }
  }
}

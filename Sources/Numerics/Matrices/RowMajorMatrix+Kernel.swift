/// Sums over one block of rows. `base` points to the block's first row, `range` says where the block
/// lies in vectors over all rows.
extension RowMajorMatrix {
  /// Z'WZ, stride x stride, upper tiles.
  static func gram(
    _ base: UnsafePointer<Double>, stride: Int, columns: Int, _ range: Range<Int>,
    _ weights: [Double]?
  ) -> [Double] {
    var part = [Double](repeating: 0, count: stride * stride)
    part.withUnsafeMutableBufferPointer { part in
      forEachChunk(range, weights) { offset, weights, count in
        RowKernel.gram(
          base + offset * stride, stride: stride, columns: columns, count: count,
          weights: weights, into: part.baseAddress!)
      }
    }
    return part
  }

  /// Z'Wv.
  static func projection(
    _ base: UnsafePointer<Double>, stride: Int, _ range: Range<Int>,
    _ vector: UnsafePointer<Double>, _ weights: [Double]?
  ) -> [Double] {
    var part = [Double](repeating: 0, count: stride)
    part.withUnsafeMutableBufferPointer { part in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: chunkLength) { scaled in
        forEachChunk(range, weights) { offset, weights, count in
          for row in 0..<count {
            scaled[row] = vector[range.lowerBound + offset + row] * weights[row]
          }
          RowKernel.combination(
            base + offset * stride, stride: stride, count: count, factors: scaled.baseAddress!,
            into: part.baseAddress!)
        }
      }
    }
    return part
  }

  /// target -= Z v; v is padded to the stride.
  static func subtract(
    _ vector: [Double], _ base: UnsafePointer<Double>, stride: Int,
    from target: UnsafeMutablePointer<Double>, _ range: Range<Int>
  ) {
    vector.withUnsafeBufferPointer { vector in
      var row = base
      for index in range {
        target[index] -= RowKernel.dot(row, vector.baseAddress!, stride: stride)
        row += stride
      }
    }
  }

  /// Walks a block in chunks with their weights (ones where there are none): the chunk's offset in
  /// the block, its weights, its rows.
  private static func forEachChunk(
    _ range: Range<Int>, _ weights: [Double]?,
    _ body: (_ offset: Int, UnsafePointer<Double>, _ count: Int) -> Void
  ) {
    func walk(_ weights: (Int) -> UnsafePointer<Double>) {
      for offset in Swift.stride(from: 0, to: range.count, by: chunkLength) {
        body(offset, weights(range.lowerBound + offset), min(chunkLength, range.count - offset))
      }
    }
    if let weights {
      weights.withUnsafeBufferPointer { values in walk { values.baseAddress! + $0 } }
    } else {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: chunkLength) { ones in
        ones.initialize(repeating: 1)
        let ones = UnsafePointer(ones.baseAddress!)
        walk { _ in ones }
      }
    }
  }
}

/// The inner loops over rows of a `RowMajorMatrix`; `stride` is a multiple of eight.
///
/// Accumulators are explicit SIMD values: a plain sum would not vectorise, and eight columns are
/// one row of registers.
package enum RowKernel {
  /// gram += sum_i w_i z_i z_i' over `count` rows; only
  /// `gram[j * stride + c]` for c >= j is meaningful.
  ///
  /// Tiles of eight columns against tiles of eight. A last tile that is at most half full has a
  /// kernel of its own: an intercept beside eight regressors would otherwise cost as much as eight
  /// more.
  /// - Parameter columns: the columns that are not padding.
  package static func gram(
    _ rows: UnsafePointer<Double>, stride: Int, columns: Int? = nil, count: Int,
    weights: UnsafePointer<Double>, into gram: UnsafeMutablePointer<Double>
  ) {
    let width = columns ?? stride
    for tile in Swift.stride(from: 0, to: stride, by: 8) {
      guard width - tile > 4 else {
        halfTile(
          rows + tile, stride: stride, count: count, weights: weights,
          into: gram + tile * stride + tile)
        continue
      }
      diagonalTile(
        rows + tile, stride: stride, count: count, weights: weights,
        into: gram + tile * stride + tile)
      for other in Swift.stride(from: tile + 8, to: stride, by: 8) {
        if width - other <= 4 {
          for column in other..<max(other, width) {
            tileColumn(
              rows + tile, rows + column, stride: stride, count: count, weights: weights,
              into: gram + tile * stride + column)
          }
          continue
        }
        for pair in Swift.stride(from: 0, to: 8, by: 2) {
          tilePair(
            rows + tile + pair, rows + other, stride: stride, count: count, weights: weights,
            into: gram + (tile + pair) * stride + other)
        }
      }
    }
  }

  /// Eight columns against one, down a column of the result.
  private static func tileColumn(
    _ rows: UnsafePointer<Double>, _ column: UnsafePointer<Double>, stride: Int, count: Int,
    weights: UnsafePointer<Double>, into gram: UnsafeMutablePointer<Double>
  ) {
    var sum = SIMD8<Double>()
    var offset = 0
    for index in 0..<count {
      sum += load8(rows + offset) * (column[offset] * weights[index])
      offset += stride
    }
    for row in 0..<8 { gram[row * stride] += sum[row] }
  }

  /// z := x R^-1 for a row of eight, R given as the rows behind its diagonal and the inverses of
  /// the diagonal.
  ///
  /// Two columns at a time, and only against the columns behind them: half of a full row's work.
  @inline(__always)
  static func substitute8(
    _ row: UnsafeMutablePointer<Double>, _ behind: UnsafePointer<Double>,
    inverses: UnsafePointer<Double>
  ) {
    var (z0, z1) = (load2(row), load2(row + 2))
    var (z2, z3) = (load2(row + 4), load2(row + 6))
    z0 = solve2(z0, behind, inverses, 0)
    z1 = reduce2(z1, behind + 2, by: z0)
    z2 = reduce2(z2, behind + 4, by: z0)
    z3 = reduce2(z3, behind + 6, by: z0)
    z1 = solve2(z1, behind, inverses, 2)
    z2 = reduce2(z2, behind + 20, by: z1)
    z3 = reduce2(z3, behind + 22, by: z1)
    z2 = solve2(z2, behind, inverses, 4)
    z3 = reduce2(z3, behind + 38, by: z2)
    z3 = solve2(z3, behind, inverses, 6)
    store2(z0, row)
    store2(z1, row + 2)
    store2(z2, row + 4)
    store2(z3, row + 6)
  }

  /// Two neighbouring columns of z, from what the columns before them have left.
  @inline(__always)
  private static func solve2(
    _ pair: SIMD2<Double>, _ behind: UnsafePointer<Double>, _ inverses: UnsafePointer<Double>,
    _ column: Int
  ) -> SIMD2<Double> {
    let first = pair[0] * inverses[column]
    return SIMD2(
      first, (pair[1] - behind[column * 8 + column + 1] * first) * inverses[column + 1])
  }

  /// Two columns less the part of two solved ones; `behind` points to the first one's row of R at
  /// the target columns.
  @inline(__always)
  private static func reduce2(
    _ pair: SIMD2<Double>, _ behind: UnsafePointer<Double>, by solved: SIMD2<Double>
  ) -> SIMD2<Double> {
    (pair - load2(behind) * solved[0]) - load2(behind + 8) * solved[1]
  }

  /// Columns 0-3 against 0-7, then 4-7 against 4-7, in register-sized pieces.
  private static func diagonalTile(
    _ rows: UnsafePointer<Double>, stride: Int, count: Int, weights: UnsafePointer<Double>,
    into gram: UnsafeMutablePointer<Double>
  ) {
    tilePair(rows, rows, stride: stride, count: count, weights: weights, into: gram)
    tilePair(
      rows + 2, rows, stride: stride, count: count, weights: weights, into: gram + 2 * stride)
    halfTile(
      rows + 4, stride: stride, count: count, weights: weights, into: gram + 4 * stride + 4)
  }

  /// Four columns against themselves.
  @inline(__always)
  private static func halfTile(
    _ rows: UnsafePointer<Double>, stride: Int, count: Int, weights: UnsafePointer<Double>,
    into gram: UnsafeMutablePointer<Double>
  ) {
    var (sum0, sum1) = (SIMD4<Double>(), SIMD4<Double>())
    var (sum2, sum3) = (SIMD4<Double>(), SIMD4<Double>())
    var row = rows
    for index in 0..<count {
      let z = load4(row)
      let weighted = z * weights[index]
      sum0 += z * weighted[0]
      sum1 += z * weighted[1]
      sum2 += z * weighted[2]
      sum3 += z * weighted[3]
      row += stride
    }
    for (offset, sum) in [sum0, sum1, sum2, sum3].enumerated() {
      let target = gram + offset * stride
      store4(load4(target) + sum, target)
    }
  }

  /// Two columns against eight.
  @inline(__always)
  private static func tilePair(
    _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, stride: Int,
    count: Int, weights: UnsafePointer<Double>, into gram: UnsafeMutablePointer<Double>
  ) {
    var (first, second) = (SIMD8<Double>(), SIMD8<Double>())
    var offset = 0
    for index in 0..<count {
      let z = load8(right + offset)
      let weight = weights[index]
      first += z * (left[offset] * weight)
      second += z * (left[offset + 1] * weight)
      offset += stride
    }
    store8(load8(gram) + first, gram)
    store8(load8(gram + stride) + second, gram + stride)
  }

  /// target += sum_i f_i z_i.
  package static func combination(
    _ rows: UnsafePointer<Double>, stride: Int, count: Int, factors: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    for tile in Swift.stride(from: 0, to: stride, by: 8) {
      var sum = SIMD8<Double>()
      var row = rows + tile
      for index in 0..<count {
        sum += load8(row) * factors[index]
        row += stride
      }
      store8(load8(target + tile) + sum, target + tile)
    }
  }

  /// z . v
  @inlinable @inline(__always)
  package static func dot(
    _ row: UnsafePointer<Double>, _ vector: UnsafePointer<Double>, stride: Int
  ) -> Double {
    var sum = load8(row) * load8(vector)
    var tile = 8
    while tile < stride {
      sum += load8(row + tile) * load8(vector + tile)
      tile += 8
    }
    // By halves: lane by lane would be a chain of seven additions.
    let four = sum.lowHalf + sum.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  /// z . v of each of `count` rows.
  package static func products(
    _ rows: UnsafePointer<Double>, stride: Int, count: Int, vector: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    var row = rows
    for index in 0..<count {
      target[index] = dot(row, vector, stride: stride)
      row += stride
    }
  }

  /// Adds partial Gram matrices in order and mirrors the result.
  package static func symmetric(_ parts: [[Double]], stride: Int, columns: Int) -> Matrix {
    let total = sum(parts, count: stride * stride)
    var result = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for row in 0...column {
        result[row, column] = total[row * stride + column]
        result[column, row] = result[row, column]
      }
    }
    return result
  }

  /// Adds vectors in order.
  package static func sum(_ parts: [[Double]], count: Int) -> [Double] {
    var total = [Double](repeating: 0, count: count)
    for part in parts {
      for index in 0..<count { total[index] += part[index] }
    }
    return total
  }

  @inlinable @inline(__always)
  package static func load8(_ pointer: UnsafePointer<Double>) -> SIMD8<Double> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Double>.self)
  }

  @inlinable @inline(__always)
  package static func store8(_ value: SIMD8<Double>, _ pointer: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD8<Double>.self)
  }

  @inline(__always)
  private static func load4(_ pointer: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD4<Double>.self)
  }

  @inline(__always)
  private static func store4(_ value: SIMD4<Double>, _ pointer: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD4<Double>.self)
  }

  @inline(__always)
  private static func load2(_ pointer: UnsafePointer<Double>) -> SIMD2<Double> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD2<Double>.self)
  }

  @inline(__always)
  private static func store2(_ value: SIMD2<Double>, _ pointer: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD2<Double>.self)
  }
}

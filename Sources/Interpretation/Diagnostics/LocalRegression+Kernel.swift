import Foundation
import Machine
import Numerics

extension LocalRegression {
  /// Rows whose cross-products stay in cache.
  private static let chunk = 128
  /// A row whose weight is below exp(-40) of the largest adds nothing to a sum in doubles.
  private static let reach = 80.0
  /// Relative to the diagonal; columns are scaled.
  private static let rankTolerance = 1e-10

  /// The local fits at each value for each replicate; `nil` where rows near it are too few.
  func coefficients(
    at values: [Double], windows: [Double], counts: Counts
  ) -> [[Local?]] {
    Parallel.map(blocks: values.count, threads: threads) { point in
      let sums = crossProducts(at: values[point], window: windows[point], counts)
      return (0..<counts.replicates).map { replicate in
        solve(Array(sums[(replicate * products)..<((replicate + 1) * products)]))
      }
    }
  }

  /// For each replicate the sums of w b b', lower triangle by rows, over b = (1, D, u, D u, Z, y).
  private func crossProducts(
    at value: Double, window: Double, _ counts: Counts
  ) -> [Double] {
    let range = nearRows(value, window)
    let products = products
    var sums = [Double](repeating: 0, count: counts.stride * products)
    var scratch = [Double](repeating: 0, count: Self.chunk * products)
    var basis = [Double](repeating: 0, count: width)
    let nearest = moderator[range].reduce(Double.infinity) { min($0, abs($1 - value)) } / window
    sums.withUnsafeMutableBufferPointer { sums in
      scratch.withUnsafeMutableBufferPointer { scratch in
        basis.withUnsafeMutableBufferPointer { basis in
          counts.values.withUnsafeBufferPointer { counted in
            for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.chunk) {
              let size = min(Self.chunk, range.upperBound - start)
              for offset in 0..<size {
                fill(
                  scratch.baseAddress! + offset * products, basis, row: start + offset, value,
                  window, nearest)
              }
              Self.accumulate(
                scratch.baseAddress!, products: products, rows: size,
                counts: counted.baseAddress! + start * counts.stride, stride: counts.stride,
                into: sums.baseAddress!)
            }
          }
        }
      }
    }
    return sums
  }

  /// The rows close enough to carry weight, relative to the closest.
  private func nearRows(_ value: Double, _ window: Double) -> Range<Int> {
    func firstRow(from bound: Double) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if moderator[middle] < bound { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let next = firstRow(from: value)
    var nearest = Double.infinity
    if next < count { nearest = moderator[next] - value }
    if next > 0 { nearest = min(nearest, value - moderator[next - 1]) }
    let distance = window * (Self.reach + (nearest / window) * (nearest / window)).squareRoot()
    return firstRow(from: value - distance)..<firstRow(from: (value + distance).nextUp)
  }

  /// The weighted cross-products of one row.
  @inline(__always)
  private func fill(
    _ target: UnsafeMutablePointer<Double>, _ basis: UnsafeMutableBufferPointer<Double>, row: Int,
    _ value: Double, _ window: Double, _ nearest: Double
  ) {
    let u = (moderator[row] - value) / window
    let weight = exp(-0.5 * (u * u - nearest * nearest)) * (priors?[row] ?? 1)
    let start = row * rowLength
    basis[0] = 1
    basis[1] = rows[start]
    basis[2] = u
    basis[3] = rows[start] * u
    for column in 4..<width { basis[column] = rows[start + column - 3] }
    var position = 0
    for left in 0..<width {
      let factor = basis[left] * weight
      for right in 0...left {
        target[position] = factor * basis[right]
        position += 1
      }
    }
  }

  /// sums[b] += sum_i c_ib a_i, two replicates and eight products at a time. Lanes pad products and
  /// replicates, never rows: the first are zero in `source`, the second in `counts`.
  private static func accumulate(
    _ source: UnsafePointer<Double>, products: Int, rows: Int, counts: UnsafePointer<Double>,
    stride: Int, into sums: UnsafeMutablePointer<Double>
  ) {
    for tile in Swift.stride(from: 0, to: products, by: 8) {
      for replicate in Swift.stride(from: 0, to: stride, by: 2) {
        var (first, second) = (SIMD8<Double>(), SIMD8<Double>())
        var (from, count) = (source + tile, counts + replicate)
        for _ in 0..<rows {
          let z = RowKernel.load8(from)
          first += z * count[0]
          second += z * count[1]
          from += products
          count += stride
        }
        let target = sums + replicate * products + tile
        RowKernel.store8(RowKernel.load8(target) + first, target)
        let next = target + products
        RowKernel.store8(RowKernel.load8(next) + second, next)
      }
    }
  }

  /// The least squares solution from cross-products.
  private func solve(_ sums: [Double]) -> Local? {
    let order = width - 1
    var gram = Matrix(rows: order, columns: order)
    var right = [Double](repeating: 0, count: order)
    var position = 0
    for left in 0..<width {
      for column in 0...left {
        if left == order {
          if column < order { right[column] = sums[position] }
        } else {
          gram[column, left] = sums[position]
        }
        position += 1
      }
    }
    // To unit diagonal, so that the pivots are judged relative to each column.
    let scales = gram.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    guard scales.allSatisfy({ $0 > 0 }) else { return nil }
    for column in 0..<order {
      for row in 0...column { gram[row, column] *= scales[row] * scales[column] }
      right[column] *= scales[column]
    }
    guard let factor = Cholesky(gram, tolerance: Self.rankTolerance) else { return nil }
    let solution = zip(factor.solve(right), scales).map { $0 * $1 }
    return Local(
      intercept: solution[0], treatment: solution[1], covariates: Array(solution[4...]),
      effect: solution[1] * effectScale)
  }
}

import Numerics

extension ScoreSystem {
  /// Score sums by code, one row of the basis' stride a code. O(n k).
  func sums(by codes: [Int32], count: Int) -> [Double] {
    let stride = rows.stride
    var sums = [Double](repeating: 0, count: count * stride)
    sums.withUnsafeMutableBufferPointer { sums in
      forEachRun(of: codes) { first, run in
        let target = sums.baseAddress! + Int(codes[first]) * stride
        for column in 0..<stride { target[column] += run[column] }
      }
    }
    return sums
  }

  /// Score sums over runs of neighbouring rows that share their codes: `body` is given a run's first
  /// row and its sums.
  func forEachRun(
    of first: [Int32], and second: [Int32]? = nil,
    _ body: (_ first: Int, _ sums: UnsafePointer<Double>) -> Void
  ) {
    let stride = rows.stride
    rows.values.withUnsafeBufferPointer { z in
      guard let base = z.baseAddress else { return }
      if let groupStarts {
        for group in 0..<rows.rows { body(groupStarts[group], base + group * stride) }
        return
      }
      let second = second ?? first
      let multipliers = rowMultipliers
      withUnsafeTemporaryAllocation(of: Double.self, capacity: stride) { run in
        var start = 0
        while start < first.count {
          var end = start + 1
          while end < first.count, first[end] == first[start], second[end] == second[start] {
            end += 1
          }
          run.initialize(repeating: 0)
          multipliers.withUnsafeBufferPointer { factors in
            RowKernel.combination(
              base + start * stride, stride: stride, count: end - start,
              factors: factors.baseAddress! + start, into: run.baseAddress!)
          }
          body(start, UnsafePointer(run.baseAddress!))
          start = end
        }
      }
    }
  }

  /// sum_c (S_c R_c' + R_c S_c') / 2 of two sets of sums in rows of the basis' stride.
  func symmetricProducts(_ left: [Double], _ right: [Double]) -> Matrix {
    let (stride, rank) = (rows.stride, rows.columns)
    var result = Matrix(rows: rank, columns: rank)
    var start = 0
    while start < left.count {
      for column in 0..<rank {
        let (l, r) = (left[start + column], right[start + column])
        if l == 0, r == 0 { continue }
        for row in 0...column {
          result[row, column] += (left[start + row] * r + right[start + row] * l) / 2
        }
      }
      start += stride
    }
    for column in 0..<rank { for row in 0..<column { result[column, row] = result[row, column] } }
    return result
  }
}

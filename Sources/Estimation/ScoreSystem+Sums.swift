import LinearAlgebra

extension ScoreSystem {
  /// Score sums by code, one row of the basis' stride a code, runs of equal codes at a time.
  /// O(n k).
  func sums(by codes: [Int32], count: Int) -> [Double] {
    let stride = rows.stride
    var sums = [Double](repeating: 0, count: count * stride)
    let multipliers = rowMultipliers
    sums.withUnsafeMutableBufferPointer { sums in
      rows.values.withUnsafeBufferPointer { z in
        multipliers.withUnsafeBufferPointer { factors in
          var start = 0
          while start < codes.count {
            let code = codes[start]
            var end = start + 1
            while end < codes.count, codes[end] == code { end += 1 }
            RowKernel.combination(
              z.baseAddress! + start * stride, stride: stride, count: end - start,
              factors: factors.baseAddress! + start,
              into: sums.baseAddress! + Int(code) * stride)
            start = end
          }
        }
      }
    }
    return sums
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

import Numerics

/// Everything a robust variance needs, in the coordinates of the orthogonal basis.
///
/// With z_i the basis row (centred within the absorbed effect by the regression weights), w_i the
/// weight of one copy of row i and e_i its residual, the score is s_i = c_i w_i e_i z_i (c_i
/// copies) and every variance is a sandwich
///
///     V = T B M B T',   B = (sum_i c_i w_i z_i z_i')^-1,
///
/// with M built from scores and T the way back to coefficients. For M-estimation w_i are the final
/// robustness weights, so that the sandwich equals the one of the final weighted regression.
struct ScoreSystem: Sendable {
  let rows: RowMajorMatrix
  /// w_i e_i
  let multipliers: [Double]
  /// w_i, of one copy; `nil` when all are one.
  let weights: [Double]?
  /// c_i; `nil` when all are one.
  let copies: [Double]?
  let bread: Cholesky
  let toCoefficients: Matrix
  let within: WithinTransform?
  let threads: Int
  /// Where several effects are absorbed.
  var effects: EffectSystem?
  /// The first data row of each row of `rows`, where these are sums of scores over groups of rows.
  private(set) var groupStarts: [Int]?

  /// Scores that are known as sums over groups of rows: enough for a variance whose clusters are
  /// unions of the groups (`WorkingSample.sumsWithinGroups`), which asks for nothing but sums.
  init(
    groupScores: RowMajorMatrix, starts: [Int], bread: Cholesky, toCoefficients: Matrix,
    threads: Int
  ) {
    self.init(
      rows: groupScores, multipliers: [], weights: nil, copies: nil, bread: bread,
      toCoefficients: toCoefficients, within: nil, threads: threads)
    groupStarts = starts
  }

  init(
    rows: RowMajorMatrix, multipliers: [Double], weights: [Double]?, copies: [Double]?,
    bread: Cholesky, toCoefficients: Matrix, within: WithinTransform?, threads: Int,
    effects: EffectSystem? = nil
  ) {
    self.rows = rows
    self.multipliers = multipliers
    self.weights = weights
    self.copies = copies
    self.bread = bread
    self.toCoefficients = toCoefficients
    self.within = within
    self.threads = threads
    self.effects = effects
  }

  /// c_i w_i e_i
  var rowMultipliers: [Double] {
    guard let copies else { return multipliers }
    return zip(multipliers, copies).map { $0 * $1 }
  }

  /// The sandwich around a meat in basis coordinates.
  func sandwich(_ meat: Matrix) -> Matrix {
    meat.congruence(by: toCoefficients.times(bread.inverse))
  }

  /// Leverage of one copy of each row in the full design, dummies of the absorbed effect included:
  /// h_i = w_i (z_i' B z_i + 1 / sum_g c w).
  func leverages() -> [Double] {
    // z'Bz = |C'z|^2 with B = CC', C the inverse of the Cholesky factor.
    let root = bread.factor.invertedUpper
    let (rank, stride) = (rows.columns, rows.stride)
    var result = [Double](repeating: 0, count: rows.rows)
    rows.values.withUnsafeBufferPointer { values in
      root.values.withUnsafeBufferPointer { root in
        for row in 0..<result.count {
          let z = values.baseAddress! + row * stride
          var sum = 0.0
          for column in 0..<rank {
            var product = 0.0
            for inner in 0...column { product += root[column * rank + inner] * z[inner] }
            sum += product * product
          }
          result[row] = sum
        }
      }
    }
    if let effects {
      var total = weights
      if let copies { total = weights.map { zip($0, copies).map { $0 * $1 } } ?? copies }
      let shares = ScoreSystem.effectLeverages(effects, weights: total)
      for row in result.indices { result[row] += shares[row] }
    } else if let within {
      for (start, end) in zip(within.starts, within.starts.dropFirst()) {
        var total = 0.0
        for row in start..<end { total += (weights?[row] ?? 1) * (copies?[row] ?? 1) }
        if total > 0 { for row in start..<end { result[row] += 1 / total } }
      }
    }
    if let weights { for row in result.indices { result[row] *= weights[row] } }
    return result
  }

  /// sum_u S_u S_u' of score sums stored in rows of the basis' stride.
  func crossProducts(_ sums: [Double]) -> Matrix {
    let stride = rows.stride
    let matrix = RowMajorMatrix(rows: sums.count / stride, columns: rows.columns, threads: 1) {
      range, target, stride in
      for index in 0..<(range.count * stride) {
        target[index] = sums[range.lowerBound * stride + index]
      }
    }
    return matrix.gram(weights: nil, threads: threads)
  }
}

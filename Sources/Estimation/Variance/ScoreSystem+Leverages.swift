import Numerics

/// Leverages where several effects are absorbed.
extension ScoreSystem {
  /// Levels besides those of the largest effect up to which leverages are computed: the pseudo-inverse
  /// of a matrix of that size is needed.
  static let mostLeverageLevels = 1000

  /// Diagonal elements of D (D'WD)^- D', w_i not included: with S the normal equations left by
  /// eliminating the largest effect (see `EffectSystem`),
  ///
  ///     1/W_g + q_i' S^- q_i,   q_i = row i of (I - P_0) D.
  ///
  /// S^- v solves S a = v in the space of S; it is formed from the Cholesky factor of the rows that
  /// pivoting keeps. O(L^3 + sum_i m_i^2) with L levels and m_i those that row i's group meets.
  static func effectLeverages(_ system: EffectSystem, weights: [Double]?) -> [Double] {
    let levels = system.levelCount
    let starts = system.within.starts
    var normal = Matrix(rows: levels, columns: levels)
    forEachGroup(system, weights) { _, total, means, rows in
      for row in rows {
        let weight = weights?[row] ?? 1
        for a in system.levels(row) { for b in system.levels(row) { normal[a, b] += weight } }
      }
      guard total > 0 else { return }
      for a in means { for b in means { normal[a.level, b.level] -= a.weight * b.weight / total } }
    }
    let inverse = generalizedInverse(normal)
    var result = [Double](repeating: 0, count: system.rowCount)
    forEachGroup(system, weights) { group, total, means, _ in
      guard total > 0 else { return }
      let shares = means.map { (level: $0.level, value: $0.weight / total) }
      var product = [Int: Double]()
      for a in shares {
        product[a.level] = shares.reduce(0) { $0 + inverse[a.level, $1.level] * $1.value }
      }
      let square = shares.reduce(0) { $0 + $1.value * product[$1.level, default: 0] }
      for row in starts[group]..<starts[group + 1] {
        var value = square
        for a in system.levels(row) {
          value -= 2 * product[a, default: 0]
          for b in system.levels(row) { value += inverse[a, b] }
        }
        result[row] = 1 / total + value
      }
    }
    return result
  }

  /// Groups of the eliminated effect with their weight and that of each level they meet, ascending.
  private static func forEachGroup(
    _ system: EffectSystem, _ weights: [Double]?,
    _ body: (Int, Double, [(level: Int, weight: Double)], Range<Int>) -> Void
  ) {
    let starts = system.within.starts
    for group in 0..<system.within.groupCount {
      let rows = starts[group]..<starts[group + 1]
      var total = 0.0
      var entries: [(level: Int, weight: Double)] = []
      for row in rows {
        let weight = weights?[row] ?? 1
        total += weight
        for level in system.levels(row) { entries.append((level, weight)) }
      }
      entries.sort { $0.level < $1.level }
      var means: [(level: Int, weight: Double)] = []
      for entry in entries {
        if means.last?.level == entry.level {
          means[means.count - 1].weight += entry.weight
        } else {
          means.append(entry)
        }
      }
      body(group, total, means, rows)
    }
  }

  /// A symmetric positive semidefinite matrix's inverse on the rows that pivots keep, zero elsewhere:
  /// one of its generalized inverses, and all agree on q'S^- q for q in its range.
  private static func generalizedInverse(_ matrix: Matrix) -> Matrix {
    let size = matrix.rows
    var factor = matrix
    var kept: [Int] = []
    let threshold = (matrix.diagonal.max() ?? 0) * 1e-10
    for pivot in 0..<size where factor[pivot, pivot] > threshold {
      kept.append(pivot)
      let inverse = 1 / factor[pivot, pivot]
      // Sweeping a pivot leaves the Schur complement behind it.
      for column in (pivot + 1)..<max(pivot + 1, size) {
        let share = factor[pivot, column] * inverse
        guard share != 0 else { continue }
        for row in (pivot + 1)...column { factor[row, column] -= factor[pivot, row] * share }
      }
    }
    var small = Matrix(rows: kept.count, columns: kept.count)
    for (column, level) in kept.enumerated() {
      for (row, other) in kept.enumerated() { small[row, column] = matrix[other, level] }
    }
    var result = Matrix(rows: size, columns: size)
    guard let inverse = Cholesky(small)?.inverse else { return result }
    for (column, level) in kept.enumerated() {
      for (row, other) in kept.enumerated() { result[other, level] = inverse[row, column] }
    }
    return result
  }
}

extension EffectSystem {
  /// The levels of a row, in the concatenation of all but the eliminated effect.
  func levels(_ row: Int) -> [Int] { others.map { $0.offset + Int($0.codes[row]) } }
}

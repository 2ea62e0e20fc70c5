import Numerics

/// Scores and cross-products of groups of rows, in coordinates in which the bread is the identity.
///
/// With C C' the bread in basis coordinates and y_i = C' z_i: S_g = sum_g c w e y, N_g = sum_g c w y y',
/// and a coefficient is a fixed combination of coordinates, the row of T C. What depends on the data
/// through whole groups (CR2, wild bootstraps, leaving groups out) needs nothing else.
/// O(n k^2 + G k^3).
struct ScoreBlocks: Sendable {
  /// k
  let rank: Int
  /// S_g; zero for a group without rows.
  let scores: [[Double]]
  /// N_g; `nil` for a group without rows.
  let products: [Matrix?]
  /// T C: coefficients from coordinates.
  let toCoefficients: Matrix
  /// C'
  private let turned: Matrix

  /// - Parameter memberships: one code a row in each; a row belongs to all its groups.
  init(_ system: ScoreSystem, memberships: [[Int32]], count: Int) {
    rank = system.rows.columns
    let (rank, stride) = (rank, system.rows.stride)
    let root = system.bread.factor.invertedUpper
    let turned = root.transposed
    self.turned = turned
    toCoefficients = system.toCoefficients.times(root)
    var sums = [Double](repeating: 0, count: count * stride)
    for codes in memberships {
      let part = system.sums(by: codes, count: count)
      for index in sums.indices { sums[index] += part[index] }
    }
    var rows = [[Int32]](repeating: [], count: count)
    for codes in memberships {
      for (row, code) in codes.enumerated() { rows[Int(code)].append(Int32(row)) }
    }
    scores = (0..<count).map { turned.times(Array(sums[($0 * stride)..<($0 * stride + rank)])) }
    products = rows.map { members in
      members.isEmpty ? nil : ScoreBlocks.product(system, members).congruence(by: turned)
    }
  }

  /// 1 - eigenvalue of N_g below which a group alone identifies a combination of terms.
  private static let saturation = 1e-10

  /// b_(g) - b: how least squares change when a group's rows are left out,
  ///
  ///     -T C (I - N_g)^-1 S_g,
  ///
  /// zero for a group without rows; `nil` where the rows that remain do not identify every term.
  /// What effects leave of the other rows must not depend on the group's. O(k^3).
  func change(without group: Int) -> [Double]? {
    guard let product = products[group] else {
      return [Double](repeating: 0, count: toCoefficients.rows)
    }
    var rest = Matrix.identity(rank)
    for index in rest.values.indices { rest.values[index] -= product.values[index] }
    // The pivots of I - N_g are judged beside one, since all of a diagonal element can be rounding.
    guard let factor = Cholesky(rest),
      factor.factor.diagonal.allSatisfy({ $0 * $0 > ScoreBlocks.saturation })
    else { return nil }
    return toCoefficients.times(factor.solve(scores[group])).map { -$0 }
  }

  /// y_i of some rows, one a row.
  func coordinates(of members: [Int], in system: ScoreSystem) -> Matrix {
    let stride = system.rows.stride
    var result = Matrix(rows: members.count, columns: rank)
    for (index, row) in members.enumerated() {
      let y = turned.times(Array(system.rows.values[(row * stride)..<(row * stride + rank)]))
      for column in 0..<rank { result[index, column] = y[column] }
    }
    return result
  }

  /// sum c w z z' over some rows.
  private static func product(_ system: ScoreSystem, _ members: [Int32]) -> Matrix {
    let (rank, stride) = (system.rows.columns, system.rows.stride)
    var packed = [Double](repeating: 0, count: stride * stride)
    system.rows.values.withUnsafeBufferPointer { z in
      packed.withUnsafeMutableBufferPointer { packed in
        for row in members {
          let row = Int(row)
          var weight = (system.weights?[row] ?? 1) * (system.copies?[row] ?? 1)
          RowKernel.gram(
            z.baseAddress! + row * stride, stride: stride, count: 1, weights: &weight,
            into: packed.baseAddress!)
        }
      }
    }
    return RowKernel.symmetric([packed], stride: stride, columns: rank)
  }
}

import Numerics

/// What CR2 needs of one cluster: its adjusted scores, and the products from which its share of the
/// Satterthwaite degrees of freedom follows, in the coordinates of `ScoreBlocks`.
///
/// With Phi = diag(1/w) the working variances, y_i the rows in coordinates in which the bread is the
/// identity, Y_g = Phi^(-1/2) times those rows, E_g the orthonormal columns of the effects that are
/// nested in the cluster, and e_g whitened residuals, the adjustment of Pustejovsky and Tipton (2018,
/// equation 8, W = Phi^-1) makes
///
///     score = Q'e_g,   Q = Phi B^(-1/2) Y_g,   B = Phi (I - Y_g Y_g' - E_g E_g') Phi,
///
/// B^(-1/2) that of the Moore-Penrose inverse. Where a cluster's weights are equal Phi cancels, and
/// Q = Y_g (I - N_g)^(-1/2) needs k x k matrices alone.
struct AdjustedCluster {
  /// Q'e
  let score: [Double]
  /// Y'Q: r of a combination c is this times c.
  let leverage: Matrix
  /// Q'(I - E E')Q: the square of a combination's length.
  let length: Matrix
  /// Combinations of terms that the cluster alone identifies.
  let saturated: Int

  /// 1 - an eigenvalue of N_g below which it is one.
  private static let saturation = 1e-10

  /// By k x k matrices: equal weights within the cluster, or residuals whitened before they are
  /// adjusted.
  init(product: Matrix, score: [Double]) {
    let eigen = SymmetricEigen(product)
    let adjust = eigen.mapped {
      1 - $0 < AdjustedCluster.saturation ? 0 : 1 / (1 - $0).squareRoot()
    }
    saturated = eigen.values.count { 1 - $0 < AdjustedCluster.saturation }
    self.score = adjust.times(score)
    leverage = product.times(adjust)
    length = product.congruence(by: adjust)
  }

  /// By equation 8, over the rows of the cluster. O(m^3) for m rows.
  /// - Parameters:
  ///   - rows: y_i, not whitened.
  ///   - weights: w_i
  ///   - multipliers: w_i e_i
  ///   - levels: the effect's level of each row; `nil` where nothing is absorbed.
  init(
    product: Matrix, rows: Matrix, weights: [Double], multipliers: [Double], levels: [Int32]?
  ) {
    let (size, rank) = (rows.rows, rows.columns)
    saturated = SymmetricEigen(product).values.count { 1 - $0 < AdjustedCluster.saturation }
    // Phi in units of its mean: its scale cancels.
    let mean = weights.reduce(0, +) / Double(size)
    let phi = weights.map { mean / $0 }
    let roots = weights.map { $0.squareRoot() }
    var whitened = rows
    for column in 0..<rank { for row in 0..<size { whitened[row, column] *= roots[row] } }
    var residual = Matrix.identity(size)
    let fitted = whitened.times(whitened.transposed)
    for index in residual.values.indices { residual.values[index] -= fitted.values[index] }
    var effects = Matrix(rows: size, columns: size)
    var levelCount = 0
    if let levels {
      var totals: [Int32: Double] = [:]
      for row in 0..<size { totals[levels[row], default: 0] += weights[row] }
      levelCount = totals.count
      for row in 0..<size {
        for other in 0..<size where levels[row] == levels[other] {
          effects[row, other] = roots[row] * roots[other] / (totals[levels[row]] ?? 1)
        }
      }
      for index in residual.values.indices { residual.values[index] -= effects.values[index] }
    }
    for column in 0..<size {
      for row in 0..<size { residual[row, column] *= phi[row] * phi[column] }
    }
    // The directions that terms or effects identify in this cluster alone have no residual; they are
    // known, so that unequal weights cannot pass for them.
    let eigen = SymmetricEigen(residual)
    let silent = saturated + levelCount
    var inverse = Matrix(rows: size, columns: size)
    for index in silent..<max(silent, size) where eigen.values[index] > 0 {
      let vector = Array(eigen.vectors.column(index))
      let scale = 1 / eigen.values[index].squareRoot()
      for column in 0..<size {
        for row in 0..<size { inverse[row, column] += scale * vector[row] * vector[column] }
      }
    }
    var adjusted = inverse.times(whitened)
    for column in 0..<rank { for row in 0..<size { adjusted[row, column] *= phi[row] } }
    let turned = adjusted.transposed
    score = turned.times(zip(multipliers, roots).map { $0 / $1 })
    leverage = whitened.transposed.times(adjusted)
    var rest = turned.times(adjusted)
    if levels != nil {
      let share = turned.times(effects.times(adjusted))
      for index in rest.values.indices { rest.values[index] -= share.values[index] }
    }
    length = rest
  }
}

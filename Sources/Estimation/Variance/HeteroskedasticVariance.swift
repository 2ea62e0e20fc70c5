import Numerics

/// Heteroskedasticity-robust variance, HC0 to HC3 (MacKinnon and White 1985; Davidson and MacKinnon
/// 1993, section 16.3).
///
///     M = sum_i c_i (w_i e_i)^2 / (1 - h_i)^d  z_i z_i'
///
/// d = 0 for HC0 and HC1, 1 for HC2, 2 for HC3; HC1 is multiplied by n/(n - K) (see
/// `SmallSample`). h_i is the leverage in the full design, absorbed effects included. Rows with
/// leverage one have a residual of zero and no score: they add nothing, and are counted.
struct HeteroskedasticVariance {
  /// The power of 1/(1 - h).
  let leveragePower: Int
  let covariance: Matrix
  /// Rows with leverage one.
  let saturatedRows: Int

  /// Leverage this close to one is one up to rounding.
  private static let saturation = 1e-10

  init(_ system: ScoreSystem, leveragePower: Int) {
    self.leveragePower = leveragePower
    var weights = system.multipliers.map { $0 * $0 }
    if let copies = system.copies { for row in weights.indices { weights[row] *= copies[row] } }
    var saturated = 0
    if leveragePower > 0 {
      for (row, leverage) in system.leverages().enumerated() {
        let rest = 1 - leverage
        if rest < HeteroskedasticVariance.saturation {
          weights[row] = 0
          saturated += 1
        } else {
          weights[row] /= leveragePower == 1 ? rest : rest * rest
        }
      }
    }
    saturatedRows = saturated
    covariance = system.sandwich(system.rows.gram(weights: weights, threads: system.threads))
  }
}

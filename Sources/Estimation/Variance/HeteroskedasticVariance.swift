import Expressions
import Numerics

/// Heteroskedasticity-robust variance, HC0 to HC3 (MacKinnon and White 1985; Davidson and MacKinnon
/// 1993, section 16.3).
///
///     M = sum_i c_i (w_i e_i)^2 / (1 - h_i)^d  z_i z_i'
///
/// d = 0 for HC0 and HC1, 1 for HC2, 2 for HC3; HC1 is multiplied by n/(n - K), and of likelihoods
/// by n/(n - 1) under Stata's rules (`SmallSampleRule`). h_i is the leverage in the full design, absorbed effects included. Rows with
/// leverage one have a residual of zero and no score: they add nothing, and are counted.
struct HeteroskedasticVariance: VarianceEstimator {
  /// Which power of 1/(1 - h), and whether n/(n - K).
  enum Kind: String, CaseIterable {
    case hc0, hc1, hc2, hc3

    /// d
    var leveragePower: Int {
      switch self {
      case .hc0, .hc1: 0
      case .hc2: 1
      case .hc3: 2
      }
    }
  }

  let kind: Kind

  static let forms = Kind.allCases.map {
    VocabularyForm(
      $0.rawValue, summary: "heteroskedasticity-robust, \($0.rawValue.uppercased())")
  }

  init(_ kind: Kind) { self.kind = kind }

  init?(_ call: SpelledCall) {
    guard call.arguments.isEmpty, let kind = Kind(rawValue: call.name) else { return nil }
    self.kind = kind
  }

  var spelling: SpelledCall { SpelledCall(name: kind.rawValue, arguments: []) }
  var bootstrapUnits: BootstrapUnits? { .rows }
  var corrected: CorrectedVariance { kind == .hc1 ? .robust : .named }

  /// Leverage this close to one is one up to rounding.
  private static let saturation = 1e-10

  /// - Throws: `EstimationError.unsupported` where leverages are out of reach.
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    if kind.leveragePower > 0 { try problem.sample.requireLeverages(kind.rawValue) }
    let system = problem.system
    let (weights, saturated) = squares(system)
    var result = VarianceEstimate(
      system.sandwich(system.rows.gram(weights: weights, threads: system.threads)),
      factor: problem.small.factor(of: corrected), reference: problem.reference,
      label: "heteroskedasticity-robust (\(kind.rawValue.uppercased()))")
    if saturated > 0 { result.notes.append(.saturatedRows(saturated)) }
    if kind.leveragePower == 0 {
      result.notes += LoneDirections.ofRows(system).notes(problem.sample, .row)
    }
    return result
  }

  /// c_i (w_i e_i)^2 / (1 - h_i)^d, and the rows with leverage one.
  private func squares(_ system: ScoreSystem) -> (weights: [Double], saturated: Int) {
    var weights = system.multipliers.map { $0 * $0 }
    if let copies = system.copies { for row in weights.indices { weights[row] *= copies[row] } }
    var saturated = 0
    guard kind.leveragePower > 0 else { return (weights, saturated) }
    for (row, leverage) in system.leverages().enumerated() {
      let rest = 1 - leverage
      if rest < HeteroskedasticVariance.saturation {
        weights[row] = 0
        saturated += 1
      } else {
        weights[row] /= kind.leveragePower == 1 ? rest : rest * rest
      }
    }
    return (weights, saturated)
  }
}

extension Variance {
  /// White's, without a correction (White 1980).
  public static var hc0: Variance { Variance(HeteroskedasticVariance(.hc0)) }
  /// HC0 times n/(n - K) (MacKinnon and White 1985).
  public static var hc1: Variance { Variance(HeteroskedasticVariance(.hc1)) }
  /// Squared residuals over 1 - h: exact where errors are homoskedastic (MacKinnon and White 1985).
  public static var hc2: Variance { Variance(HeteroskedasticVariance(.hc2)) }
  /// Squared residuals over (1 - h)^2, near the jackknife (MacKinnon and White 1985).
  public static var hc3: Variance { Variance(HeteroskedasticVariance(.hc3)) }
}

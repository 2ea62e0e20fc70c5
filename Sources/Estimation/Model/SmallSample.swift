/// The counts that enter the factor of a robust variance (`SmallSampleRule.factor(of:likelihood:)`).
///
/// n observations, k slopes (with the intercept where there is one), K all parameters (k and the
/// levels of the absorbed effects), G clusters, units or periods, K' the parameters that are not
/// nested in the variance's groups.
///
/// K leaves out the levels that other effects span (`EffectRedundancy`, `SlopeRedundancy`); by
/// fixest's rule, also in the conventional variance, HC1 and degrees of freedom, it counts each effect
/// less one after the first. An effect is nested where each of its levels lies within one group of
/// some key of the variance (for the dyadic variance: within one unordered dyad). Then K' is
///
/// - by `fixest`, K less all but one level of each nested effect. Slopes are counted, nested or not
///   (fixest 0.12.2, `vcov.fixest`);
/// - by `reghdfe`, where an effect is nested, k + 1 and what the others add to the rank of the nested
///   ones. Slopes are nested with their factor (reghdfe 6.12, `nested_adj`).
struct SmallSample {
  let observations: Int
  /// k
  let slopes: Int
  /// K
  let parameters: Int
  let rule: SmallSampleRule
  private let likelihood: Bool

  init(_ sample: WorkingSample, likelihood: Bool = false) {
    observations = sample.count
    slopes = sample.basis.rank
    parameters = sample.parameterCount
    rule = sample.rule
    self.likelihood = likelihood
    effects = sample.design.absorbed.map { effect in
      var effect = effect
      effect.codes = sample.within?.arranged(effect.codes) ?? effect.codes
      return effect
    }
    redundancy = sample.redundancy
    slopeEffects = sample.design.slopes.map {
      sample.within?.arranged($0.grouping.codes) ?? $0.grouping.codes
    }
    slopeLevels = sample.slopeLevels
  }

  /// The absorbed effects, in working order.
  private let effects: [Grouping]
  private let redundancy: EffectRedundancy
  private let slopeEffects: [[Int32]]
  private let slopeLevels: [SlopeLevels]

  /// The factor of a kind of variance.
  /// - Parameters:
  ///   - groups: G, where the variance has groups.
  ///   - keys: in working order; an effect nested in any of them may not be counted. A key can be of
  ///     several codes, whose group is what all of them say.
  func factor(
    of variance: CorrectedVariance, groups: Int? = nil, nesting keys: [[[Int32]]] = []
  ) -> Double {
    let n = Double(observations)
    let rest = n - Double(parameters)
    let grouped = groups.map { Double($0) / Double($0 - 1) } ?? 1
    return switch rule.factor(of: variance, likelihood: likelihood) {
    case .one: 1
    case .observations: n / (n - 1)
    case .parameters: n / rest
    case .information: (n - 1) / rest
    case .unnested: (n - 1) / (n - Double(unnested(keys)))
    case .groups: grouped
    case .groupsAndParameters: grouped * (n - 1) / rest
    case .groupsAndUnnested: grouped * (n - 1) / (n - Double(unnested(keys)))
    }
  }

  /// K'
  private func unnested(_ keys: [[[Int32]]]) -> Int {
    guard !effects.isEmpty else { return parameters }
    func isNested(_ codes: [Int32]) -> Bool {
      keys.contains { SmallSample.isNested(codes, in: $0) }
    }
    let nested = effects.indices.filter { isNested(effects[$0].codes) }
    guard !nested.isEmpty else { return parameters }
    if rule == .reghdfe {
      let within = EffectRedundancy(nested.map { effects[$0] }).rank
      let slopes = zip(slopeEffects, slopeLevels).reduce(0) { total, slope in
        total + (isNested(slope.0) ? 0 : slope.1.rank)
      }
      return self.slopes + 1 + redundancy.rank - within + slopes
    }
    return parameters - nested.reduce(0) { $0 + redundancy.levels[$1] - 1 }
  }

  /// Whether every absorbed effect is nested in one factor.
  func areEffectsNested(in codes: [Int32]) -> Bool {
    (effects.map(\.codes) + slopeEffects).allSatisfy { SmallSample.isNested($0, in: [codes]) }
  }

  /// Whether rows that share a level of an effect share every code.
  private static func isNested(_ effect: [Int32], in codes: [[Int32]]) -> Bool {
    let levels = Int(effect.max() ?? -1) + 1
    var first = [Int](repeating: -1, count: levels)
    for (row, level) in effect.enumerated() {
      let known = first[Int(level)]
      if known < 0 {
        first[Int(level)] = row
      } else if !codes.allSatisfy({ $0[row] == $0[known] }) {
        return false
      }
    }
    return true
  }
}

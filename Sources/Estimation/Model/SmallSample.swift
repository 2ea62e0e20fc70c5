/// What multiplies a robust variance, and the counts that enter it.
///
/// n observations, k slopes (with the intercept where there is one), K all parameters (k and the
/// levels of the absorbed effect), G clusters:
///
/// | variance | rule | factor |
/// |---|---|---|
/// | conventional | any | 1: the residual variance already divides by n - K |
/// | HC0, HC2, HC3 | any | 1: the name says the whole correction |
/// | HC1 | any | n/(n - K): Stata's `robust`, fixest's `hetero`, sandwich's HC1 |
/// | cluster | `none` | 1 |
/// | cluster | `stata`, `sandwich` | G/(G - 1) (n - 1)/(n - K), as dummies would give |
/// | cluster | `fixest` | G/(G - 1) (n - 1)/(n - K') |
/// | dyadic | `none` | 1 |
/// | dyadic | others | as cluster, with G the number of units |
/// | clusters by several keys, two-mode | `stata`, `fixest` | as cluster, with G the fewest of a key |
/// | clusters by several keys, two-mode | `sandwich` | as cluster, each intersection with its own G |
/// | clusters adjusted by the hat matrix (CR2) | any | 1: the name says the whole correction |
/// | Driscoll-Kraay, Newey-West | `none` | 1 |
/// | Driscoll-Kraay, Newey-West | `stata`, `fixest` | T/(T - 1) (n - 1)/(n - K), T periods |
/// | Driscoll-Kraay, Newey-West | `sandwich` | n/(n - K) |
/// | Conley | `none` | 1 |
/// | Conley | others | n/(n - K) |
///
/// K' is k + 1 and, for every absorbed effect whose levels do not each lie within one cluster (for
/// the dyadic variance: within one unordered dyad), its levels less one. By fixest's rule K, also in
/// the conventional variance, HC1 and degrees of freedom, is K' with no effect nested; by the others
/// it leaves out the levels that other effects span (`EffectRedundancy`).
/// Berge, Krantz and McDermott (fixest) document K' in `ssc()`.
struct SmallSample {
  let observations: Int
  /// k
  let slopes: Int
  /// K
  let parameters: Int

  init(_ sample: WorkingSample) {
    observations = sample.count
    slopes = sample.basis.rank
    parameters = sample.parameterCount
    effects = sample.effectCodes
    levels = sample.redundancy.levels
    slopeEffects = sample.design.slopes.map {
      sample.within?.arranged($0.grouping.codes) ?? $0.grouping.codes
    }
    slopeLevels = sample.slopeLevels.map(\.levels)
  }

  /// The absorbed effects' codes, in working order, and their levels.
  private let effects: [[Int32]]
  private let levels: [Int]
  private let slopeEffects: [[Int32]]
  private let slopeLevels: [Int]

  /// The factor of a variance with groups by one key after another: an effect nested in any of them
  /// is not counted under `fixest`.
  func groupFactor(_ rule: SmallSampleRule, groups: Int, inAnyOf keys: [[Int32]]) -> Double {
    var counted = parameters
    if rule == .fixest, !effects.isEmpty {
      counted = slopes + 1
      for (effect, levels) in zip(effects, levels)
      where !keys.contains(where: { SmallSample.isNested(effect, in: [$0]) }) {
        counted += levels - 1
      }
      for (slope, levels) in zip(slopeEffects, slopeLevels)
      where !keys.contains(where: { SmallSample.isNested(slope, in: [$0]) }) {
        counted += levels
      }
    }
    return groupFactor(rule, groups: groups, counted: counted)
  }

  /// Whether every absorbed effect is nested in one factor.
  func areEffectsNested(in codes: [Int32]) -> Bool {
    (effects + slopeEffects).allSatisfy { SmallSample.isNested($0, in: [codes]) }
  }

  /// (n - 1)/(n - K), by which fixest multiplies the inverse information.
  var informationFactor: Double { Double(observations - 1) / Double(observations - parameters) }

  /// The factor of a variance with groups.
  /// - Parameter codes: the groups in working order; a row's group is what all of them say.
  func groupFactor(_ rule: SmallSampleRule, groups: Int, in codes: [Int32]...) -> Double {
    var counted = parameters
    if rule == .fixest, !effects.isEmpty {
      counted = slopes + 1
      for (effect, levels) in zip(effects, levels)
      where !SmallSample.isNested(effect, in: codes) {
        counted += levels - 1
      }
      for (slope, levels) in zip(slopeEffects, slopeLevels)
      where !SmallSample.isNested(slope, in: codes) {
        counted += levels
      }
    }
    return groupFactor(rule, groups: groups, counted: counted)
  }

  private func groupFactor(_ rule: SmallSampleRule, groups: Int, counted: Int) -> Double {
    guard rule != .none else { return 1 }
    let (n, g) = (Double(observations), Double(groups))
    return g / (g - 1) * (n - 1) / (n - Double(counted))
  }

  /// The factor of a variance over time or space; `groups` are periods, `nil` for space.
  func serialFactor(_ rule: SmallSampleRule, groups: Int?) -> Double {
    let n = Double(observations)
    let rest = n - Double(parameters)
    switch rule {
    case .none: return 1
    case .sandwich: return n / rest
    case .stata, .fixest:
      guard let groups else { return n / rest }
      return Double(groups) / Double(groups - 1) * (n - 1) / rest
    }
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

  /// n/(n - K)
  var hc1Factor: Double { Double(observations) / Double(observations - parameters) }
}

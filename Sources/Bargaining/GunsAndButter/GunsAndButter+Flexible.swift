import Foundation

extension GunsAndButter {
  /// Security chosen at its price.
  public struct Flexible: Sendable, Equatable {
    /// g without an alliance.
    public var guns: Double
    /// g with one.
    public var alliedGuns: Double
    /// U with the alliance minus U without.
    public var gain: Double
    /// d gain / d d = ln S_A - ln S_0, by the envelope theorem.
    public var gainByDemand: Double
    /// Whether more demand makes alliances likelier, as the paper claims: at kappa = 0 if and only
    /// if rho > 1.
    public var demandRaisesGain: Bool
    /// The larger residual of the two first-order conditions, relative to its terms.
    public var residual: Double
    /// What rounding of the conditions' terms can move the log odds of guns against butter by, the
    /// larger of the two. Large where demand is next to rigid and takes nearly all resources.
    public var oddsError: Double
  }

  /// The flexible model's answer.
  ///
  /// Guns solve d / (R - g) = e^(1 - rho) g^(-rho) with R the resources at hand and e what a gun
  /// yields. The left side rises and the right falls in g, so the root is one; it is found in the log
  /// odds of guns against butter, in which neither loses its digits where it is a small part, by
  /// halving and by Newton's steps.
  ///
  /// The claim that demand raises the gain needs rho > 1 (security demand inelastic, so that a
  /// cheaper security frees guns). At rho = 1 demand has no effect, below it the effect is reversed.
  public var flexible: Flexible {
    let alone = choice(resources: parameters.resources, yield: parameters.yield)
    let allied = choice(
      resources: parameters.resources - parameters.contractCost,
      yield: parameters.yield * (1 + parameters.efficiency))
    let rho = parameters.inverseElasticity
    // Without a contract's cost the sign is a theorem, and at rho = 1 the difference is rounding.
    let threshold = 1e-14
    let isFree = parameters.contractCost == 0
    let slope =
      isFree && rho == 1
      ? 0
      : log1p(-parameters.contractCost / parameters.resources) + allied.logSocialShare
        - alone.logSocialShare
    // N^(1 - rho)/(1 - rho) of both, less what they share, so that it has its digits beside rho = 1;
    // by the condition N^(1 - rho) is d g/(R - g), which has its digits far from rho = 1.
    let stronger = allied.logSecurity - alone.logSecurity
    let power = abs(1 - rho) < 1 ? (1 - rho) * stronger : allied.odds - alone.odds
    let secured =
      rho == 1 ? stronger : parameters.demand * exp(alone.odds) * expm1(power) / (1 - rho)
    return Flexible(
      guns: alone.guns, alliedGuns: allied.guns, gain: parameters.demand * slope + secured,
      gainByDemand: slope, demandRaisesGain: isFree ? rho > 1 : slope > threshold,
      residual: max(alone.residual, allied.residual),
      oddsError: max(alone.oddsError, allied.oddsError))
  }

  /// A share of resources beyond the reach of doubles has log odds beyond this.
  private static let farthest = 700.0

  private struct Choice {
    var guns: Double
    var odds: Double
    var logSocialShare: Double
    var logSecurity: Double
    var residual: Double
    var oddsError: Double
  }

  private func choice(
    resources: Double, yield: Double
  ) -> Choice {
    let rho = parameters.inverseElasticity
    /// Logarithms of the shares of resources that go to guns and to butter.
    func shares(_ odds: Double) -> (guns: Double, social: Double) {
      let larger = -log1p(exp(-abs(odds)))
      return (larger + min(0, odds), larger - max(0, odds))
    }
    /// What is left of the condition in logarithms, and the size of its terms.
    func gap(_ odds: Double) -> (value: Double, size: Double) {
      let (guns, social) = shares(odds)
      let terms = [
        log(parameters.demand), -social, (rho - 1) * (log(yield) + log(resources)), rho * guns,
      ]
      return (terms.reduce(0, +), terms.reduce(1) { $0 + abs($1) })
    }
    var (low, high) = (-Self.farthest, Self.farthest)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if gap(middle).value > 0 { high = middle } else { low = middle }
    }
    var odds = (low + high) / 2
    for _ in 0..<3 {
      let guns = 1 / (1 + exp(-odds))
      let next = odds - gap(odds).value / (guns + rho * (1 - guns))
      if next > low - 1, next < high + 1 { odds = next }
    }
    let (logGuns, logSocial) = shares(odds)
    let left = gap(odds)
    // The logarithms of what is given are rounded themselves, however well they cancel.
    let size = left.size + abs(rho - 1) * (abs(log(yield)) + abs(log(resources)))
    let share = 1 / (1 + exp(-odds))
    return Choice(
      guns: resources * share, odds: odds, logSocialShare: logSocial,
      logSecurity: log(yield) + log(resources) + logGuns, residual: abs(left.value) / left.size,
      oddsError: (abs(left.value) + size * Double.ulpOfOne) / (share + rho * (1 - share)))
  }
}

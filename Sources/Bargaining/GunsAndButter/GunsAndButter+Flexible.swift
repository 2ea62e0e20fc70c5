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
  }

  /// The flexible model's answer.
  ///
  /// Guns solve d / (R - g) = e^(1 - rho) g^(-rho) with R the resources at hand and e what a gun
  /// yields. The left side rises and the right falls in g, so the root is one; it is found by halving
  /// and sharpened by Newton.
  ///
  /// The claim that demand raises the gain needs rho > 1 (security demand inelastic, so that a
  /// cheaper security frees guns). At rho = 1 demand has no effect, below it the effect is reversed.
  public var flexible: Flexible {
    let alone = choice(resources: parameters.resources, yield: parameters.yield)
    let allied = choice(
      resources: parameters.resources - parameters.contractCost,
      yield: parameters.yield * (1 + parameters.efficiency))
    let slope = log(allied.social / alone.social)
    // At rho = 1 the difference of two equal logarithms may leave a last digit.
    let threshold = 1e-14
    return Flexible(
      guns: alone.guns, alliedGuns: allied.guns, gain: allied.utility - alone.utility,
      gainByDemand: slope, demandRaisesGain: slope > threshold,
      residual: max(alone.residual, allied.residual))
  }

  private func choice(
    resources: Double, yield: Double
  ) -> (guns: Double, social: Double, utility: Double, residual: Double) {
    let (demand, rho) = (parameters.demand, parameters.inverseElasticity)
    // Logarithms of both sides keep steep powers in range.
    func gap(_ guns: Double) -> Double {
      log(demand) - log(resources - guns) - (1 - rho) * log(yield) + rho * log(guns)
    }
    var (low, high) = (0.0, resources)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if gap(middle) > 0 { high = middle } else { low = middle }
    }
    var guns = (low + high) / 2
    for _ in 0..<3 {
      let next = guns - gap(guns) / (1 / (resources - guns) + rho / guns)
      if next > 0, next < resources { guns = next }
    }
    let social = resources - guns
    let security = yield * guns
    let value = rho == 1 ? log(security) : pow(security, 1 - rho) / (1 - rho)
    return (guns, social, demand * log(social) + value, abs(gap(guns)))
  }
}

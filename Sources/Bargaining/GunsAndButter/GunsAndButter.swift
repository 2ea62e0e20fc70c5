import Foundation
import Numerics

/// Guns and butter: a state divides its resources between social policy and security, and may
/// contract out security by an alliance.
///
/// Kimball (2010), of which only the abstract's argument is used; everything beyond it is assumed [A].
///
///     resources  Y = S + g + kappa 1{allied},   security  N = theta g  or  theta (1 + a) g if allied
///
/// A. Fixed security (the abstract's "same level of security with fewer resources"): N >= Nbar, so
///    g0 = Nbar / theta, gA = Nbar / (theta (1 + a)), and the gain is d [ln S_A - ln S_0].
/// B. Flexible security: U = d ln S + N^(1 - rho) / (1 - rho), ln N at rho = 1.
/// C. Cobb-Douglas shares d and 1 - d: the gain is (1 - d) ln(1 + a) without a contract's cost.
///
/// A state allies where the gain exceeds the cost of an alliance c ~ N(mu, sigma^2): a probit of
/// alliance on demand d.
public struct GunsAndButter: Sendable, Equatable {
  /// The inputs, under the names that documents use.
  public struct Parameters: TheoryInputs {
    /// Y: resources.
    public var resources = 1.0
    /// theta: security from a unit of guns without an ally.
    public var yield = 1.0
    /// a: what an alliance adds to that, as a share.
    public var efficiency = 0.5
    /// N: security that must be had (fixed model).
    public var neededSecurity = 0.3
    /// kappa: resources that the alliance contract costs.
    public var contractCost = 0.0
    /// d: demand for social policy.
    public var demand = 1.0
    /// c: political cost of an alliance.
    public var allianceCost = 0.1
    /// rho: inverse price elasticity of security (flexible model).
    public var inverseElasticity = 2.0
    /// mu: mean of the cost over states.
    public var meanCost = 0.1
    /// sigma: its standard deviation.
    public var costDeviation = 0.08

    /// The values of the reference numbers.
    public init() {}

    /// The names of the inputs (`Y`, `theta`, ...) with their domains.
    public static var table: InputTable<Parameters> {
      let divided = "The model divides by it or takes its logarithm."
      return InputTable([
        .number("Y", \.resources, "resources", .positive, divided),
        .number(
          "theta", \.yield, "security from a unit of guns without an ally", .positive, divided),
        .number(
          "a", \.efficiency, "what an alliance adds to that, as a share", .positive, divided),
        .number(
          "N", \.neededSecurity, "security that must be had (fixed model)", .nonnegative,
          "It is an amount of security."),
        .number(
          "kappa", \.contractCost, "resources that the alliance contract costs", .nonnegative,
          "Give 0 for a contract without cost."),
        .number("d", \.demand, "demand for social policy", .positive, divided),
        .number("c", \.allianceCost, "political cost of an alliance"),
        .number(
          "rho", \.inverseElasticity, "inverse price elasticity of security (flexible model)",
          .positive, divided),
        .number("mu", \.meanCost, "mean of the cost over states"),
        .number("sigma", \.costDeviation, "its standard deviation", .positive, divided),
      ])
    }
  }

  /// The inputs, within their domains.
  public let parameters: Parameters

  /// A model of the given inputs.
  /// - Throws: `BargainingError.outOfDomain`, also where the resources cannot buy the security
  ///   that must be had.
  public init(_ parameters: Parameters = Parameters()) throws(BargainingError) {
    try parameters.checkDomains()
    try Domain.require(
      parameters.neededSecurity / parameters.yield < parameters.resources, "N",
      parameters.neededSecurity,
      "less than theta Y = \(parameters.yield * parameters.resources)",
      "Otherwise no resources are left for social policy without an alliance.")
    try Domain.require(
      parameters.contractCost + parameters.neededSecurity
        / (parameters.yield * (1 + parameters.efficiency)) < parameters.resources,
      "kappa", parameters.contractCost, "less than the resources left by allied guns",
      "Otherwise no resources are left for social policy in the alliance.")
    self.parameters = parameters
  }

  /// The same model with other inputs.
  /// - Throws: `BargainingError.outOfDomain`.
  public func with(
    _ change: (inout Parameters) -> Void
  ) throws(BargainingError) -> GunsAndButter {
    var changed = parameters
    change(&changed)
    return try GunsAndButter(changed)
  }

  /// Security fixed at N.
  public struct Fixed: Sendable, Equatable {
    /// Guns and social policy without an alliance, and with one.
    public var guns: Double
    /// gA.
    public var alliedGuns: Double
    /// S_0.
    public var social: Double
    /// S_A.
    public var alliedSocial: Double
    /// Resources that the alliance frees, net of kappa.
    public var freed: Double
    /// Delta v = ln S_A - ln S_0: the gain of one unit of demand.
    public var utilityGain: Double
    /// d Delta v.
    public var gain: Double
    /// gain >= c.
    public var allies: Bool
    /// d* = c / Delta v, above which the state allies; `nil` where the alliance frees nothing.
    public var demandThreshold: Double?
  }

  /// The fixed model's answer. The gain rises with demand if and only if the alliance frees resources.
  public var fixed: Fixed {
    let guns = parameters.neededSecurity / parameters.yield
    let allied = parameters.neededSecurity / (parameters.yield * (1 + parameters.efficiency))
    let social = parameters.resources - guns
    let alliedSocial = parameters.resources - parameters.contractCost - allied
    let freed = guns - allied - parameters.contractCost
    // Where little of the resources is freed, the ratio of what is left is 1 but for its last digits.
    let difference = log1p(freed / social)
    return Fixed(
      guns: guns, alliedGuns: allied, social: social, alliedSocial: alliedSocial,
      freed: freed, utilityGain: difference,
      gain: parameters.demand * difference,
      allies: parameters.demand * difference >= parameters.allianceCost,
      demandThreshold: difference > 0 ? parameters.allianceCost / difference : nil)
  }

  /// The probit that the fixed model implies over states: Pr(ally) = Phi((d Delta v - mu) / sigma).
  public struct ImpliedProbit: Sendable, Equatable {
    /// -mu / sigma.
    public var intercept: Double
    /// Delta v / sigma.
    public var slope: Double

    /// Phi(intercept + slope d).
    public func probability(demand: Double) -> Double {
      NormalDistribution.cumulative(intercept + slope * demand)
    }
  }

  /// The probit of the inputs given.
  public var probit: ImpliedProbit {
    ImpliedProbit(
      intercept: -parameters.meanCost / parameters.costDeviation,
      slope: fixed.utilityGain / parameters.costDeviation)
  }

  /// (1 - share) ln(1 + a): an alliance's worth falls as the share of social policy rises.
  public func cobbDouglasGain(socialShare: Double) -> Double {
    (1 - socialShare) * log(1 + parameters.efficiency)
  }
}

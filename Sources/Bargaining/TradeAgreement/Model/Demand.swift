import Foundation

/// A demand curve that falls with the price, with its slope, its curvature and the surplus above a
/// price.
public struct Demand: Sendable {
  /// What is bought at a price.
  public let quantity: @Sendable (Double) -> Double
  /// `D'(p) < 0`.
  public let slope: @Sendable (Double) -> Double
  /// `D''(p)`.
  public let curvature: @Sendable (Double) -> Double
  /// The area under the curve above a price, up to the choke price.
  public let surplus: @Sendable (Double) -> Double
  /// The price at which nobody buys, or from which surplus is counted.
  public let choke: Double

  /// A demand of your own. The four functions must belong together: `slope` is the derivative of
  /// `quantity`, `curvature` that of `slope`, and `quantity` minus that of `surplus`.
  public init(
    choke: Double, quantity: @escaping @Sendable (Double) -> Double,
    slope: @escaping @Sendable (Double) -> Double,
    curvature: @escaping @Sendable (Double) -> Double,
    surplus: @escaping @Sendable (Double) -> Double
  ) {
    self.choke = choke
    self.quantity = quantity
    self.slope = slope
    self.curvature = curvature
    self.surplus = surplus
  }

  /// `D(p) = intercept - slope p` up to the choke price `intercept / slope`.
  public static func linear(intercept: Double, slope: Double) throws(BargainingError) -> Demand {
    try Schedules.require(intercept, above: 0, "The intercept of a linear demand")
    try Schedules.require(slope, above: 0, "The slope of a linear demand")
    let choke = intercept / slope
    return Demand(
      choke: choke, quantity: { intercept - slope * $0 }, slope: { _ in -slope },
      curvature: { _ in 0 }, surplus: { slope * (choke - $0) * (choke - $0) / 2 })
  }

  /// `D(p) = scale p^(-elasticity)`, with surplus counted up to the price `choke`: without a choke
  /// price an elasticity of 1 or less makes surplus infinite.
  public static func isoelastic(
    scale: Double, elasticity: Double, choke: Double
  ) throws(BargainingError) -> Demand {
    try Schedules.require(scale, above: 0, "The scale of an isoelastic demand")
    try Schedules.require(elasticity, above: 0, "The elasticity of demand")
    try Schedules.require(choke, above: 0, "The choke price")
    let power = 1 - elasticity
    return Demand(
      choke: choke, quantity: { scale * pow($0, -elasticity) },
      slope: { -scale * elasticity * pow($0, -elasticity - 1) },
      curvature: { scale * elasticity * (elasticity + 1) * pow($0, -elasticity - 2) },
      surplus: { price in
        power == 0
          ? scale * log(choke / price) : scale * (pow(choke, power) - pow(price, power)) / power
      })
  }
}

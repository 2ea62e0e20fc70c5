import Foundation

/// A supply curve that rises with the price, with its slope, its curvature and the profit at a price.
public struct Supply: Sendable {
  /// What is sold at a price.
  public let quantity: @Sendable (Double) -> Double
  /// `Q'(p) > 0`.
  public let slope: @Sendable (Double) -> Double
  /// `Q''(p)`.
  public let curvature: @Sendable (Double) -> Double
  /// The area above the curve below a price.
  public let profit: @Sendable (Double) -> Double

  /// A supply of your own. `slope` is the derivative of `quantity`, `curvature` that of `slope`, and
  /// `quantity` that of `profit`.
  public init(
    quantity: @escaping @Sendable (Double) -> Double,
    slope: @escaping @Sendable (Double) -> Double,
    curvature: @escaping @Sendable (Double) -> Double,
    profit: @escaping @Sendable (Double) -> Double
  ) {
    self.quantity = quantity
    self.slope = slope
    self.curvature = curvature
    self.profit = profit
  }

  /// `Q(p) = slope p`.
  public static func linear(slope: Double) throws(BargainingError) -> Supply {
    try Schedules.require(slope, above: 0, "The slope of a linear supply")
    return Supply(
      quantity: { slope * $0 }, slope: { _ in slope }, curvature: { _ in 0 },
      profit: { slope * $0 * $0 / 2 })
  }

  /// `Q(p) = scale p^elasticity`.
  public static func isoelastic(
    scale: Double, elasticity: Double
  ) throws(BargainingError) -> Supply {
    try Schedules.require(scale, above: 0, "The scale of an isoelastic supply")
    try Schedules.require(elasticity, above: 0, "The elasticity of supply")
    return Supply(
      quantity: { scale * pow($0, elasticity) },
      slope: { scale * elasticity * pow($0, elasticity - 1) },
      curvature: { scale * elasticity * (elasticity - 1) * pow($0, elasticity - 2) },
      profit: { scale * pow($0, elasticity + 1) / (elasticity + 1) })
  }
}

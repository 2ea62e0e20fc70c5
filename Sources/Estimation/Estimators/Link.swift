import Foundation

/// How the linear predictor eta becomes the expected outcome mu: mu = g^-1(eta). Families of outcomes
/// bring their own (`ResponseFamily`).
public struct Link: Sendable, Equatable, CustomStringConvertible {
  /// `identity`, `log`, `probit`, `logit`; it alone decides whether two links are equal.
  public let name: String
  /// mu at a linear predictor.
  public let mean: @Sendable (Double) -> Double
  /// d mu / d eta
  public let slope: @Sendable (Double) -> Double
  /// d^2 mu / d eta^2
  public let curvature: @Sendable (Double) -> Double

  /// - Parameter name: what tells it from others.
  public init(
    _ name: String, mean: @escaping @Sendable (Double) -> Double,
    slope: @escaping @Sendable (Double) -> Double,
    curvature: @escaping @Sendable (Double) -> Double
  ) {
    self.name = name
    self.mean = mean
    self.slope = slope
    self.curvature = curvature
  }

  /// mu = eta
  public static let identity = Link(
    "identity", mean: { $0 }, slope: { _ in 1 }, curvature: { _ in 0 })

  /// The identity, and the link of every family.
  public static var known: [Link] {
    [.identity] + GeneralizedLinearEstimator.families.map { $0.link }
  }

  /// The name.
  public var description: String { name }

  /// By name: functions cannot be compared.
  public static func == (left: Link, right: Link) -> Bool { left.name == right.name }
}

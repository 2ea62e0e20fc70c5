import Estimation

/// What an interaction says: the effect of one variable at two values of another, and how far the
/// two effects are apart.
///
/// The product's coefficient alone says neither effect: where it lies within its error of zero the
/// effect may still differ from zero at either value (Brambor, Clark and Golder 2006, section 3). And
/// on the scale of a nonlinear outcome it is not the difference of the effects (Ai and Norton 2003).
public struct ConditionalEffects: Sendable, Equatable {
  /// The effect at one value of the moderator.
  public struct Point: Sendable, Equatable {
    /// A number in the moderator's units, or a level.
    public var value: Scenario.Value
    /// The effect there, with its interval.
    public var effect: Quantity
  }

  /// The variable whose effect it is.
  public var focal: String
  /// `dY/dX`, `1 - 0`, `Asia - Africa`.
  public var contrast: String
  /// The variable that the effect depends on.
  public var moderator: String
  /// At the lower value, or at a factor's reference level.
  public var low: Point
  /// At the higher value, or at the term's level.
  public var high: Point
  /// The effect at `high` minus the one at `low`.
  public var difference: Quantity
  /// Whether the two values are the 10th and 90th percentiles of the rows; ends or levels otherwise.
  public var isAtPercentiles: Bool
  /// The units of all three.
  public var scale: Scale
}

extension ConditionalEffects {
  /// So many distinct values or fewer are shown at both ends.
  static let fewValues = 6
  /// Where a moderator of many values is read, as shares of the rows: nine rows in ten lie on one side
  /// of each value, and no single row decides where it is.
  static let shares = (low: 0.1, high: 0.9)
}

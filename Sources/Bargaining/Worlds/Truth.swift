import Expressions

/// A coefficient of an outcome whose value a world fixes.
public struct Truth: Sendable, Equatable {
  /// The column of the study's outcome.
  public let outcome: String
  /// What the coefficient multiplies. A study may write the factors of a product in another order.
  public let term: Term
  /// What the world fixes it at.
  public let value: Double
}

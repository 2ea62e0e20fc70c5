/// A coefficient of an outcome whose value a world fixes.
public struct Truth: Sendable, Equatable {
  /// The column of the study's outcome.
  public let outcome: String
  /// What the coefficient multiplies.
  public let term: TruthTerm
  /// What the world fixes it at.
  public let value: Double
}

/// A term of a study's regression, of which a world knows the coefficient.
///
/// The only place that knows how a fit spells terms.
public struct TruthTerm: Sendable, Hashable {
  /// Every name that a fit may give the term: a product is named in the order of the formula.
  public let spellings: [String]

  /// What the outcome is where every other term is zero.
  public static let intercept = TruthTerm(spellings: ["(Intercept)"])

  /// A column of the world.
  public static func variable(_ name: String) -> TruthTerm { TruthTerm(spellings: [name]) }

  /// The product of two columns, in whatever order.
  public static func product(_ first: String, _ second: String) -> TruthTerm {
    TruthTerm(spellings: ["\(first):\(second)", "\(second):\(first)"])
  }
}

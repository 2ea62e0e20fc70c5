/// What a user's question to a fit can get wrong.
public enum InterpretationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The fit does not estimate this term.
  case unknownTerm(String, available: [String])
  /// The term was in the formula and other columns span it, so nothing was estimated for it.
  case redundantTerm(String, relativePivot: Double)
  /// No term multiplies the two variables; `products` are the interactions that there are.
  case noInteraction(focal: String, moderator: String, products: [String], available: [String])
  /// The effect depends on further variables, and their values were not given.
  case unheldVariables([String], term: String)
  /// A combination with no weights, or with weights that are all zero.
  case emptyCombination
  /// A joint test was asked of nothing.
  case noHypotheses
  /// A weight, a moderator value or a hypothesised value is not a finite number.
  case nonFiniteValue(String, Double)
  /// The covariance of the tested combinations has no positive definite part of the size needed.
  case singularCovariance(hypotheses: Int, rank: Int, negative: Bool)
  /// A coverage outside the open interval (0, 1).
  case confidenceLevel(Double)

  public var description: String {
    switch self {
    case .unknownTerm(let term, let available):
      """
      The fit has no term `\(term)`. Its terms are: \(Self.list(available)). \
      Write the term as the fit names it.
      """
    case .redundantTerm(let term, let pivot):
      """
      The term `\(term)` was dropped from the fit because other columns span it (relative pivot \
      \(pivot)), so the effect asked for is not identified. Drop what spans it, or ask for a \
      quantity that does not need it.
      """
    case .noInteraction(let focal, let moderator, let products, let available):
      """
      The fit has no interaction of `\(focal)` with `\(moderator)`. \
      \(products.isEmpty
        ? "It has no interactions; its terms are: \(Self.list(available))."
        : "Its interactions are: \(Self.list(products)).") \
      Fit a formula with `\(focal)*\(moderator)`.
      """
    case .unheldVariables(let names, let term):
      """
      The effect also depends on \(Self.list(names)) through the term `\(term)`, and no value was \
      given. Name the values at which to hold them in `holding:`.
      """
    case .emptyCombination:
      """
      A linear combination needs at least one weight that is not zero; all given weights are zero. \
      Give weights such as ["a": 1, "b": -1].
      """
    case .noHypotheses:
      "A Wald test needs at least one linear combination; none was given. Name the terms to test."
    case .nonFiniteValue(let name, let value):
      "The value given for \(name) is \(value); a finite number was expected. Check the input."
    case .singularCovariance(let hypotheses, let rank, let negative):
      """
      \(hypotheses) combinations were tested, and their covariance has rank \(rank)\
      \(negative ? " and a negative variance" : ""); a positive definite one was expected. \
      \(negative
        ? "Use a variance with more clusters or units."
        : "Drop hypotheses that follow from the others.")
      """
    case .confidenceLevel(let level):
      "The confidence level is \(level); a number between 0 and 1 was expected, such as 0.95."
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 20 ? shown + " and \(names.count - 20) more" : shown
  }
}

import Estimation
import Expressions
import Frames

/// What a user's question to a fit can get wrong.
public enum InterpretationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The fit does not estimate this term.
  case unknownTerm(String, available: [String])
  /// Several terms have this name, such as a level that holds a colon beside an interaction.
  case ambiguousTerm(String, spelled: [String])
  /// The term was in the formula and other columns span it, so nothing was estimated for it.
  case redundantTerm(String, relativePivot: Double)
  /// What is asked for moves terms together with which a dropped one would have to move.
  case notIdentified(dropped: String, moved: [String])
  /// A variable is both held at a value and moved between values.
  case heldAndMoved(String)
  /// A variable is given two values in one scenario.
  case setTwice(String)
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
  /// The formula and the frame do not give the fit's terms.
  case unreadable(String)
  /// The fit's formula has no such variable.
  case unknownVariable(String, available: [String])
  /// A factor without that level, or a number where a level was given (no levels).
  case unknownLevel(String, variable: String, levels: [String])
  /// The variable passes through a function whose derivative is not known, or has none.
  case notDifferentiable(function: String, variable: String, expression: String)
  /// The variable is mixed with other rows' values, so that giving it one value has no one meaning.
  case notSettable(function: String, variable: String, expression: String)
  /// An expression has no value in some rows.
  case undefined(expression: String, rows: Int, purpose: String)
  /// A predicted level needs the values of absorbed effects, which the fit does not estimate.
  case levelUnderAbsorbedEffects([String], link: Link)
  /// Bounds of an equivalence test that do not enclose the null, or an error or power out of range.
  case equivalenceBounds(low: Double, high: Double)
  /// The quantity has no standard error, because its variance came out negative or zero.
  case noStandardError(String)
  /// What is asked for is larger than any number at the values that are given.
  case beyondRange
  /// A test of something whose fit is exact, so that it has no sampling error.
  case exactFit(String)
  /// A hypothesis that is not a sum of terms with weights, equal to a number.
  case hypothesis(String, found: String)
  /// An interaction diagnostic asks for what the design does not have.
  case diagnostics(String)

  /// What an expression of the model's equation cannot give.
  init(_ error: ExpressionError) {
    switch error {
    case .notDifferentiable(let function, let variable, let expression):
      self = .notDifferentiable(function: function, variable: variable, expression: expression)
    default: self = .unreadable(error.description)
    }
  }

  /// What was asked, what the fit has, and one thing to try.
  public var description: String {
    switch self {
    case .unknownTerm(let term, let available):
      """
      The fit has no term `\(term)`. Its terms are: \(Self.list(available)). \
      Write the term as the fit names it.
      """
    case .ambiguousTerm(let term, let spelled):
      """
      \(spelled.count) terms of the fit are called `\(term)`; one was expected. Write one of them as \
      its table does: \(spelled.joined(separator: ", or ")).
      """
    case .redundantTerm(let term, let pivot):
      """
      The term `\(term)` was dropped from the fit because other columns span it (relative pivot \
      \(pivot)), so the effect asked for is not identified. Drop what spans it, or ask for a \
      quantity that does not need it.
      """
    case .notIdentified(let dropped, let moved):
      """
      What is asked for moves \(Self.list(moved)) and holds `\(dropped)`, which was dropped from the \
      fit because other columns span it: the data never show one without the other, so it is not \
      identified. Leave `\(dropped)` out of the formula, or ask for a quantity that moves it as well.
      """
    case .heldAndMoved(let name):
      "`\(name)` is held at a value and compared at two others; one of the two was expected. Leave "
        + "the value of `\(name)` out."
    case .setTwice(let name):
      "`\(name)` is given two values; one was expected. Leave one of them out."
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
    case .unreadable(let what):
      """
      The fit cannot be read as an equation of its variables: \(what). Give the frame that the \
      model was fitted to.
      """
    case .unknownVariable(let name, let available):
      """
      The model has no variable `\(name)`. Its variables are: \(Self.list(available)). \
      Write the variable as the formula does.
      """
    case .unknownLevel(let level, let variable, let levels):
      levels.isEmpty
        ? "`\(variable)` is a number and cannot be set to `\(level)`. Give a number."
        : """
        `\(variable)` has no level `\(level)` in the sample. Its levels are: \
        \(Self.list(levels)). Give one of these, in double quotes where it holds a comma.
        """
    case .notDifferentiable(let function, let variable, let expression):
      """
      The derivative of `\(expression)` by `\(variable)` is not known, because it passes through \
      `\(function)`. Ask for a comparison of two values, or compute the variable beforehand.
      """
    case .notSettable(let function, let variable, let expression):
      """
      `\(variable)` cannot be given one value, because `\(function)` in `\(expression)` mixes it \
      with the values of other rows. Give a value to `\(expression)` itself, or compute it as a \
      variable beforehand.
      """
    case .undefined(let expression, let rows, let purpose):
      """
      `\(expression)` has no value in \(Plural.count(rows, "row")), and \(purpose) needs it there. \
      Choose values at which it is defined.
      """
    case .levelUnderAbsorbedEffects(let effects, let link):
      """
      The fit absorbed \(Self.list(effects)), whose values it does not estimate, so a predicted \
      \(link == .identity ? "level" : "outcome") has no honest standard error. Ask for a contrast \
      or a marginal effect\(link == .identity ? "" : " on the scale of the linear predictor (scale link)"), or \
      fit the effects as terms, factor(...).
      """
    case .equivalenceBounds(let low, let high):
      """
      The bounds of an equivalence test are \(low) and \(high); a lower one below an upper one was \
      expected. Give the smallest effects that would matter.
      """
    case .noStandardError(let what):
      """
      \(what) has no standard error, because its variance came out negative or zero; no test can be \
      made. Use a variance with more clusters or units.
      """
    case .beyondRange:
      """
      What is asked for, or its variance, is larger than any number at the values that are given. \
      Give values nearer to those of the sample, or ask on the scale of the linear predictor (scale link).
      """
    case .exactFit(let what):
      """
      \(what) has no sampling error, because the model fits every row exactly; there is nothing to \
      test. Compare the estimate itself with the value of interest.
      """
    case .hypothesis(let text, let found):
      """
      The hypothesis `\(text)` has \(found); terms with weights and a number were expected. \
      Write it as in `a + 2*a:b = 0.5`, or `a` for a = 0.
      """
    case .diagnostics(let what): what
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 20 ? shown + " and \(names.count - 20) more" : shown
  }
}

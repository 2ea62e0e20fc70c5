/// What is wrong with an expression, or with the data it is evaluated on.
public enum ExpressionError: Error, Equatable, Sendable {
  /// The text cannot be read: position (from 1), what was found there, what would fit.
  case syntax(text: String, column: Int, found: String, expected: String)
  /// The outcome stands among what is to explain it, as `found` writes it.
  case outcomeAmongRegressors(found: String, outcome: String, in: String)
  /// A variable that the data do not have.
  case unknownVariable(String, closest: [String], in: String)
  /// A function that the catalogue does not have.
  case unknownFunction(String, closest: [String], in: String)
  /// A function of another program's formulas, with what to write here.
  case foreignFunction(String, instead: String, in: String)
  /// A function was called with the wrong arguments; `usage` is its signature.
  case arguments(function: String, problem: String, usage: String)
  /// Text where numbers are needed, or the other way round.
  case typeMismatch(found: String, expected: String, in: String, remedy: String? = nil)
  /// `lag` and its kin need to know unit and time.
  case needsPanel(function: String)
  /// Arithmetic where a factor is named: its levels would be pooled by sum or product.
  case arithmeticFactor(String)
  /// The variable passes through a function whose derivative is not known, or has none.
  case notDifferentiable(function: String, variable: String, expression: String)
}

extension ExpressionError: CustomStringConvertible {
  /// What was found, what was expected, one thing to try; for syntax also the text with a caret.
  public var description: String {
    switch self {
    case .syntax(let text, let column, let found, let expected):
      let caret = String(repeating: " ", count: max(0, column - 1)) + "^"
      let advice = SyntaxAdvice(text: text, column: column, expected: expected).sentence
      return "cannot read the expression at column \(column): found \(found), expected \(expected)."
        + (advice.map { " " + $0 } ?? "") + "\n  \(text)\n  \(caret)"
    case .outcomeAmongRegressors(let found, let outcome, let text):
      return
        "'\(text)' has the outcome '\(found)' among its own regressors, where the fit would be "
        + "exact and say nothing. Leave it out, or write an earlier value such as lag(\(outcome))."
    case .unknownVariable(let name, let closest, let text):
      return
        (text == name
        ? "the data has no column '\(name)'. "
        : "'\(text)' uses the variable '\(name)', which the data does not have. ")
        + (SyntaxAdvice.prefixed(name).map { "Stata's \(name) is \($0) here." }
          ?? ExpressionError.suggestion(
            closest, otherwise: "Check the spelling against the header."))
    case .unknownFunction(let name, let closest, let text):
      return "'\(text)' calls '\(name)', which is not a function here. "
        + ExpressionError.suggestion(
          closest, otherwise: "`entente functions` lists them all.")
    case .foreignFunction(let name, let instead, let text):
      return "'\(text)' calls '\(name)', which is not a function here. Write \(instead)."
    case .arguments(let function, let problem, let usage):
      return "\(function): \(problem). Its form is \(usage)."
    case .typeMismatch(let found, let expected, let text, let remedy):
      return "'\(text)' is \(found) where \(expected) is needed. "
        + (remedy ?? "Compare text with == \"...\" or wrap it in factor().")
    case .arithmeticFactor(let text):
      return "'\(text)' is arithmetic where a factor is needed. Write a^b for the combinations of "
        + "two, a comma between two cluster keys, or I(...) for arithmetic that is meant."
    case .notDifferentiable(let function, let variable, let expression):
      return "the derivative of '\(expression)' by '\(variable)' is not known, because it passes "
        + "through '\(function)'. Take the difference of two values, or compute the variable "
        + "beforehand."
    case .needsPanel(let function):
      return "\(function) needs to know the panel's unit and time. "
        + "Name them with --panel unit,time, or with `panel:` in the study."
    }
  }

  private static func suggestion(_ names: [String], otherwise: String) -> String {
    guard let first = names.first else { return otherwise }
    return names.count == 1
      ? "Did you mean '\(first)'?"
      : "Did you mean " + names.map { "'\($0)'" }.joined(separator: " or ") + "?"
  }
}

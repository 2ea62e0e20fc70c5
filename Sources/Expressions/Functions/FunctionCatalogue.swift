import Frames

/// The functions that expressions may call.
///
/// An entry is all there is to a function: how it is written, what it says of itself, which rows it
/// looks at, its derivative, and its evaluation. To add one, add an entry to its family's list; help,
/// errors, the parser's names and the model's equation follow.
public struct FunctionCatalogue {
  /// What a function looks at, as the help groups it.
  public enum Family: String, Sendable, CaseIterable {
    /// The row alone.
    case elementwise = "row by row"
    /// The row alone, and whether values are there.
    case conditional = "conditions and missing values"
    /// Rows of the same unit, by their time.
    case panel = "along a unit's time"
    /// Several rows of a unit, or of a group of rows.
    case aggregate = "over windows and groups"
    /// Neighbours in the table, whosever they are.
    case table = "in table order, across units (only to reproduce what was computed that way)"
  }

  /// Where a function's value in a row comes from.
  package enum Reach: Sendable {
    /// The row's own arguments alone.
    case row
    /// The argument in another row: beside a value given to this row, a variable of its own.
    case otherRow
    /// Arguments of several rows together.
    case severalRows
  }

  /// What a function does with a call.
  typealias Evaluation =
    @Sendable (inout Evaluator, Call) throws(ExpressionError) -> Series

  /// The call with the parameters that it takes from the data as numbers; `nil` where it keeps looking
  /// at other rows.
  typealias Fixing =
    @Sendable (inout Evaluator, Call) throws(ExpressionError) -> Expression?

  /// One function.
  public struct Entry: Sendable {
    /// As it is called.
    public let name: String
    /// Its forms, with the names of its arguments.
    public let usage: String
    /// What it gives, in a line.
    public let summary: String
    /// Where the help lists it.
    public let family: Family
    package let reach: Reach
    /// The derivative at the one argument u, as an expression; `nil` for a function without one.
    let derivative: (@Sendable (_ u: Expression) -> Expression)?
    let evaluate: Evaluation
    /// What a call with parameters of the whole column (knots, a mean) is once these are numbers, for a
    /// model that is read at other values; `nil` where the call has none.
    let fixing: Fixing?

    init(
      _ name: String, _ usage: String, _ summary: String, family: Family, reach: Reach,
      derivative: (@Sendable (Expression) -> Expression)? = nil, fixing: Fixing? = nil,
      evaluate: @escaping Evaluation
    ) {
      self.name = name
      self.usage = usage
      self.summary = summary
      self.family = family
      self.reach = reach
      self.derivative = derivative
      self.fixing = fixing
      self.evaluate = evaluate
    }
  }

  /// Every function, by family.
  public static let entries: [Entry] =
    elementwise + dates + coding + conditional + panel + aggregates + table

  /// The entry of that name.
  public static func entry(_ name: String) -> Entry? { byName[name] }

  /// Functions whose value crosses the borders of units by design.
  public static let leaking: Set<String> = Set(table.map(\.name))

  static func unknown(_ name: String, in text: String) -> ExpressionError {
    if let instead = foreign[name] { return .foreignFunction(name, instead: instead, in: text) }
    return .unknownFunction(
      name, closest: NearestNames.closest(to: name, among: entries.map(\.name)), in: text)
  }

  /// Functions of R's and Stata's formulas that have another form here, with it.
  private static let foreign: [String: String] = {
    let spline = "spline1(x) + spline2(x) + spline3(x), a restricted cubic spline"
    let category = "factor(x), or factor(x, reference: \"level\") for another reference"
    let effect = "the variable behind the bar, as in y ~ x | unit, to absorb its effects"
    return [
      "offset": "offset(...) as a term of its own in a formula, as in y ~ x + offset(log(n))",
      "poly": "x + I(x^2), whose fit is the same", "scale": "standardize(x), the same numbers",
      "center": "I(x - mean(x))", "demean": "I(x - mean(x)), or mean(x, by: g) for groups",
      "ns": spline, "bs": spline, "rcs": spline, "s": spline, "te": spline, "mkspline": spline,
      "as.factor": category, "as.character": category, "C": category, "relevel": category,
      "ordered": category, "as.numeric": "x itself where it holds numbers",
      "i": category, "interaction": "a:b", "ifelse": "if_else(condition, yes, no)",
      "is.na": "is_missing(x)", "cut": "factor(floor(x / width)), or between(x, low, high)",
      "pow": "I(x^2)", "ln": "log(x)", "L": "lag(x)", "l": "lag(x)", "F": "lead(x)", "f": "lead(x)",
      "D": "change(x)", "d": "change(x)", "diff": "change(x)", "shift": "lag(x)",
      "cumsum": "cumulative(x)", "rank": "x itself, or a variable computed beforehand",
      "quantile": "median(x), or a variable computed beforehand", "var": "sd(x)", "std": "sd(x)",
      "felm": effect, "fe": effect, "absorb": effect,
      "cluster": "the clusters as the variance, --vcov cluster:key",
      "strata": "the strata behind the bar, or factor(x)",
      "weights": "the weights as an option, --weights analytic:w",
    ]
  }()

  private static let byName = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0) })
}

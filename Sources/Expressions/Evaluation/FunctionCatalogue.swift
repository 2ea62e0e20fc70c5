import Frames

/// The functions that expressions may call: one entry a function, from which help and errors come.
public struct FunctionCatalogue {
  public enum Family: String, Sendable, CaseIterable {
    case elementwise = "row by row"
    case conditional = "conditions and missing values"
    case panel = "along a unit's time"
    case aggregate = "over windows and groups"
    case table = "in table order, across units (only to reproduce what was computed that way)"
  }

  public struct Entry: Sendable {
    public let name: String
    public let usage: String
    public let summary: String
    public let family: Family
  }

  /// Every function, by family.
  public static let entries: [Entry] =
    elementwise + conditional + panel + aggregates + table

  /// The entry of that name.
  public static func entry(_ name: String) -> Entry? { byName[name] }

  /// Functions whose value crosses the borders of units by design.
  public static let leaking: Set<String> = Set(table.map(\.name))

  static func unknown(_ name: String, in text: String) -> ExpressionError {
    .unknownFunction(
      name, closest: NearestNames.closest(to: name, among: entries.map(\.name)), in: text)
  }

  private static let byName = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0) })

  private static let elementwise: [Entry] = [
    row("log", "log(x)", "natural logarithm; a value that is not positive becomes missing"),
    row("log2", "log2(x)", "logarithm to base 2"),
    row("log10", "log10(x)", "logarithm to base 10"),
    row("log1p", "log1p(x)", "log(1 + x), accurate near 0"),
    row("exp", "exp(x)", "exponential"),
    row("sqrt", "sqrt(x)", "square root; a negative value becomes missing"),
    row("abs", "abs(x)", "absolute value"),
    row("sign", "sign(x)", "-1, 0 or 1"),
    row("asinh", "asinh(x)", "inverse hyperbolic sine, log(x + sqrt(x^2 + 1))"),
    row("sinh", "sinh(x)", "hyperbolic sine"),
    row("floor", "floor(x)", "largest whole number not above x"),
    row("ceiling", "ceiling(x)", "smallest whole number not below x"),
    row("round", "round(x)", "nearest whole number, halves to even"),
    row("mod", "mod(x, y)", "remainder of x / y with the sign of y"),
    row("pmin", "pmin(x, y, ...)", "the smallest of several values in each row"),
    row("pmax", "pmax(x, y, ...)", "the largest of several values in each row"),
    row("I", "I(x)", "x as it is: inside a formula, arithmetic instead of formula operators"),
    row("factor", "factor(x, reference: \"level\")", "x as categories, the reference first"),
    row("standardize", "standardize(x)", "(x - mean) / sd over the present rows"),
    row("spline1", "spline1(x)", "x itself, the first column of a restricted cubic spline"),
    row(
      "spline2", "spline2(x, k1, k2, k3, k4)",
      "its second column; knots at the 5th, 35th, 65th and 95th percentiles if not said"),
    row("spline3", "spline3(x, k1, k2, k3, k4)", "its third column, by the same knots"),
    row("rescale", "rescale(x)", "(x - mean) / (2 sd) over the present rows (Gelman 2008)"),
  ]

  private static let conditional: [Entry] = [
    test("if_else", "if_else(condition, yes, no)", "one of two values"),
    test("is_in", "is_in(x, a, b, ...)", "1 where x equals one of the values, else 0"),
    test("between", "between(x, low, high)", "1 where low <= x <= high, else 0"),
    test("is_missing", "is_missing(x)", "1 where x has no value, else 0"),
    test("is_outside", "is_outside(x)", "1 where x lies outside its source's coverage, else 0"),
    test("coalesce", "coalesce(x, y, ...)", "the first value that is there"),
  ]

  private static let panel: [Entry] = [
    along("lag", "lag(x, periods)", "the unit's value that many periods earlier; 1 if not said"),
    along("lead", "lead(x, periods)", "the unit's value that many periods later"),
    along("change", "change(x, periods)", "x - lag(x, periods)"),
    along("fill", "fill(x)", "the unit's last value that is there, carried forward"),
    along(
      "predecessor", "predecessor(x, by: g)",
      "x in the unit's last period before the current spell of g began (the prior leader's last)"),
    along(
      "time_since", "time_since(event)",
      "periods since the unit's last event (1 just after it), or since its first row"),
    along(
      "cumulative", "cumulative(x)", "running total within the unit; stays missing once broken"),
  ]

  private static let aggregates: [Entry] =
    ["mean", "sum", "min", "max", "sd", "median", "count"].map { name in
      Entry(
        name: name,
        usage: "\(name)(x, by: g^h | rows: n | periods: n, minimum: n, missing: skip)",
        summary:
          "\(name) of x in a group, over the unit's last n rows or periods, or over all rows",
        family: .aggregate)
    }

  private static let table: [Entry] = [
    across("table_lag", "table_lag(x)", "the value in the row above, whichever unit it belongs to"),
    across("table_change", "table_change(x)", "x minus the row above"),
    across("table_fill", "table_fill(x)", "the last value that is there, carried down the table"),
    across(
      "table_predecessor", "table_predecessor(x, by: g)",
      "the row above where g changes from the row above, then carried down the table"),
  ]

  private static func row(_ name: String, _ usage: String, _ summary: String) -> Entry {
    Entry(name: name, usage: usage, summary: summary, family: .elementwise)
  }
  private static func test(_ name: String, _ usage: String, _ summary: String) -> Entry {
    Entry(name: name, usage: usage, summary: summary, family: .conditional)
  }
  private static func along(_ name: String, _ usage: String, _ summary: String) -> Entry {
    Entry(name: name, usage: usage, summary: summary, family: .panel)
  }
  private static func across(_ name: String, _ usage: String, _ summary: String) -> Entry {
    Entry(name: name, usage: usage, summary: summary, family: .table)
  }
}

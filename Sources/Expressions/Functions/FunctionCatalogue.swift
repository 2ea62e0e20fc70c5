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

    init(
      _ name: String, _ usage: String, _ summary: String, family: Family, reach: Reach,
      derivative: (@Sendable (Expression) -> Expression)? = nil,
      evaluate: @escaping Evaluation
    ) {
      self.name = name
      self.usage = usage
      self.summary = summary
      self.family = family
      self.reach = reach
      self.derivative = derivative
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
    .unknownFunction(
      name, closest: NearestNames.closest(to: name, among: entries.map(\.name)), in: text)
  }

  private static let byName = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0) })
}

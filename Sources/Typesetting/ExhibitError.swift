/// What a user can get wrong in a table or a figure, or lack on the machine.
public enum ExhibitError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A table or a figure of nothing.
  case nothingToShow(exhibit: String, reason: String)
  /// A figure of a question that is no curve.
  case noCurve(String)
  /// A term that no model estimates.
  case unknownTerm(String, available: [String])
  /// A number that cannot be placed on an axis.
  case nonFiniteValue(exhibit: String, item: String, value: Double)
  /// Rows of a table whose lengths differ.
  case unevenRow(table: String, row: Int, found: Int, expected: Int)
  /// A figure's file whose suffix says no form that figures have.
  case unknownFigureSuffix(path: String, known: [String])
  /// A figure that an answer does not have.
  case unknownFigure(String, known: [String])
  /// The command that turns SVG into PDF or PNG is not on the search path.
  case converterNotFound(command: String, package: String)
  /// The command ran and failed.
  case conversionFailed(command: String, status: Int32, message: String)
  /// A file could not be written.
  case cannotWrite(path: String, reason: String)

  /// What was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .nothingToShow(let exhibit, let reason):
      "The \(exhibit) has nothing to show: \(reason). Give it at least one row with a number."
    case .noCurve(let reason):
      "The figure cannot be drawn: \(reason). Name one, or leave the figure out."
    case .unknownTerm(let term, let available):
      """
      No model estimates the term `\(term)`. The terms are: \
      \(available.prefix(20).map { "`\($0)`" }.joined(separator: ", "))\
      \(available.count > 20 ? " and \(available.count - 20) more" : ""). \
      Write the term as the fit names it.
      """
    case .nonFiniteValue(let exhibit, let item, let value):
      """
      The \(exhibit) was given the value \(value) for \(item); a finite number was expected. \
      Leave the item out or correct it.
      """
    case .unevenRow(let table, let row, let found, let expected):
      """
      Row \(row) of the table "\(table)" has \(found) cells; its header has \(expected). \
      Give every row one cell a column.
      """
    case .unknownFigureSuffix(let path, let known):
      """
      \(path) does not end in \(Self.either(known)), so what to write is not known. \
      Name the file with one of these suffixes.
      """
    case .unknownFigure(let name, let known):
      known.isEmpty
        ? "There is no figure `\(name)`: this answer has none. Leave the figure out."
        : "There is no figure `\(name)`. Ask for \(Self.either(known))."
    case .converterNotFound(let command, let package):
      """
      PDF and PNG need the command `\(command)`, which is not on the search path. \
      Install the package `\(package)`, or ask for SVG only.
      """
    case .conversionFailed(let command, let status, let message):
      """
      `\(command)` ended with status \(status): \(message.isEmpty ? "no message" : message). \
      The SVG itself is complete; try opening it in a browser.
      """
    case .cannotWrite(let path, let reason):
      "Cannot write \(path): \(reason). Check that the folder exists and may be written to."
    }
  }
  /// `a, b or c`.
  private static func either(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}

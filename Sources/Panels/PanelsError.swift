import Documents
import Frames

/// What can go wrong while a panel is put together.
public enum PanelsError: Error, Equatable, Sendable {
  /// The side of a join.
  public enum Side: String, Sendable {
    /// The frame that is joined to, and the one that is joined.
    case left, right
  }

  /// A column that is not there, or does not fit.
  case frame(FrameError)
  /// Codes nobody knows; `closest` belongs to the first of them.
  case unknownCodes(
    column: String, scheme: CodeScheme, codes: [String], rows: Int, closest: String)
  /// A key that must be unique on a side is not. `rows` are counted from 1.
  case duplicateKey(
    join: String, side: Side, key: [String], rows: [Int], duplicatedKeys: Int)
  /// A join without key columns.
  case noKeys(join: String)
  /// A key that is a number on one side and text on the other, with the cell that makes it text where
  /// the rest are numbers.
  case keyKinds(join: String, left: String, right: String, stray: Column.StrayText? = nil)
  /// Columns of one name on both sides that are not keys.
  case columnClash(join: String, columns: [String])
  /// A cell that is no date, or an end before its start; the row counts from 1.
  case badDate(column: String, row: Int, text: String)
  /// A spell without an end, in a table that does not say which years it covers.
  case openSpell(column: String, row: Int)
  /// A first year after the last.
  case emptyYears(from: Int, to: Int)
  /// A composite actor lists a state that nobody knows.
  case unknownMember(String, actor: String, closest: [String])
  /// The description of a source cannot be read.
  case document(DocumentError)
  /// A folder that is to be searched is not there.
  case noFolder(path: String, closest: [String])
  /// A user's description has the name of another: of a file, or of a built-in one where `by` is
  /// `nil`.
  case shadowedSource(name: String, file: String, by: String?)
  /// No source of the catalogue has the name.
  case unknownSource(String, closest: [String])
  /// None of the folders holds any of the files.
  case sourceAbsent(source: String, files: [String], folders: [String])
  /// A file lacks columns that its description promises.
  case header(
    source: String, file: String, missing: [String], found: [String], closest: [String])
  /// A column of a year that a cell keeps from being numbers.
  case yearColumn(source: String, column: String, value: String, stray: Column.StrayText?)
  /// A change of a conversion that the description of a source does not make.
  case noConversion(source: String, column: String, known: [String])
  /// A table that is not what its description says.
  case notAsDescribed(source: String, file: String, problems: [String])
  /// The reader refused the file.
  case unreadable(source: String, file: String, reason: String)
}

extension PanelsError {
  /// What the body gives, or the frame's error as one of these.
  static func wrapping<Value>(
    _ body: () throws(FrameError) -> Value
  ) throws(PanelsError) -> Value {
    do { return try body() } catch { throw .frame(error) }
  }
}

extension PanelsError: CustomStringConvertible {
  /// What was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .frame(let error):
      error.description
    case .unknownCodes(let column, let scheme, let codes, let rows, let closest):
      "column '\(column)' holds \(codes.count) \(scheme.rawValue) codes that are not known "
        + "(\(Plural.count(rows, "row"))): \(Self.some(codes)). "
        + (closest.isEmpty
          ? "Is the scheme right? "
          : "For '\(codes.first ?? "")', did you mean \(closest)? ")
        + "Otherwise say what they are with `overrides:`, or keep them without a number with "
        + "`unknown: keep`, both under `codes:` in the study or the table's description."
    case .duplicateKey(let join, let side, let key, let rows, let duplicated):
      "join '\(join)' needs one row a key on the \(side.rawValue), but \(key.joined(separator: ", "))"
        + " is in rows \(rows.map(String.init).joined(separator: " and "))"
        + (duplicated > 1 ? " (and \(duplicated - 1) more keys are duplicated)" : "")
        + ". Make one row of them with `collapse: {by: [...]}`, which says how with mean, sum, minimum, "
        + "maximum or first, or add the column that tells the rows apart to `on:`."
    case .noKeys(let join):
      "join '\(join)' names no key columns; it needs at least one, such as ccode and year."
    case .keyKinds(let join, let left, let right, let stray):
      "join '\(join)' pairs '\(left)' with '\(right)', of which one holds numbers and the other "
        + "text"
        + (stray.map { " (row \($0.row + 1) holds '\($0.text)'). \($0.remedy)" }
          ?? ". Convert one with `codes:` of its source, or name a column that holds the same codes.")
    case .columnClash(let join, let columns):
      "join '\(join)' would bring \(Self.some(columns)) from the right, and the left has such "
        + "columns already. Give the join a `prefix:`, or choose or rename columns with `take:`."
    case .badDate(let column, let row, let text):
      "column '\(column)', row \(row), holds '\(text)' where a date such as 1990-10-03 is expected. "
        + "Correct the cell, or drop the row before."
    case .openSpell(let column, let row):
      "row \(row) has nothing in '\(column)', so that its spell still lasts, and it is not said until "
        + "when the table covers it. Give its `coverage:` with the years."
    case .emptyYears(let from, let to):
      "the years run from \(from) to \(to), which is no year at all. Swap them."
    case .unknownMember(let name, let actor, let closest):
      "'\(name)' is listed as a member of \(actor), but no state is known by that name. "
        + Self.nearest(closest, else: "Use a name or spelling that the state list has.")
    case .document(let error):
      error.description
    case .noFolder(let path, let closest):
      "there is no folder '\(path)' where one with tables was expected. "
        + Self.nearest(closest, else: "Check the path.")
    case .shadowedSource(let name, let file, let other):
      "\(file) describes a source '\(name)', which "
        + (other.map { "\($0) describes already." } ?? "Entente describes itself.")
        + " Give this one another name, in the file's name and after `source:`."
    case .unknownSource(let name, let closest):
      "there is no source '\(name)'. "
        + Self.nearest(closest, else: "List the sources to see their names.")
    case .sourceAbsent(let source, let files, let folders):
      "source '\(source)' needs the file \(NearestNames.sentence(files)), which is not in "
        + (folders.isEmpty ? "any folder, because none was given" : Self.some(folders))
        + ". Name the folder that holds it."
    case .header(let source, let file, let missing, let found, let closest):
      "\(file) (source '\(source)') lacks \(Self.some(missing)); its header has "
        + "\(found.count) columns: \(Self.some(found)). "
        + Self.nearest(closest, else: "Is it another edition of the table?")
    case .yearColumn(let source, let column, let value, let stray):
      "source '\(source)': column '\(column)' holds "
        + (stray.map { "'\($0.text)' in row \($0.row + 1)" } ?? "text")
        + " where '\(value)' needs numbers. Correct the cell, or, where it says that there is no "
        + "number, name it in a description of your own: `missing: \"\(stray?.text ?? "..")\"`."
    case .noConversion(let source, let column, let known):
      "source '\(source)' makes no codes '\(column)' that could be changed. "
        + (known.isEmpty ? "It makes none." : "It makes \(NearestNames.sentence(known)).")
    case .notAsDescribed(let source, let file, let problems):
      "\(file) is not what source '\(source)' describes: \(problems.joined(separator: "; ")). Correct "
        + "the description; where it is built in, describe this edition in a file of your own, under "
        + "another name."
    case .unreadable(let source, let file, let reason):
      "\(file) (source '\(source)') could not be read: \(reason)"
    }
  }

  private static func nearest(_ closest: [String], else advice: String) -> String {
    closest.isEmpty ? advice : "Did you mean \(NearestNames.sentence(closest))?"
  }

  /// The first ten, quoted.
  private static func some(_ names: [String]) -> String {
    let shown = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 10 ? shown + " and \(names.count - 10) more" : shown
  }
}

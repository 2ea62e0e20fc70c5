import Estimation
import Exhibits
import Expressions
import Frames
import Panels
import Typesetting

/// A panel, and the account of how it came about.
public struct BuiltPanel: Sendable {
  /// One step of the build, as the ledger shows it.
  public struct Step: Sendable, Equatable {
    /// The table, column or actor that the step adds.
    public var name: String
    /// What was done, such as `join on ally = ccode, year`.
    public var action: String
    /// Rows before the step.
    public var rowsIn: Int
    /// Rows after it.
    public var rowsOut: Int
    /// Rows of the panel that found one in the table; `nil` for steps that are no joins, as in what
    /// follows.
    public var matched: Int?
    /// Rows of the panel that found none.
    public var unmatchedLeft: Int?
    /// Rows of the table that no row of the panel took.
    public var unmatchedRight: Int?
    /// Rows that the source's coverage leaves out in some column, and, in what follows, rows that absence
    /// within coverage fills in some column with what the source says it means.
    public var outsideCoverage: Int?
    /// See above.
    public var filled: Int?
    /// Examples of what did not match.
    public var examples: String
  }

  /// One row a unit and time.
  public var frame: Frame
  /// Which row is whose, and when; `nil` for a panel without keys.
  public var index: PanelIndex?
  /// In the order in which they were taken.
  public var steps: [Step]
  /// What reading, conversion and evaluation had to say.
  public var remarks: [String]
  /// What the run went on from and is seldom meant: filters that keep nothing, joins that match
  /// nothing, words and codes that nobody knows.
  public var doubts: [String]
  /// Codes of states in years in which they were none, which left rows without a number.
  public var notes: [String]
  /// Variables that cross units, with their expressions.
  public var leaks: [String]
  /// Every file that was read, once.
  public var inputs: [Manifest.Input]
  /// The descriptions of the user's own by which inputs were read.
  public var descriptions: [SourceTable.Description]
  /// The seed of a simulated world.
  public var seed: UInt64?

  /// A model's design on the panel.
  /// - Throws: what ``PreparedModel`` throws, and `StudyError.notComputed` where it is for want of a
  ///   variable of the study.
  func prepared(_ model: Model, of study: Study) throws -> PreparedModel {
    do {
      return try PreparedModel(model, frame: frame, panel: index)
    } catch {
      throw study.explained(error, usedIn: "the model", lacking: frame)
    }
  }

  /// The steps as a table.
  public func ledgerTable(title: String) -> TextTable {
    func cell(_ count: Int?) -> TextTable.Cell {
      TextTable.Cell(count.map(NumberFormat.count) ?? "")
    }
    let rows = steps.map { step in
      TextTable.Row([
        TextTable.Cell(step.name), TextTable.Cell(step.action), cell(step.rowsIn),
        cell(step.matched), cell(step.unmatchedLeft), cell(step.unmatchedRight),
        cell(step.outsideCoverage), cell(step.filled), cell(step.rowsOut),
        TextTable.Cell(step.examples),
      ])
    }
    return TextTable(
      title: title,
      headers: [
        "Step", "Action", "Rows in", "Matched", "Unmatched here", "Unmatched there",
        "Outside coverage", "Filled", "Rows out", "Examples of what did not match",
      ],
      alignments: [.leading, .leading] + Array(repeating: .trailing, count: 7) + [.leading],
      groups: [rows],
      notes: [
        "Unmatched here: rows of the panel without a row in the source. Unmatched there: rows of the "
          + "source that no row of the panel uses. Outside coverage: unmatched rows that the source does "
          + "not claim to describe, in some column. Filled: rows whose absence stands for a value."
      ])
  }

  var json: JSONValue {
    .object([
      ("rows", .integer(frame.rowCount)),
      ("units", index.map { .integer($0.unitCount) } ?? .null),
      (
        "steps",
        .array(
          steps.map { step in
            func count(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
            return .object([
              ("step", .text(step.name)), ("action", .text(step.action)),
              ("rows_in", .integer(step.rowsIn)), ("matched", count(step.matched)),
              ("unmatched_here", count(step.unmatchedLeft)),
              ("unmatched_there", count(step.unmatchedRight)),
              ("outside_coverage", count(step.outsideCoverage)), ("filled", count(step.filled)),
              ("rows_out", .integer(step.rowsOut)),
            ])
          })
      ),
      ("remarks", .array(remarks.map { .text($0) })), ("leaks", .array(leaks.map { .text($0) })),
      ("seed", seed.map { .count($0) } ?? .null),
    ])
  }
}

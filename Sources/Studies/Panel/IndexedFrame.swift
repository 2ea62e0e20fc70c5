import Expressions
import Frames

/// A frame that grows by columns and rows, and the index of its units and times, which is made when
/// an expression first asks for it and kept until rows or keys change.
struct IndexedFrame {
  private(set) var frame: Frame
  /// What tells rows apart; `nil` for a table without units.
  let keys: Study.SourcePlan.Keys?
  private var made: PanelIndex?

  init(_ frame: Frame, keys: Study.SourcePlan.Keys?) {
    self.frame = frame
    self.keys = keys
  }

  /// The index of the rows; `nil` where there are no keys.
  mutating func index() throws -> PanelIndex? {
    guard let keys else { return nil }
    if let made { return made }
    let index = try PanelIndex(frame, units: keys.units, time: keys.time)
    made = index
    return index
  }

  /// Takes columns of other rows, or other rows.
  mutating func replaceRows(with frame: Frame) {
    self.frame = frame
    made = nil
  }

  /// Takes a frame of the same rows in the same order, under the same keys, with further columns.
  mutating func addColumns(from frame: Frame) {
    precondition(frame.rowCount == self.frame.rowCount, "further columns have the same rows")
    self.frame = frame
  }

  /// Sets a column to what an expression says, and returns what its evaluation had to note.
  mutating func compute(_ definition: Study.Definition) throws -> [Evaluator.Note] {
    var evaluator = Evaluator(frame, panel: try index())
    try frame.set(evaluator.column(definition.expression, named: definition.name))
    if let keys, keys.units.contains(definition.name) || keys.time == definition.name { made = nil }
    return evaluator.notes
  }

  /// Keeps the rows where a condition holds.
  mutating func keep(_ condition: Expression) throws {
    replaceRows(with: try frame.filtered(condition, panel: index()))
  }
}

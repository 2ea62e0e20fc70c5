import Estimation
import Expressions
import Frames

/// A request's table and design, made once for everything that is asked of it.
struct PreparedModel {
  let frame: Frame
  let index: PanelIndex?
  let design: Design
  let notes: [String]

  /// Reads the table, unless it is given, and builds the design.
  init(
    _ request: FitRequest, frame known: Frame? = nil, progress: (String) -> Void
  ) throws {
    if known == nil { progress("reading \(request.data)") }
    let formula = try Formula(request.formula)
    let frame = try known ?? TableFile.read(request.data, options: request.readOptions)
    progress("building the design")
    let index = try request.panel.map { try PanelIndex(frame, units: $0.units, time: $0.time) }
    var builder = DesignBuilder(frame, panel: index)
    design = try builder.design(
      formula, weights: request.weights, variance: request.specification.variance)
    self.frame = frame
    self.index = index
    notes = builder.notes.map { note in
      "\(note.expression): \(note.reason) in \(note.rows) rows, which are dropped."
    }
  }
}

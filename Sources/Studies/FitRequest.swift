import Estimation
import Exhibits
import Expressions
import Frames

/// One model fitted to one file: what `entente fit` asks for.
public struct FitRequest: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    case text, json, csv, markdown, latex, html
  }

  public var data: String
  public var formula: String
  public var specification: Specification
  /// Unit columns and the time column, for `lag` and its kin.
  public var panel: (units: [String], time: String)?
  public var weights: (kind: Weights.Kind, name: String)?

  public init(data: String, formula: String, specification: Specification) {
    self.data = data
    self.formula = formula
    self.specification = specification
  }

  /// A fit, with what has to be said about its data.
  public struct Result: Sendable {
    public var fit: Fit
    public var notes: [String]

    /// The fit in one of the output formats.
    public func rendered(_ format: Format) throws -> String {
      if format == .json { return fit.json.text }
      let table = try RegressionTable(models: [(title: fit.outcomeName, fit: fit)])
      switch format {
      case .markdown: return table.render(.markdown)
      case .latex: return table.render(.latex)
      case .html: return table.render(.html)
      case .csv: return table.render(.csv)
      case .text, .json: return table.render(.text)
      }
    }
  }

  /// Reads the file, builds the design and fits.
  public func run(progress: (String) -> Void = { _ in }) throws -> Result {
    progress("reading \(data)")
    let formula = try Formula(formula)
    let frame = try TableFile.read(data)
    progress("building the design")
    let index = try panel.map { try PanelIndex(frame, units: $0.units, time: $0.time) }
    var builder = DesignBuilder(frame, panel: index)
    let design = try builder.design(
      formula, weights: weights, variance: specification.variance)
    progress("fitting \(specification.estimator.name)")
    let fit = try Fit(design, specification)
    let notes = builder.notes.map { note in
      "\(note.expression): \(note.reason) in \(note.rows) rows, which are dropped."
    }
    return Result(fit: fit, notes: notes)
  }
}

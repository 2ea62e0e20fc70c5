import Estimation
import Exhibits
import Expressions
import Frames
import Typesetting

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
  /// Inference by resampling beside the variance's, and its seed.
  public var inference: Resampling?
  public var seed: UInt64 = 1

  public init(data: String, formula: String, specification: Specification) {
    self.data = data
    self.formula = formula
    self.specification = specification
  }

  /// A fit, with what has to be said about its data.
  public struct Result: Sendable {
    public var fit: Fit
    public var notes: [String]
    public var inference: ResampledInference?

    /// The fit in one of the output formats.
    public func rendered(_ format: Format) throws -> String {
      if format == .json { return document.text }
      let table = try RegressionTable(models: [(title: fit.outcomeName, fit: fit)])
      let chosen: TableFormat =
        switch format {
        case .markdown: .markdown
        case .latex: .latex
        case .html: .html
        case .csv: .csv
        case .text, .json: .text
        }
      guard let inference else { return table.render(chosen) }
      return table.render(chosen) + "\n" + inference.render(chosen)
    }

    /// The fit's JSON, with the inference by resampling as a further member.
    private var document: JSONValue {
      guard let inference, case .object(let members) = fit.json else { return fit.json }
      return .object(members + [(key: "inference", value: inference.json)])
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
      formula, weights: weights, variance: specification.variance,
      factors: inference?.factorNames ?? [])
    progress("fitting \(specification.estimator.name)")
    let fit = try Fit(design, specification)
    let notes = builder.notes.map { note in
      "\(note.expression): \(note.reason) in \(note.rows) rows, which are dropped."
    }
    guard let inference else { return Result(fit: fit, notes: notes) }
    let step = { (done: Int, all: Int) in progress("\(inference.name): \(done) of \(all)") }
    let resampled: ResampledInference
    if case .randomization = inference {
      resampled = try ResampledInference(
        randomizing: frame, formula, panel: index, weights: weights, specification, fit: fit,
        inference, seed: seed, progress: step)
    } else {
      resampled = try ResampledInference(
        design, specification, fit: fit, inference, seed: seed, progress: step)
    }
    return Result(fit: fit, notes: notes, inference: resampled)
  }
}

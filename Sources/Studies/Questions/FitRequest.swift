import Estimation
import Exhibits
import Expressions
import Frames
import Typesetting

/// One model fitted to one file: what `entente fit` asks for.
public struct FitRequest: Sendable {
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

    /// The fit, then the inference by resampling.
    public var answer: Answer {
      get throws {
        let table = try RegressionTable(models: [(title: fit.outcomeName, fit: fit)])
        return Answer(
          tables: [table] + (inference.map { [$0] } ?? []), document: document, notes: notes)
      }
    }

    /// The fit's JSON, with the inference by resampling as a further member.
    private var document: JSONValue {
      guard let inference, case .object(let members) = fit.json else { return fit.json }
      return .object(members + [(key: "inference", value: inference.json)])
    }
  }

  /// How the file is read: on as many threads as fit the model.
  var readOptions: CSVOptions { CSVOptions(threads: specification.options.threads) }

  /// Reads the file, builds the design and fits.
  public func run(progress: (String) -> Void = { _ in }) throws -> Result {
    progress("reading \(data)")
    let formula = try Formula(formula)
    let frame = try TableFile.read(data, options: readOptions)
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

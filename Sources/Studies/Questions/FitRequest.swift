import Estimation
import Exhibits
import Expressions
import Frames
import Typesetting

/// One model fitted to one file: what `entente fit` asks for.
public struct FitRequest: Sendable {
  /// The file that holds the table.
  public var data: String
  public var model: Model
  /// Unit columns and the time column, for `lag` and its kin.
  public var panel: PanelKeys?

  public init(data: String, model: Model, panel: PanelKeys? = nil) {
    self.data = data
    self.model = model
    self.panel = panel
  }

  /// A fit, with what has to be said about its data.
  public struct Result: Sendable {
    public var fit: Fit
    public var notes: [Evaluator.Note]
    public var inference: ResampledInference?

    /// The fit, then the inference by resampling.
    public var answer: Answer {
      get throws {
        let table = try RegressionTable(models: [.init(title: fit.outcomeName, fit: fit)])
        return Answer(
          tables: [table] + (inference.map { [$0] } ?? []), document: document,
          notes: notes.map(\.sentence))
      }
    }

    /// The fit's JSON, with the inference by resampling as a further member.
    public var document: JSONValue {
      guard let inference, case .object(let members) = fit.json else { return fit.json }
      return .object(members + [(key: "inference", value: inference.json)])
    }
  }

  /// How the file is read: on as many threads as fit the model.
  var readOptions: CSVOptions { CSVOptions(threads: model.specification.options.threads) }

  /// Reads the file, builds the design and fits.
  public func run(progress: (String) -> Void = { _ in }) throws -> Result {
    let prepared = try prepared(progress: progress)
    progress("fitting \(model.specification.estimator)")
    let fit = try prepared.fit()
    let inference = try prepared.resampled(fit) { done, all in
      progress("resampling: \(done) of \(all)")
    }
    return Result(fit: fit, notes: prepared.notes, inference: inference)
  }

  /// The table, read once for everything that is asked of it.
  struct Table {
    let frame: Frame
    let panel: PanelIndex?
  }

  func table(progress: (String) -> Void) throws -> Table {
    progress("reading \(data)")
    let frame = try TableFile.read(data, options: readOptions)
    return Table(
      frame: frame,
      panel: try panel.map { try PanelIndex(frame, units: $0.units, time: $0.time) })
  }

  /// The model beside its table.
  func prepared(progress: (String) -> Void) throws -> PreparedModel {
    let table = try table(progress: progress)
    progress("building the design")
    return try PreparedModel(model, frame: table.frame, panel: table.panel)
  }
}

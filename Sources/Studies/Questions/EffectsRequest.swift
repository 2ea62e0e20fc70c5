import Estimation
import Exhibits
import Interpretation
import Typesetting

/// Quantities of one model: what `entente effects` asks for.
public struct EffectsRequest: Sendable {
  public var model: FitRequest
  public var plan = EffectsPlan()
  /// Also compute the curve of a figure.
  public var draws = false

  public init(_ model: FitRequest) { self.model = model }

  public struct Result: Sendable {
    public var table: QuantityTable
    /// The figure, where one was asked for.
    public var plot: MarginalEffectPlot?

    /// The quantities, with the curve where one was asked for.
    public var answer: Answer {
      Answer(
        tables: [table], document: table.json,
        figures: plot.map { plot in [.init("curve") { plot }] } ?? [], notes: table.notes)
    }
  }

  /// Reads the table, fits, and computes.
  public func run(progress: (String) -> Void = { _ in }) throws -> Result {
    let prepared = try PreparedModel(model, progress: progress)
    progress("fitting \(model.specification.estimator.name)")
    let fit = try Fit(prepared.design, model.specification)
    progress("computing quantities")
    var table = try plan.table(
      of: fit, frame: prepared.frame, panel: prepared.index, weights: model.weights)
    guard !table.rows.isEmpty else {
      throw StudyError.failed(
        step: "the effects",
        reason: table.notes.isEmpty
          ? "the model has no term to compute them for" : table.notes.joined(separator: " "))
    }
    table.notes = prepared.notes + table.notes
    let plot =
      draws
      ? try plan.plot(
        of: fit, frame: prepared.frame, panel: prepared.index, weights: model.weights) : nil
    return Result(table: table, plot: plot)
  }
}

import Estimation
import Exhibits
import Expressions
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
    public var notes: [Evaluator.Note]
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
    let prepared = try model.prepared(progress: progress)
    progress("fitting \(model.model.specification.estimator)")
    let fit = try prepared.fit()
    progress("computing quantities")
    var table = try plan.table(of: fit, prepared)
    guard !table.rows.isEmpty else {
      throw ExhibitError.nothingToShow(
        exhibit: "table of effects",
        reason: table.notes.isEmpty
          ? "the model has no term to compute them for" : table.notes.joined(separator: " "))
    }
    table.notes = prepared.notes.map(\.sentence) + table.notes
    return Result(
      table: table, notes: prepared.notes, plot: draws ? try plan.plot(of: fit, prepared) : nil)
  }
}

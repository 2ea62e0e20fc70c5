import Estimation
import Exhibits

/// Quantities of one model: what `entente effects` asks for.
public struct EffectsRequest: Sendable {
  public var model: FitRequest
  public var plan = EffectsPlan()

  public init(_ model: FitRequest) { self.model = model }

  /// Reads the table, fits, and computes.
  public func run(progress: (String) -> Void = { _ in }) throws -> QuantityTable {
    let prepared = try PreparedModel(model, progress: progress)
    progress("fitting \(model.specification.estimator.name)")
    let fit = try Fit(prepared.design, model.specification)
    progress("computing quantities")
    var table = try plan.table(
      of: fit, frame: prepared.frame, panel: prepared.index, weights: model.weights)
    table.notes = prepared.notes + table.notes
    return table
  }
}

extension QuantityTable {
  /// The table in one of the output formats.
  public func rendered(_ format: FitRequest.Format) throws -> String {
    format == .json ? json.text : render(format.table)
  }
}

import Expressions
import Frames

/// A model beside its table, with the design built once for everything that is asked of it: the fit,
/// inference by resampling, and what interpretation adds.
public struct PreparedModel: Sendable {
  /// What is asked of the table.
  public let model: Model
  /// The table, as the model met it.
  public let frame: Frame
  /// Unit and time, for formulas that use `lag` and its kin.
  public let panel: PanelIndex?
  /// The numbers that the formula asks for, over the rows that have them.
  public let design: Design
  /// What evaluating the formula turned into missing values, with counts.
  public let notes: [Evaluator.Note]

  /// Builds the design.
  /// - Throws: `ExpressionError`, `FrameError` and `EstimationError` for what the formula asks of the
  ///   data in vain.
  public init(_ model: Model, frame: Frame, panel: PanelIndex? = nil) throws {
    var builder = DesignBuilder(frame, panel: panel)
    design = try builder.design(
      model.formula, weights: model.weights, variance: model.specification.variance,
      keys: model.inference?.keys ?? [])
    self.model = model
    self.frame = frame
    self.panel = panel
    notes = builder.notes
  }

  /// The same model under another variance, whose keys may leave other rows in the sample.
  public func under(_ variance: Variance) throws -> PreparedModel {
    variance == model.specification.variance
      ? self : try PreparedModel(model.under(variance), frame: frame, panel: panel)
  }

  /// Estimates the model.
  public func fit() throws(EstimationError) -> Fit { try Fit(design, model.specification) }

  /// The inference by resampling that the model asks for; `nil` where it asks for none.
  /// - Parameters:
  ///   - fit: what `fit()` gave.
  ///   - progress: is told how many draws or refits of how many are done.
  public func resampled(
    _ fit: Fit, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> ResampledInference? {
    guard let method = model.inference else { return nil }
    let seed = model.specification.options.seed
    if case .randomization = method {
      return try ResampledInference(
        randomizing: frame, model.formula, panel: panel, weights: model.weights,
        model.specification, fit: fit, method, seed: seed, progress: progress)
    }
    return try ResampledInference(
      design, model.specification, fit: fit, method, seed: seed, progress: progress)
  }
}

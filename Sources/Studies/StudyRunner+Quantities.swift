import Estimation
import Exhibits
import Interpretation

extension StudyRunner {
  /// Computes what `quantities:` and the figures of predictions and diagnostics ask for.
  func interpret(_ outcome: inout StudyOutcome, progress: (String) -> Void) throws {
    for plan in outcome.study.quantities {
      guard let model = outcome.models.first(where: { $0.plan.name == plan.model }) else {
        continue
      }
      progress("quantities \(plan.name)")
      do {
        var table = try plan.effects.table(
          of: model.fit, frame: outcome.panel.frame, panel: outcome.panel.index,
          weights: model.plan.weights.map { ($0.kind, $0.column) })
        table.labels = TermLabels(outcome.study.labels)
        table.remarks += table.notes
        outcome.quantities.append((plan, table))
      } catch {
        throw StudyError.failed(step: "quantities \(plan.name)", reason: error.description)
      }
    }
    for figure in outcome.study.figures {
      guard let model = outcome.models.first(where: { figure.models == [$0.plan.name] }) else {
        continue
      }
      switch figure {
      case .predictions(let name, _, _, let over, _, let at):
        progress("predictions \(name)")
        outcome.curves.append((name, try predictions(model, over: over, at: at, outcome)))
      case .diagnostics(let name, _, _, let of, let over, _):
        progress("diagnostics \(name)")
        outcome.diagnostics.append((name, try diagnostics(model, of: of, over: over, outcome)))
      default: break
      }
    }
  }

  /// The predicted outcome over a variable, as a curve.
  private func predictions(
    _ model: StudyOutcome.FittedModel, over: String, at: [Double], _ outcome: StudyOutcome
  ) throws -> MarginalEffectCurve {
    let fit = model.fit
    let equation = try ModelEquation(fit, frame: outcome.panel.frame, panel: outcome.panel.index)
    let values =
      at.isEmpty
      ? MarginalEffectCurve.grid(over: outcome.panel.values(of: over, in: fit), count: 41) : at
    return try equation.predictionCurve(over: over, at: values)
  }

  private func diagnostics(
    _ model: StudyOutcome.FittedModel, of: String, over: String, _ outcome: StudyOutcome
  ) throws -> InteractionDiagnostics {
    var builder = DesignBuilder(outcome.panel.frame, panel: outcome.panel.index)
    // The fit's own variance: where the study's is degenerate, it is the one used instead.
    let specification = model.fit.specification
    let design = try builder.design(
      Formula(model.plan.fullFormula), weights: model.plan.weights.map { ($0.kind, $0.column) },
      variance: specification.variance)
    return try InteractionDiagnostics(
      try ModeratedDesign(design, treatment: of, moderator: over), specification: specification)
  }
}

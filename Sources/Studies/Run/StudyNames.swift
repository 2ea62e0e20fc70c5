import Estimation
import Exhibits
import Interpretation

/// The names that a study's figures, quantities and models use, looked up in the designs of its models
/// before anything is estimated: what `run` would refuse at the end of its work.
struct StudyNames {
  /// A design, by the name of its model.
  let models: [(name: OutputName, prepared: PreparedModel)]

  /// Why a figure cannot be drawn; `nil` where its names are all known.
  func problem(_ figure: Study.FigurePlan) -> (any Error)? {
    switch figure.subject {
    case .coefficients, .truth: nil
    case .curve(let plan):
      refusal(of: plan.model) { model in
        var names = [plan.curve.over]
        if case .effect(let variable, _) = plan.curve.subject { names.append(variable) }
        for name in names + plan.curve.holding.map(\.variable) { try model.requireVariable(name) }
      }
    case .diagnostics(let plan):
      refusal(of: plan.model) { model in
        _ = try ModeratedDesign(model.design, treatment: plan.of, moderator: plan.over)
      }
    }
  }

  /// Why a quantity cannot be computed; `nil` where its names are all known.
  func problem(_ quantity: Study.QuantityPlan) -> (any Error)? {
    refusal(of: quantity.model) { model in
      let plan = quantity.effects
      for part in plan.hypotheses.flatMap(\.parts) { try model.requireTerm(.named(part.term)) }
      var names = plan.variables + plan.held.map(\.variable)
      if let over = plan.over { names.append(over) }
      if case .grid(let axes) = plan.predictions { names += axes.map(\.variable) }
      for name in names { try model.requireVariable(name) }
    }
  }

  /// Why a model cannot be put under the other variances that the study names.
  static func problem(_ plan: Study.ModelPlan, _ prepared: PreparedModel) -> (any Error)? {
    for variance in plan.comparison + [plan.fallback].compactMap(\.self) {
      do { _ = try prepared.under(variance) } catch { return error }
    }
    return nil
  }

  private func refusal(
    of name: OutputName, _ look: (PreparedModel) throws -> Void
  ) -> (any Error)? {
    // That there is such a model is checked where the study is read.
    guard let model = models.first(where: { $0.name == name })?.prepared else { return nil }
    do { try look(model) } catch { return error }
    return nil
  }
}

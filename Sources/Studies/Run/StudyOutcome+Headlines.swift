import Estimation
import Exhibits
import Interpretation
import Typesetting

extension StudyOutcome {
  /// What a claim comes to: its coefficient, and for an interaction the effects that it stands for.
  public struct Headline: Sendable, Equatable {
    /// The model and the term that the study names.
    public var claim: Study.Claim
    /// The term's row; `nil` where the model has no such term, or several.
    public var row: Fit.Row?
    /// The effects of one factor of an interaction at two values of the other; `nil` for a term that
    /// is no interaction, or whose effects the model does not identify.
    public var effects: ConditionalEffects?
    /// Why an interaction has no effects beside it.
    public var obstacle: String?
  }

  /// The headline of a claim about a fitted model.
  func headline(_ claim: Study.Claim, _ model: FittedModel) -> Headline {
    var headline = Headline(claim: claim, row: model.fit.row(claim.term))
    guard let term = headline.row?.term, term.isInteraction else { return headline }
    do {
      headline.effects = try model.prepared.equation(model.fit).conditionalEffects(
        of: term, preferring: shownEffects(of: model.plan.name))
    } catch {
      headline.obstacle = "\(error)"
    }
    return headline
  }

  /// Whose effect over what the study itself shows of a model, which says how it reads an interaction.
  private func shownEffects(of model: OutputName) -> [(focal: String, moderator: String)] {
    let curves = study.figures.compactMap { figure -> (focal: String, moderator: String)? in
      guard case .curve(let plan) = figure.subject, plan.model == model,
        case .effect(let focal, _) = plan.curve.subject
      else { return nil }
      return (focal, plan.curve.over)
    }
    return curves
      + study.quantities.filter { $0.model == model }.compactMap { plan in
        plan.effects.over.flatMap { over in plan.effects.variables.first.map { ($0, over) } }
      }
  }
}

extension StudyOutcome.Headline {
  var json: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("model", .text("\(claim.model)")), ("term", .text(claim.term.name)),
      ("coefficient", row.map { .object(Quantity($0).members) } ?? .null),
    ]
    if let effects {
      members += [
        ("effect_of", .text(effects.focal)), ("contrast", .text(effects.contrast)),
        ("over", .text(effects.moderator)), ("scale", .text(effects.scale.rawValue)),
        (
          "effects",
          .array(
            [effects.low, effects.high].map { point in
              .object([("at", point.value.json)] + point.effect.members)
            })
        ),
        ("difference", .object(effects.difference.members)),
      ]
    }
    if let obstacle { members.append(("no_effects", .text(obstacle))) }
    return .object(members)
  }
}

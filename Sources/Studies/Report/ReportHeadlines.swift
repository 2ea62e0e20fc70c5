import Estimation
import Exhibits
import Interpretation
import Typesetting

/// What a study's claims come to, in sentences: the page begins with them and a run prints them.
struct ReportHeadlines {
  private let outcome: StudyOutcome
  private let labels: TermLabels
  /// The sign of negative numbers: a hyphen on a terminal, a minus on a page.
  private let minus: String

  init(_ outcome: StudyOutcome, minus: String = "-") {
    self.outcome = outcome
    self.minus = minus
    labels = TermLabels(outcome.study.labels)
  }

  /// The sentences about a model, one a claim.
  func words(of model: StudyOutcome.FittedModel) -> [String] {
    outcome.headlines.filter { $0.claim.model == model.plan.name }.map { words($0, model) }
  }

  private func words(
    _ headline: StudyOutcome.Headline, _ model: StudyOutcome.FittedModel
  ) -> String {
    guard let row = headline.row else {
      let isAbsent = model.fit.terms.positions(of: headline.claim.term).isEmpty
      return labels.label(headline.claim.term)
        + (isAbsent ? " is not estimated in this variant" : " is the name of several terms")
    }
    let coefficient =
      "\(labels.label(row.term)) \(number(Quantity(row), level: model.level))"
    guard let effects = headline.effects else {
      guard row.term.isInteraction else { return coefficient }
      return coefficient + " (a change of one effect with the other variable, not an effect; "
        + (headline.obstacle.map { "the effects cannot be given: \($0))" }
          ?? "the model does not estimate the effects by themselves)")
    }
    // Over one unit of the moderator the coefficient is the difference.
    let isDifference = effects.difference.estimate == row.estimate
    let words = self.words(
      effects, model, difference: isDifference ? "difference (\(labels.label(row.term)))" : nil)
    return isDifference ? words : words + "; the interaction's coefficient: " + coefficient
  }

  /// The effects at both values, and their difference.
  private func words(
    _ effects: ConditionalEffects, _ model: StudyOutcome.FittedModel, difference: String?
  ) -> String {
    let moderator = labels.label(variable: effects.moderator)
    func at(_ point: ConditionalEffects.Point, _ number: String) -> String {
      "\(number) at \(moderator) = \(value(point.value))"
    }
    let step = effects.contrast == "dY/dX" ? "one unit more" : effects.contrast
    let head =
      "effect of \(labels.label(variable: effects.focal)) (\(step))"
      + Self.scale(effects.scale, model, labels)
    return "\(head): "
      + at(effects.low, number(effects.low.effect, level: model.level)) + " and "
      + at(effects.high, number(effects.high.effect, level: nil))
      + (effects.isAtPercentiles ? " (the 10th and 90th percentiles of the rows)" : "")
      + "; \(difference ?? "difference") \(number(effects.difference, level: nil))"
  }

  /// What the effects are in units of, where it is not the outcome as the model's title names it.
  private static func scale(
    _ scale: Scale, _ model: StudyOutcome.FittedModel, _ labels: TermLabels
  ) -> String {
    guard model.fit.specification.estimator.link != .identity else { return "" }
    return scale == .link
      ? " on the linear predictor"
      : " on the expected \(labels.label(variable: model.fit.outcomeName)), averaged over the rows"
  }

  private func value(_ value: Scenario.Value) -> String {
    switch value {
    case .number(let number): signed(NumberFormat.brief(number))
    case .level(let text): text
    }
  }

  /// The estimate with its interval; the level is said once, with the first.
  private func number(_ quantity: Quantity, level: String?) -> String {
    let format = Self.format(quantity)
    guard let low = quantity.confidenceLow, let high = quantity.confidenceHigh else {
      return signed(format.string(quantity.estimate))
        + ", no interval, because its variance came out negative"
    }
    return signed(format.string(quantity.estimate))
      + (level.map { ", \($0) interval " } ?? " ") + signed(format.interval(low, high))
  }

  private func signed(_ number: String) -> String { number.replacing("-", with: minus) }

  /// Three decimals, unless they would print an estimate as zero that is not.
  private static func format(_ quantity: Quantity) -> NumberFormat {
    let format = NumberFormat()
    let isHidden = quantity.estimate != 0 && Double(format.string(quantity.estimate)) == 0
    return isHidden ? NumberFormat(digits: 3, style: .significant) : format
  }
}

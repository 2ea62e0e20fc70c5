import Typesetting

/// The levels of the intervals that a table or a figure shows: one for all, or whose is which.
///
/// A model and a variant may each set a level of their own, and a heading that names one must hold
/// for every interval below it.
struct IntervalLevels {
  /// Whose intervals, in the order in which they are shown, with their level as `95%`.
  private let entries: [(title: String, level: String)]

  /// The levels of models side by side.
  init(_ models: [StudyOutcome.FittedModel]) {
    entries = models.map { ($0.plan.title, $0.level) }
  }

  /// The levels of models across variants. A variant whose models have one level is one entry.
  init(variants: [(name: String, models: [StudyOutcome.FittedModel])]) {
    entries = variants.flatMap { name, models -> [(title: String, level: String)] in
      let own = IntervalLevels(models)
      if let level = own.shared { return [(name, level)] }
      return own.entries.map { ("\($0.title) in \(name)", $0.level) }
    }
  }

  /// The level that all have; `nil` where they differ, or there are none.
  var shared: String? {
    guard let first = entries.first?.level, entries.allSatisfy({ $0.level == first }) else {
      return nil
    }
    return first
  }

  /// `95% interval`, or no level where they differ.
  var heading: String { shared.map { "\($0) interval" } ?? "Interval" }

  /// Which has which level, where they differ.
  var notes: [String] {
    guard shared == nil, !entries.isEmpty else { return [] }
    return ["Levels of the intervals: \(list)."]
  }

  /// `95% intervals`, or whose has which level where they differ.
  var intervals: String { shared.map { "\($0) intervals" } ?? "intervals (\(list))" }

  private var list: String {
    entries.map { "\($0.title) \($0.level)" }.joined(separator: ", ")
  }
}

extension StudyOutcome.FittedModel {
  /// The level of its intervals, as `95%`.
  var level: String { NumberFormat.percent(fit.specification.options.confidenceLevel) }
}

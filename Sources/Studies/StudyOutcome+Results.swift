import Estimation
import Exhibits
import Interpretation

extension StudyOutcome {
  /// The document results.json: every number in full precision, nothing that depends on the machine,
  /// the time or the number of threads.
  public var results: JSONValue {
    let main: [(key: String, value: JSONValue)] = models.map { ($0.plan.name, $0.json) }
    return .object([
      ("study", .text(study.name)), ("variant", study.variant.map { .text($0.name) } ?? .null),
      ("fits", .object(main)),
      ("quantities", .array(quantityDocuments)),
      ("published", .array(comparisons.map(\.json))), ("recovery", .array(recoveries.map(\.json))),
      ("coverage", coverage?.json ?? .null),
      (
        "variants",
        .object(
          others.map { other in
            (other.variant.name, .object(other.models.map { ($0.plan.name, $0.json) }))
          })
      ),
      ("sample", panel.json),
    ])
  }

  /// Curves and diagnostics by their figures, then what `quantities:` asks for by its names.
  private var quantityDocuments: [JSONValue] {
    curves.map { StudyOutcome.json($0.figure, $0.curve) }
      + diagnostics.map { entry in
        .object([("figure", .text(entry.figure)), ("diagnostics", entry.diagnostics.json)])
      }
      + quantities.map { entry in
        .object([
          ("name", .text(entry.plan.name)), ("model", .text(entry.plan.model)),
          ("quantities", entry.table.json),
        ])
      }
  }

  private static func json(_ figure: String, _ curve: MarginalEffectCurve) -> JSONValue {
    .object([
      ("figure", .text(figure)), ("effect_of", .text(curve.focal)),
      ("over", .text(curve.moderator)), ("outcome", .text(curve.outcome)),
      ("confidence_level", .number(curve.confidenceLevel)),
      (
        "points",
        .array(
          curve.points.map { point in
            .object([
              ("at", .number(point.moderator)), ("estimate", .number(point.effect.estimate)),
              ("std_error", .optional(point.effect.standardError)),
              ("conf_low", .optional(point.effect.confidenceLow)),
              ("conf_high", .optional(point.effect.confidenceHigh)),
              ("band_low", .optional(point.bandLow)), ("band_high", .optional(point.bandHigh)),
            ])
          })
      ),
    ])
  }
}

extension StudyOutcome.FittedModel {
  /// The fit's document, with the remarks of the run.
  var json: JSONValue {
    guard !remarks.isEmpty, case .object(let entries) = fit.json else { return fit.json }
    return .object(entries + [("remarks", .array(remarks.map { .text($0) }))])
  }
}

extension StudyOutcome.Comparison {
  var json: JSONValue {
    .object([
      ("term", .text(row.published.term)), ("model", .text(model)),
      ("published", .number(row.published.estimate)),
      ("published_low", .optional(row.published.confidenceLow)),
      ("published_high", .optional(row.published.confidenceHigh)),
      ("ours", .optional(row.ours?.estimate)), ("ours_low", .optional(row.ours?.confidenceLow)),
      ("ours_high", .optional(row.ours?.confidenceHigh)),
      ("difference_in_published_se", .optional(difference)), ("note", .text(row.note)),
      ("causes", .array(causes.map { .text($0) })),
    ])
  }
}

extension StudyOutcome.Recovery {
  var json: JSONValue {
    .object([
      ("term", .text(term)), ("model", .text(model)), ("truth", .number(truth)),
      ("estimate", .number(row.estimate)), ("conf_low", .optional(row.confidenceLow)),
      ("conf_high", .optional(row.confidenceHigh)), ("covers", .bool(covers)),
    ])
  }
}

extension StudyOutcome.Coverage {
  var json: JSONValue {
    .object([
      ("seeds", .array(seeds.map { .integer(Int($0)) })), ("intervals", .integer(intervals)),
      ("covering", .integer(covering)), ("share", .number(share)),
      (
        "by_term",
        .array(
          byTerm.map {
            .object([
              ("model", .text($0.model)), ("term", .text($0.term)),
              ("covering", .integer($0.covering)),
            ])
          })
      ),
    ])
  }
}

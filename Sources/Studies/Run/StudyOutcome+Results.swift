import Estimation
import Exhibits
import Interpretation
import Typesetting

extension StudyOutcome {
  /// The document results.json: every number in full precision, nothing that depends on the machine,
  /// the time or the number of threads.
  public var results: JSONValue {
    let main: [(key: String, value: JSONValue)] = models.map {
      ($0.plan.name.description, $0.json)
    }
    return .object([
      ("study", .text(study.name)), ("variant", study.variant.map { .text($0.name) } ?? .null),
      ("claims", .array(headlines.map(\.json))), ("fits", .object(main)),
      ("quantities", .array(quantityDocuments)),
      ("comparisons", .array(comparisonDocuments)),
      ("published", .array(comparisons.map(\.json))), ("recovery", .array(recoveries.map(\.json))),
      ("coverage", coverage?.json ?? .null),
      (
        "variants",
        .object(
          others.map { other in
            (
              other.variant.name,
              .object(other.models.map { ($0.plan.name.description, $0.json) })
            )
          })
      ),
      ("sample", panel.json),
    ])
  }

  /// Curves and diagnostics by their figures, then what `quantities:` asks for by its names.
  private var quantityDocuments: [JSONValue] {
    curves.map { StudyOutcome.json($0.figure, $0.result.curve) }
      + diagnostics.map { entry in
        .object([("figure", .text("\(entry.figure)")), ("diagnostics", entry.diagnostics.json)])
      }
      + quantities.map { entry in
        .object([
          ("name", .text("\(entry.plan.name)")), ("model", .text("\(entry.plan.model)")),
          ("quantities", entry.table.json),
        ])
      }
  }

  private static func json(_ figure: OutputName, _ curve: MarginalEffectCurve) -> JSONValue {
    guard case .object(let members) = curve.json else { return curve.json }
    return .object([("figure", .text("\(figure)"))] + members)
  }

  /// The models under several variances.
  private var comparisonDocuments: [JSONValue] {
    models.filter { !$0.comparison.isEmpty }.map { model in
      .object([
        ("model", .text("\(model.plan.name)")),
        (
          "fits",
          .array(
            model.comparison.map {
              .object([("title", .text($0.title)), ("fit", $0.fit.json)])
            })
        ),
      ])
    }
  }
}

extension StudyOutcome.FittedModel {
  /// The fit's document, with the inference by resampling and the remarks of the run.
  var json: JSONValue {
    guard case .object(var entries) = fit.json else { return fit.json }
    if let inference { entries.append(("inference", inference.json)) }
    if !remarks.isEmpty {
      entries.append(("remarks", .array(remarks.map { .text($0.description) })))
    }
    return .object(entries)
  }
}

extension StudyOutcome.Comparison {
  var json: JSONValue {
    let under: [(key: String, value: JSONValue)] =
      underSpecification.map { [("difference_as_published_in_published_se", .number($0))] } ?? []
    return .object(
      [
        ("term", .text(row.published.term)), ("model", .text("\(model)")),
        ("published", .number(row.published.estimate)),
        ("published_low", .optional(row.published.confidenceLow)),
        ("published_high", .optional(row.published.confidenceHigh)),
        ("ours", .optional(row.ours?.estimate)), ("ours_low", .optional(row.ours?.confidenceLow)),
        ("ours_high", .optional(row.ours?.confidenceHigh)),
        ("difference_in_published_se", .optional(difference)), ("note", .text(row.note)),
        ("causes", .array(causes.map { .text($0) })),
      ] + under)
  }
}

extension StudyOutcome.Recovery {
  var json: JSONValue {
    .object([
      ("term", .text(row.term.name)), ("model", .text("\(model)")),
      ("truth", .number(truth)),
      ("estimate", .number(row.estimate)), ("conf_low", .optional(row.confidenceLow)),
      ("conf_high", .optional(row.confidenceHigh)), ("covers", .bool(covers)),
    ])
  }
}

extension StudyOutcome.Coverage {
  var json: JSONValue {
    .object([
      ("seeds", .array(seeds.map { .count($0) })), ("intervals", .integer(intervals)),
      ("covering", .integer(covering)), ("share", .number(share)),
      (
        "by_term",
        .array(
          byTerm.map {
            .object([
              ("model", .text("\($0.model)")), ("term", .text($0.term.name)),
              ("covering", .integer($0.covering)),
            ])
          })
      ),
    ])
  }
}

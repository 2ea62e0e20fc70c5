import Estimation
import Typesetting

extension ResampledInference {
  /// One JSON object: the method, its terms, draws and seed.
  public var json: JSONValue {
    .object([
      ("method", .text(name)), ("label", .text(label)),
      (
        "terms",
        .array(
          rows.map { row in
            .object([
              ("term", .text(row.term.name)), ("estimate", .number(row.estimate)),
              ("std_error", .optional(row.standardError)), ("p_value", .optional(row.pValue)),
              ("conf_low", .optional(row.confidenceLow)),
              ("conf_high", .optional(row.confidenceHigh)),
            ])
          })
      ),
      ("draws", .integer(draws)), ("seed", seed.map { .text(String($0)) } ?? .null),
      ("confidence_level", .number(confidenceLevel)),
      ("warnings", .array(warnings.map { .text($0.description) })),
    ])
  }
}

extension ResampledInference: Tabular {
  /// Terms with estimate, error, p-value and interval; cells without a number are left empty, and
  /// the notes name the method and what it warns of.
  public var textTable: TextTable { textTable(labels: TermLabels()) }

  /// The same with the labels of the fit's own table.
  func textTable(labels: TermLabels) -> TextTable {
    let format = NumberFormat(digits: 3)
    func number(_ value: Double?) -> TextTable.Cell {
      value.map { .number(format.string($0)) } ?? .empty
    }
    let percent = NumberFormat.percent(confidenceLevel)
    return TextTable(
      headers: ["", "Estimate", "Std. error", "p", "\(percent) low", "\(percent) high"],
      alignments: [.leading, .decimal, .decimal, .decimal, .decimal, .decimal],
      groups: [
        rows.map { row in
          TextTable.Row([
            TextTable.Cell(labels.label(row.term)), number(row.estimate), number(row.standardError),
            number(row.pValue), number(row.confidenceLow), number(row.confidenceHigh),
          ])
        }
      ], notes: ["Inference: \(label)."] + warnings.map(\.description))
  }

  /// Full precision, one record a term.
  public var records: Records {
    Records(
      header: ["term", "estimate", "std_error", "p_value", "conf_low", "conf_high", "inference"],
      rows: rows.map { row in
        let numbers = [
          row.estimate, row.standardError, row.pValue, row.confidenceLow, row.confidenceHigh,
        ]
        return [row.term.name] + numbers.map { $0.map { "\($0)" } ?? "" } + [name]
      })
  }
}

/// Inference by resampling under the labels of a report.
public struct InferenceTable: Tabular {
  private let inference: ResampledInference
  private let labels: TermLabels

  /// The table of an inference.
  public init(_ inference: ResampledInference, labels: TermLabels) {
    self.inference = inference
    self.labels = labels
  }

  /// As the inference's own, with labels for terms.
  public var textTable: TextTable { inference.textTable(labels: labels) }

  /// As the inference's own.
  public var records: Records { inference.records }
}

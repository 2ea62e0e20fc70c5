import Estimation
import Frames
import Typesetting

/// How the rows offered to a model became the rows it used: one line a reason.
public struct WaterfallTable: Tabular {
  /// Above the table.
  public var title: String?
  /// The rows offered and used, with the counts of the others.
  public let sample: Sample

  /// A table of one sample.
  public init(_ sample: Sample, title: String? = nil) {
    self.sample = sample
    self.title = title
  }

  /// Rows dropped by each reason, and the rows left after it.
  public var textTable: TextTable {
    var left = sample.offered
    let offered = TextTable.Row([
      "Rows offered", .empty, .number(NumberFormat.count(sample.offered)),
    ])
    let reasons = sample.dropped.map { dropped -> TextTable.Row in
      left -= dropped.count
      return TextTable.Row([
        TextTable.Cell(dropped.reason.description),
        .number(dropped.count == 0 ? "0" : "-" + NumberFormat.count(dropped.count)),
        .number(NumberFormat.count(left)),
      ])
    }
    let used = TextTable.Row([
      "Rows used", .empty, .number(NumberFormat.count(sample.count)),
    ])
    // A sample whose reasons do not add up must not look as if they did.
    let unexplained = left - sample.count
    let notes =
      unexplained == 0
      ? []
      : [
        "\(NumberFormat.count(unexplained)) \(Plural.of(unexplained, "row was", "rows were")) neither "
          + "used nor dropped for a stated reason."
      ]
    return TextTable(
      title: title, headers: ["", "Dropped", "Left"], alignments: [.leading, .trailing, .trailing],
      groups: [[offered], reasons, [used]], notes: notes)
  }

  /// One record a reason, between `offered` and `used`.
  public var records: Records {
    var left = sample.offered
    var rows = [["offered", "", "\(left)"]]
    for dropped in sample.dropped {
      left -= dropped.count
      rows.append([dropped.reason.description, "\(dropped.count)", "\(left)"])
    }
    rows.append(["used", "", "\(sample.count)"])
    return Records(header: ["step", "dropped", "left"], rows: rows)
  }
}

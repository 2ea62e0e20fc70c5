import Evidence
import Typesetting

extension AuditedTrace {
  /// Weights of the items, what each source carries, and the sweep of priors.
  public var tables: [TextTable] { [weightTable, sourceTable, sweepTable] }

  private var format: NumberFormat { NumberFormat(digits: 1) }

  private func decibels(_ value: Double?) -> TextTable.Cell {
    value.map { .number(format.string($0)) } ?? .empty
  }

  /// Every item that counts, by date.
  var weightTable: TextTable {
    let rivals = all.hypotheses.indices.filter { $0 != all.focal }
    let rows = all.items.map { weight in
      TextTable.Row(
        [
          TextTable.Cell(weight.item.id + (excluded.contains(weight.item.id) ? " ?" : "")),
          TextTable.Cell(weight.kind.rawValue),
          .number(NumberFormat(digits: 2).string(weight.p)),
          .number(NumberFormat(digits: 2).string(weight.q)),
        ] + rivals.map { decibels(weight.decibels[$0]) } + [
          decibels(weight.against),
          .number(NumberFormat(digits: 3).string(weight.expectedLearning)),
        ])
    }
    var notes = [
      "Decibels, 10 log10(P(item | \(all.hypotheses[all.focal].id)) / P(item | rival)), reliability "
        + "taken in; 3 dB double the odds, 10 dB make them tenfold. p and q as stated, q over the "
        + "rivals by their priors; test: high from \(all.thresholds.high), low to "
        + "\(all.thresholds.low). Learning: how far the posterior was expected to "
        + "move before looking.",
      "Items of one document do not add up: see the next table. A question mark: the audit has a "
        + "lead on the item.",
    ]
    notes += all.idle.map { "\($0.id) does not count: \($0.reason)." }
    return TextTable(
      title: "Weights of the items: \(all.record.name)",
      headers: ["Item", "Test", "p", "q"] + rivals.map { all.hypotheses[$0].id }
        + ["rest", "Learning"],
      alignments: [.leading, .leading] + [.trailing, .trailing]
        + rivals.map { _ in .trailing } + [.trailing, .trailing],
      groups: [rows], notes: notes)
  }

  /// What each document or cluster adds, and the posterior without it.
  var sourceTable: TextTable {
    let focal = all.focal
    let rows = all.clusters.map { weight in
      TextTable.Row([
        TextTable.Cell(weight.cluster.key),
        TextTable.Cell(weight.cluster.items.map(\.id).joined(separator: ", ")),
        TextTable.Cell(weight.cluster.ruleName), decibels(weight.against),
        TextTable.Cell(weight.against.map { WeightGrade(decibels: $0).rawValue } ?? "decisive"),
        .number(CaseFileTrace.percent(weight.posteriorWithout[focal])),
      ])
    }
    return TextTable(
      title: "Leaving one source out: \(all.record.name)",
      headers: [
        "Source", "Items", "Taken together", "dB against the rest", "Grade",
        "Posterior without (%)",
      ],
      alignments: [.leading, .leading, .leading, .trailing, .leading, .trailing], groups: [rows],
      notes: [
        "With all sources: \(CaseFileTrace.percent(all.posterior[focal]))%. Shared 1: the items of a "
          + "document count as one witness; shared 0: as independent."
      ])
  }

  /// The focal posterior from every prior.
  var sweepTable: TextTable {
    let rows = all.sweep.enumerated().filter { $0.offset % 2 == 0 || $0.offset == 9 }
      .map { index, point in
        TextTable.Row([
          .number(CaseFileTrace.percent(point.prior)),
          .number(CaseFileTrace.percent(point.posterior)),
          sound.map { .number(CaseFileTrace.percent($0.sweep[index].posterior)) } ?? .empty,
        ])
      }
    return TextTable(
      title: "From other priors of '\(all.hypotheses[all.focal].id)': \(all.record.name)",
      headers: ["Prior (%)", "All items", "Without doubtful"],
      alignments: [.trailing, .trailing, .trailing], groups: [rows],
      notes: ["The rivals keep their proportions."])
  }
}

/// A remainder that may not be assumed positive (enhanced standard analysis, Schneider and Wagemann
/// 2012, ch. 8).
public struct BarredRemainder: Sendable, Equatable {
  /// Why nothing may be assumed of the remainder.
  public enum Reason: Sendable, Equatable {
    /// A term that the analyst declared impossible or untenable holds in it.
    case untenable(Conjunction)
    /// None of the terms, of which one was declared necessary for the outcome, holds in it.
    case contradictsNecessity([Conjunction])
    /// It would be assumed positive for the outcome and for its absence.
    case contradictory
  }

  /// The row of the truth table, the first condition in the highest bit.
  public let configuration: UInt32
  /// The first reason that applies.
  public let reason: Reason

  /// The remainders to bar, ascending; for each the first reason that applies, in their order above.
  ///
  /// Contradictory assumptions are those of any parsimonious model of the outcome that also are of
  /// one of its absence. Barring them makes other models minimal, whose assumptions may contradict
  /// each other in turn, so that it is repeated until none do.
  static func list(
    _ table: TruthTable, negated: TruthTable, untenable: [Conjunction], necessary: [[Conjunction]],
    isEnhanced: Bool, options: MinimalModels.Options
  ) throws(EvidenceError) -> [BarredRemainder] {
    let remainders = table.remainders
    var barred: [BarredRemainder] = []
    for row in remainders.rows {
      if let term = untenable.first(where: { $0.covers(row) }) {
        barred.append(BarredRemainder(configuration: row, reason: .untenable(term)))
      } else if let terms = necessary.first(where: { !$0.contains { $0.covers(row) } }) {
        barred.append(
          BarredRemainder(configuration: row, reason: .contradictsNecessity(terms)))
      }
    }
    guard isEnhanced else { return barred }
    let count = table.conditionCount
    var open = remainders.subtracting(
      RowSet(barred.map(\.configuration), conditionCount: count))
    // What is necessary for the outcome says nothing about its absence.
    var openNegated = negated.remainders.subtracting(
      RowSet(
        negated.remainders.rows.filter { row in untenable.contains { $0.covers(row) } },
        conditionCount: count))
    while true {
      let assumed = try assumptions(table, open, options)
      let opposite = try assumptions(negated, openNegated, options)
      let both = assumed.intersection(opposite)
      if both.isEmpty { break }
      barred += both.rows.map { BarredRemainder(configuration: $0, reason: .contradictory) }
      open = open.subtracting(both)
      openNegated = openNegated.subtracting(both)
    }
    return barred.sorted { $0.configuration < $1.configuration }
  }

  /// The remainders that some parsimonious model assumes positive.
  private static func assumptions(
    _ table: TruthTable, _ open: RowSet, _ options: MinimalModels.Options
  ) throws(EvidenceError) -> RowSet {
    let positives = table.configurations(.positive)
    if positives.isEmpty { return RowSet(conditionCount: table.conditionCount) }
    let minimal = try MinimalModels(
      BooleanFunction(
        conditionCount: table.conditionCount, positives: positives, dontCares: open),
      options: options)
    return open.covered(by: Array(Set(minimal.models.joined())).sorted())
  }
}

import Frames

/// The memberships of cases in the sets of conditions and outcome, checked.
public struct Memberships: Sendable, Equatable {
  /// The cases' names, each once.
  public let cases: [String]
  /// The conditions' names; the order gives the rows of the truth table their numbers.
  public let conditions: [String]
  /// The outcome as it is explained: `Y`, or `~Y` where its absence is.
  public let outcome: String
  /// One array a condition, one membership a case.
  public let values: [[Double]]
  /// One membership a case, of the outcome as it is explained.
  public let outcomeValues: [Double]

  /// The conditions, by position, in which a case is exactly 0.5: it then belongs to no row.
  private func halves(ofCase index: Int) -> [Int] {
    conditions.indices.filter { values[$0][index] == 0.5 }
  }

  /// Cases that belong to no row of the truth table, as a condition of theirs is exactly 0.5, in words:
  /// `k2 (RICH)`.
  public var unassigned: [String] {
    cases.indices.compactMap { index in
      let halves = halves(ofCase: index).map { conditions[$0] }
      return halves.isEmpty ? nil : "\(cases[index]) (\(halves.joined(separator: ", ")))"
    }
  }

  /// What becomes of a case whose membership in a condition is exactly 0.5.
  public enum Half: String, Sendable, CaseIterable {
    /// It is refused: the case belongs to no row.
    case refuse
    /// It is counted in no row, stays in the sums of consistency and coverage, where its membership is
    /// as good as any, and is named in the answer: as R's QCA package has it (Dusa 2019).
    case unassigned
  }

  /// - Throws: `noCases`, `repeatedCase`, `conditionCount`, `membershipOutOfRange`, and
  ///   `operatorInName`, `severalValues`, `onlyHalves`, and
  ///   `ambiguousMembership` for a condition of exactly 0.5 unless such cases may stay unassigned. An
  ///   outcome of 0.5 is allowed: it moves no case between rows.
  public init(
    cases: [String], conditions: [String], outcome: String, values: [[Double]],
    outcomeValues: [Double], half: Half = .refuse
  ) throws(EvidenceError) {
    precondition(
      values.count == conditions.count && values.allSatisfy { $0.count == cases.count }
        && outcomeValues.count == cases.count, "one membership a case and set")
    guard (1...BooleanFunction.conditionLimit).contains(conditions.count) else {
      throw .conditionCount(found: conditions.count, limit: BooleanFunction.conditionLimit)
    }
    guard !cases.isEmpty else { throw .noCases }
    for name in conditions + [outcome] where name.contains(where: { "*+~".contains($0) }) {
      throw .operatorInName(name)
    }
    var seen: Set<SpelledText> = []
    for name in cases where !seen.insert(SpelledText(name)).inserted { throw .repeatedCase(name) }
    for (column, memberships) in zip(conditions + [outcome], values + [outcomeValues]) {
      for (name, value) in zip(cases, memberships) where !(0...1).contains(value) {
        if memberships.allSatisfy({ $0 == $0.rounded() && (0...20).contains($0) }) {
          throw .severalValues(column: column, caseName: name, value: value)
        }
        throw .membershipOutOfRange(column: column, caseName: name, value: value)
      }
    }
    self.init(
      checkedCases: cases, conditions: conditions, outcome: outcome, values: values,
      outcomeValues: outcomeValues)
    let ambiguous = cases.indices.filter { !halves(ofCase: $0).isEmpty }
    if half == .refuse, let first = ambiguous.first {
      throw .ambiguousMembership(
        column: conditions[halves(ofCase: first)[0]], caseName: cases[first])
    }
    guard ambiguous.count < cases.count else { throw .onlyHalves(cases: cases.count) }
  }

  private init(
    checkedCases: [String], conditions: [String], outcome: String, values: [[Double]],
    outcomeValues: [Double]
  ) {
    cases = checkedCases
    self.conditions = conditions
    self.outcome = outcome
    self.values = values
    self.outcomeValues = outcomeValues
  }

  /// The same cases with the absence of the outcome as outcome.
  public var negated: Memberships {
    Memberships(
      checkedCases: cases, conditions: conditions,
      outcome: outcome.hasPrefix("~") ? String(outcome.dropFirst()) : "~" + outcome,
      values: values, outcomeValues: outcomeValues.map { 1 - $0 })
  }

  /// The only row of the truth table in which a case is more in than out; `nil` where a condition of
  /// exactly 0.5 leaves it between rows.
  public func row(ofCase index: Int) -> UInt32? {
    guard halves(ofCase: index).isEmpty else { return nil }
    return values.reduce(UInt32(0)) { $0 << 1 | ($1[index] > 0.5 ? 1 : 0) }
  }

  /// Membership in a conjunction: the least of its literals, 1 - x where a condition is absent.
  public func memberships(in term: Conjunction) -> [Double] {
    let literals = conditions.indices.compactMap { position in
      term.literal(position, of: conditions.count).map { (values[position], $0) }
    }
    return cases.indices.map { index in
      literals.reduce(1.0) { least, literal in
        min(least, literal.1 ? literal.0[index] : 1 - literal.0[index])
      }
    }
  }

  /// Membership in a disjunction: the greatest of its terms; 0 where there is none.
  public func memberships(in terms: [Conjunction]) -> [Double] {
    terms.map { memberships(in: $0) }.reduce(Array(repeating: 0, count: cases.count)) {
      zip($0, $1).map { max($0, $1) }
    }
  }
}

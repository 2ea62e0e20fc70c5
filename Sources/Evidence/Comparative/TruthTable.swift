/// The rows of a truth table that have cases, with the outcome that the cutoffs give each.
public struct TruthTable: Sendable, Equatable {
  /// When a row counts as sufficient for the outcome.
  public struct Cutoffs: Sendable, Equatable {
    /// The least consistency of a positive row.
    public var consistency: Double
    /// The least number of cases with membership above 0.5; rows with fewer are remainders.
    public var frequency: Int
    /// The least PRI of a positive row; `nil` for none.
    public var pri: Double?
    /// Rows between this consistency and `consistency` are contradictions, and neither positive
    /// nor remainders; `nil` for none.
    public var contradiction: Double?

    /// A frequency of one case, and neither a PRI cutoff nor a band of contradictions, unless told.
    public init(
      consistency: Double, frequency: Int = 1, pri: Double? = nil, contradiction: Double? = nil
    ) {
      self.consistency = consistency
      self.frequency = frequency
      self.pri = pri
      self.contradiction = contradiction
    }

    /// - Throws: `badCutoff` for one out of its range.
    public func validate() throws(EvidenceError) {
      guard consistency > 0, consistency <= 1 else {
        throw .badCutoff(
          name: "consistency cutoff", value: consistency, expected: "a number above 0, at most 1")
      }
      guard frequency >= 1 else {
        throw .badCutoff(
          name: "frequency cutoff", value: Double(frequency),
          expected: "a whole number of at least 1")
      }
      if let pri, !(0...1).contains(pri) {
        throw .badCutoff(name: "PRI cutoff", value: pri, expected: "a number from 0 to 1")
      }
      if let contradiction, !(contradiction >= 0 && contradiction < consistency) {
        throw .badCutoff(
          name: "cutoff of contradictions", value: contradiction,
          expected: "a number from 0 to below the consistency cutoff")
      }
    }
  }

  /// What the cutoffs make of a row, as tables print it.
  public enum Outcome: String, Sendable {
    /// Consistent enough for the outcome.
    case positive = "1"
    /// Not consistent enough.
    case negative = "0"
    /// Between the two cutoffs of consistency.
    case contradiction = "C"
    /// Fewer cases than the frequency cutoff asks for.
    case remainder = "?"
  }

  /// One configuration of the conditions.
  public struct Row: Sendable, Equatable {
    /// The configuration as a number, the first condition in the highest bit.
    public let configuration: UInt32
    /// Under the table's cutoffs.
    public let outcome: Outcome
    /// Consistency and PRI of membership in the row, over all cases; coverage too.
    public let fit: SufficiencyFit
    /// The cases with membership above 0.5, by position.
    public let members: [Int]
    /// Those of them that are more out of the outcome than in. Where only some are, the row
    /// contradicts itself, whatever its consistency.
    public let without: [Int]

    /// From 1, as truth tables are numbered.
    public var number: Int { Int(configuration) + 1 }
    /// Whether the row's cases disagree about the outcome.
    public var isContradictory: Bool { !without.isEmpty && without.count < members.count }
  }

  /// k; the table has 2^k rows, of which `rows` lists those with cases.
  public let conditionCount: Int
  /// What the outcomes were given by.
  public let cutoffs: Cutoffs
  /// Rows with at least one case, in the order of their numbers.
  public let rows: [Row]

  /// Assigns each case to its row, unless a condition of 0.5 leaves it between rows, and each row its
  /// outcome. O(cases^2 * conditions) at most.
  ///
  /// - Throws: `badCutoff`.
  public init(_ memberships: Memberships, _ cutoffs: Cutoffs) throws(EvidenceError) {
    try cutoffs.validate()
    self.cutoffs = cutoffs
    conditionCount = memberships.conditions.count
    let placed = memberships.cases.indices.compactMap { index in
      memberships.row(ofCase: index).map { ($0, index) }
    }.sorted { $0 < $1 }
    var groups: [(row: UInt32, members: [Int])] = []
    for (row, index) in placed {
      if groups.last?.row == row {
        groups[groups.count - 1].members.append(index)
      } else {
        groups.append((row, [index]))
      }
    }
    let count = conditionCount
    rows = groups.map { group in
      let term = Conjunction(row: group.row, conditionCount: count)
      let fit = SufficiencyFit(
        memberships.memberships(in: term), outcome: memberships.outcomeValues)
      return Row(
        configuration: group.row, outcome: Self.outcome(fit, group.members.count, cutoffs),
        fit: fit, members: group.members,
        without: group.members.filter { memberships.outcomeValues[$0] < 0.5 })
    }
  }

  private static func outcome(
    _ fit: SufficiencyFit, _ count: Int, _ cutoffs: Cutoffs
  ) -> Outcome {
    if count < cutoffs.frequency { return .remainder }
    if SetFit.reaches(fit.consistency, cutoffs.consistency) {
      return cutoffs.pri.map { SetFit.reaches(fit.pri, $0) } ?? true ? .positive : .negative
    }
    if let least = cutoffs.contradiction, SetFit.reaches(fit.consistency, least) {
      return .contradiction
    }
    return .negative
  }

  /// The configurations of the rows with an outcome, ascending.
  public func configurations(_ outcome: Outcome) -> [UInt32] {
    rows.filter { $0.outcome == outcome }.map(\.configuration)
  }

  /// The rows that no case, or too few, say anything about.
  public var remainders: RowSet {
    RowSet(
      rows.filter { $0.outcome != .remainder }.map(\.configuration),
      conditionCount: conditionCount
    ).complement
  }

  /// A configuration as ones and zeros in the order of the conditions.
  public static func text(_ configuration: UInt32, conditionCount: Int) -> String {
    let digits = String(configuration, radix: 2)
    return String(repeating: "0", count: conditionCount - digits.count) + digits
  }
}

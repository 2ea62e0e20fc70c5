/// A qualitative comparative analysis: truth table, necessity, and the three solutions with all
/// their models and fits (Ragin 2008; Schneider and Wagemann 2012).
public struct ComparativeAnalysis: Sendable {
  /// What is asked of the memberships.
  public struct Specification: Sendable, Equatable {
    /// When a row of the truth table is positive, and when it has cases enough.
    public var cutoffs: TruthTable.Cutoffs
    /// One a condition. Default: nothing is expected, and then the intermediate solution is the
    /// complex one.
    public var expectations: [DirectionalExpectation]
    /// Configurations that cannot be, or about which nothing may be assumed. Default: none.
    public var untenable: [Conjunction]
    /// Disjunctions declared necessary for the outcome; remainders without them may not be assumed
    /// positive. Default: none.
    public var necessary: [[Conjunction]]
    /// Whether to bar assumptions made for the outcome and for its absence. Default: no.
    public var isEnhanced: Bool
    /// Which sums of prime implicants are models, and how long to search for them.
    public var minimal: MinimalModels.Options

    /// A standard analysis without barred remainders unless told.
    public init(
      cutoffs: TruthTable.Cutoffs, expectations: [DirectionalExpectation],
      untenable: [Conjunction] = [],
      necessary: [[Conjunction]] = [], isEnhanced: Bool = false,
      minimal: MinimalModels.Options = .init()
    ) {
      self.cutoffs = cutoffs
      self.expectations = expectations
      self.untenable = untenable
      self.necessary = necessary
      self.isEnhanced = isEnhanced
      self.minimal = minimal
    }
  }

  /// How necessary one literal is for the outcome.
  public struct Necessity: Sendable, Equatable {
    /// One condition, present or absent.
    public let literal: Conjunction
    /// How well the cases bear out that the outcome needs it.
    public let fit: NecessityFit
  }

  /// The sets of the cases, as they were checked.
  public let memberships: Memberships
  /// What was asked of them.
  public let specification: Specification
  /// The rows that have cases, with their outcomes.
  public let table: TruthTable
  /// The truth table of the outcome's absence, at the same cutoffs.
  public let negatedTable: TruthTable
  /// Remainders that no model may assume positive.
  public let barred: [BarredRemainder]
  /// Minimisations and counterfactuals behind the solutions.
  public let standard: StandardAnalysis
  /// Without counterfactuals.
  public let complex: Solution
  /// With every counterfactual that makes it shorter, but for barred ones.
  public let parsimonious: Solution
  /// With the counterfactuals that the expectations make easy.
  public let intermediate: Solution
  /// Presence and absence of each condition, in their order.
  public let necessity: [Necessity]

  /// Runs the analysis.
  ///
  /// - Throws: `expectationCount`, `badCutoff`, `noPositiveRows`, `noRowOfPRI`,
  ///   `minimizationUnfinished`.
  public init(
    _ memberships: Memberships, _ specification: Specification
  ) throws(EvidenceError) {
    let conditions = memberships.conditions
    guard specification.expectations.count == conditions.count else {
      throw .expectationCount(found: specification.expectations.count, conditions: conditions)
    }
    let table = try TruthTable(memberships, specification.cutoffs)
    let negated = try TruthTable(memberships.negated, specification.cutoffs)
    let positives = table.configurations(.positive)
    guard !positives.isEmpty else { throw Self.noPositiveRows(table, memberships) }
    let barred = try BarredRemainder.list(
      table, negated: negated, untenable: specification.untenable,
      necessary: specification.necessary, isEnhanced: specification.isEnhanced,
      options: specification.minimal)
    let open = table.remainders.subtracting(
      RowSet(barred.map(\.configuration), conditionCount: conditions.count))
    let standard = try StandardAnalysis(
      positives: positives, remainders: open, expectations: specification.expectations,
      options: specification.minimal)
    self.memberships = memberships
    self.specification = specification
    self.table = table
    negatedTable = negated
    self.barred = barred
    self.standard = standard
    func solution(
      _ kind: Solution.Kind, _ models: [[Conjunction]], _ count: MinimalModels.Count
    ) -> Solution {
      Solution(kind, models, count: count, memberships, remainders: open)
    }
    complex = solution(.complex, standard.complex.models, standard.complex.count)
    parsimonious = solution(
      .parsimonious, standard.parsimonious.models, standard.parsimonious.count)
    intermediate = solution(.intermediate, standard.intermediate, standard.intermediateCount)
    necessity = conditions.indices.flatMap { position -> [Necessity] in
      let bit: UInt32 = 1 << UInt32(conditions.count - 1 - position)
      return [Conjunction(care: bit, value: bit), Conjunction(care: bit, value: 0)].map { literal in
        Necessity(
          literal: literal,
          fit: NecessityFit(
            memberships.memberships(in: literal), outcome: memberships.outcomeValues))
      }
    }
  }

  /// The solution of a kind.
  public func solution(_ kind: Solution.Kind) -> Solution {
    switch kind {
    case .complex: complex
    case .parsimonious: parsimonious
    case .intermediate: intermediate
    }
  }

  /// A row of the truth table in words: number and configuration.
  static func name(_ configuration: UInt32, _ conditionCount: Int) -> String {
    let digits = TruthTable.text(configuration, conditionCount: conditionCount)
    return "row \(Int(configuration) + 1) (\(digits))"
  }

  private static func noPositiveRows(
    _ table: TruthTable, _ memberships: Memberships
  ) -> EvidenceError {
    let full = table.rows.filter { $0.outcome != .remainder }
    let consistent = full.filter { SetFit.reaches($0.fit.consistency, table.cutoffs.consistency) }
    if let cutoff = table.cutoffs.pri,
      let first = consistent.max(by: {
        ($0.fit.pri ?? -1, $0.fit.consistency ?? 0) < ($1.fit.pri ?? -1, $1.fit.consistency ?? 0)
      })
    {
      return .noRowOfPRI(
        outcome: memberships.outcome, cutoff: cutoff, highest: first.fit.pri,
        row: name(first.configuration, table.conditionCount),
        consistency: first.fit.consistency ?? 0)
    }
    let best = full.max { ($0.fit.consistency ?? 0) < ($1.fit.consistency ?? 0) }
    let fullest = table.rows.max { $0.members.count < $1.members.count }
    let shown = best ?? fullest
    return .noPositiveRows(
      outcome: memberships.outcome, cutoff: table.cutoffs.consistency,
      highest: best?.fit.consistency,
      row: shown.map { name($0.configuration, table.conditionCount) } ?? "none",
      cases: shown?.members.count ?? 0)
  }
}

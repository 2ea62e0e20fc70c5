/// The three solutions of a truth table (Ragin 2008, ch. 8 and 9): complex, without counterfactuals;
/// parsimonious, with any that simplify; intermediate, with those that the expectations make easy.
public struct StandardAnalysis: Sendable, Equatable {
  /// One complex model beside one parsimonious model, and what lies between them.
  public struct Derivation: Sendable, Equatable {
    /// Positions among the complex and the parsimonious models.
    public let complex: Int
    /// Position among the parsimonious models.
    public let parsimonious: Int
    /// The remainders that the parsimonious model assumes positive: those in line with the
    /// expectations, and the others.
    public let easy: [UInt32]
    /// Those that contradict the expectations, and that the intermediate solution does without.
    public let difficult: [UInt32]
    /// What is left when positives and easy counterfactuals are minimised anew.
    public let minimal: MinimalModels
  }

  /// The positives alone, minimised.
  public let complex: MinimalModels
  /// The positives with all remainders that are not barred as don't-cares.
  public let parsimonious: MinimalModels
  /// One for each pair of a complex and a parsimonious model.
  public let derivations: [Derivation]
  /// The intermediate models of all pairs, without repetition, in the order of models; at most as
  /// many as were to be listed.
  public let intermediate: [[Conjunction]]
  /// How many there are; a lower bound where a list that they derive from is not complete.
  public let intermediateCount: MinimalModels.Count

  /// Minimises three times.
  ///
  /// For every term c of the complex model within a term p of the parsimonious one, let t be p with
  /// the literals of c that run against no expectation. A simplifying assumption of the parsimonious
  /// model is easy if some t covers it. The intermediate models are the minimal covers of the
  /// positives by prime implicants over positives and easy counterfactuals; dropping literals from
  /// the complex terms without minimising anew can leave terms that are not prime.
  ///
  /// - Parameters:
  ///   - positives: The rows to explain.
  ///   - remainders: The rows that may be assumed positive; untenable ones left out.
  ///   - expectations: One a condition.
  /// - Throws: `minimizationUnfinished`.
  public init(
    positives: [UInt32], remainders: RowSet, expectations: [DirectionalExpectation],
    options: MinimalModels.Options = .init()
  ) throws(EvidenceError) {
    let count = remainders.conditionCount
    precondition(expectations.count == count, "one expectation a condition")
    let complex = try MinimalModels(
      BooleanFunction(conditionCount: count, positives: positives), options: options)
    let parsimonious = try MinimalModels(
      BooleanFunction(conditionCount: count, positives: positives, dontCares: remainders),
      options: options)
    var derivations: [Derivation] = []
    // Many pairs share their easy counterfactuals, and then their models.
    var solved: [[UInt32]: MinimalModels] = [:]
    for (second, simple) in parsimonious.models.enumerated() {
      let assumed = remainders.covered(by: simple).rows
      for (first, detailed) in complex.models.enumerated() {
        let terms = Self.between(detailed, simple, expectations)
        let easy = assumed.filter { row in terms.contains { $0.covers(row) } }
        let minimal: MinimalModels
        if let known = solved[easy] {
          minimal = known
        } else {
          minimal = try MinimalModels(
            BooleanFunction(
              conditionCount: count, positives: positives,
              dontCares: RowSet(easy, conditionCount: count)), options: options)
          solved[easy] = minimal
        }
        derivations.append(
          Derivation(
            complex: first, parsimonious: second, easy: easy,
            difficult: assumed.filter { row in !terms.contains { $0.covers(row) } },
            minimal: minimal))
      }
    }
    self.complex = complex
    self.parsimonious = parsimonious
    self.derivations = derivations
    var seen: Set<[Conjunction]> = []
    let models = derivations.flatMap(\.minimal.models).filter { seen.insert($0).inserted }
      .sorted { left, right in
        left.count != right.count
          ? left.count < right.count : left.lexicographicallyPrecedes(right)
      }
    // Without expectations nothing is easy, whatever the parsimonious models assume.
    let isFree = expectations.allSatisfy { $0 == .none }
    let isComplete =
      !complex.isTruncated && (isFree || !parsimonious.isTruncated)
      && derivations.allSatisfy { !$0.minimal.isTruncated }
    intermediate = Array(models.prefix(options.listed))
    intermediateCount = isComplete ? .exactly(models.count) : .atLeast(models.count)
  }

  /// Terms of the parsimonious model, narrowed by what the complex one has and theory does not
  /// speak against.
  private static func between(
    _ complex: [Conjunction], _ parsimonious: [Conjunction],
    _ expectations: [DirectionalExpectation]
  ) -> [Conjunction] {
    let count = expectations.count
    var (present, absent): (UInt32, UInt32) = (0, 0)
    for (position, expectation) in expectations.enumerated() {
      let bit: UInt32 = 1 << UInt32(count - 1 - position)
      switch expectation {
      case .present: present |= bit
      case .absent: absent |= bit
      case .none: break
      }
    }
    var terms: [Conjunction] = []
    for inner in complex {
      for outer in parsimonious where outer.contains(inner) {
        let against = inner.value & absent | (inner.care & ~inner.value) & present
        let care = outer.care | inner.care & ~against
        terms.append(Conjunction(care: care, value: inner.value & care))
      }
    }
    return terms
  }
}

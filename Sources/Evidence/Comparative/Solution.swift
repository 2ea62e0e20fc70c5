/// A solution of a truth table: all its models, with the fit of each model and each of its terms.
public struct Solution: Sendable, Equatable {
  /// Which counterfactuals the solution allows itself (Ragin 2008, ch. 8 and 9).
  public enum Kind: String, Sendable, CaseIterable {
    case complex, parsimonious, intermediate
  }

  /// A term of a model.
  public struct Part: Sendable, Equatable {
    /// A conjunction that is sufficient for the outcome.
    public let term: Conjunction
    /// Consistency, PRI and raw coverage.
    public let fit: SufficiencyFit
    /// What no other term of the model covers:
    /// raw coverage - sum min(x, greatest of the other terms, y) / sum y.
    public let uniqueCoverage: Double?
    /// The cases more in the term than out, by position.
    public let members: [Int]
    /// Those of them that are more out of the outcome than in: deviant in consistency.
    public let without: [Int]
  }

  /// One disjunction of terms; several may fit the truth table equally well.
  public struct Model: Sendable, Equatable {
    /// The terms with their fits, in the order of terms.
    public let parts: [Part]
    /// The fit of the disjunction of the terms.
    public let fit: SufficiencyFit
    /// Membership of each case in the disjunction.
    public let memberships: [Double]
    /// The remainders that the model assumes positive.
    public let assumptions: [UInt32]

    /// The terms without their fits.
    public var terms: [Conjunction] { parts.map(\.term) }
  }

  /// Which counterfactuals were allowed.
  public let kind: Kind
  /// Each of them, as far as they are listed.
  public let models: [Model]
  /// How many there are.
  public let count: MinimalModels.Count

  /// Whether there are models that are not listed.
  public var isTruncated: Bool { count != .exactly(models.count) }

  init(
    _ kind: Kind, _ models: [[Conjunction]], count: MinimalModels.Count, _ table: Memberships,
    remainders: RowSet
  ) {
    self.kind = kind
    self.count = count
    var known: [Conjunction: [Double]] = [:]
    self.models = models.map { terms in
      let sets = terms.map { term -> [Double] in
        if let values = known[term] { return values }
        let values = table.memberships(in: term)
        known[term] = values
        return values
      }
      return Self.model(terms, sets, table, remainders)
    }
  }

  private static func model(
    _ terms: [Conjunction], _ sets: [[Double]], _ table: Memberships, _ remainders: RowSet
  ) -> Model {
    let outcome = table.outcomeValues
    let none = Array(repeating: 0.0, count: table.cases.count)
    let parts = terms.indices.map { index -> Part in
      let others = sets.indices.filter { $0 != index }.reduce(none) { union, other in
        zip(union, sets[other]).map { max($0, $1) }
      }
      let shared = zip(sets[index], others).map { min($0, $1) }
      let fit = SufficiencyFit(sets[index], outcome: outcome)
      let members = table.cases.indices.filter { sets[index][$0] > 0.5 }
      let raw = fit.coverage
      let overlap = SufficiencyFit(shared, outcome: outcome).coverage
      return Part(
        term: terms[index], fit: fit,
        uniqueCoverage: raw.flatMap { raw in overlap.map { raw - $0 } }, members: members,
        without: members.filter { outcome[$0] < 0.5 })
    }
    let union = sets.reduce(none) { zip($0, $1).map { max($0, $1) } }
    return Model(
      parts: parts, fit: SufficiencyFit(union, outcome: outcome), memberships: union,
      assumptions: remainders.covered(by: terms).rows)
  }
}

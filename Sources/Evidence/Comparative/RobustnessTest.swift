/// Whether a solution survives other choices that were as good (Oana and Schneider 2021).
///
/// Sensitivity ranges say how far each choice can move alone. The solutions just beyond the ends of
/// these ranges are the test set, the nearest rivals; what the solution shares with all of them is
/// its robust core.
public struct RobustnessTest: Sendable {
  /// A rival solution and what was changed to reach it.
  public struct Rival: Sendable, Equatable {
    /// What was changed, in words: the choice and its value.
    public let label: String
    /// Its models; the first is compared with the solution.
    public let models: [[Conjunction]]
    /// Memberships of the cases in its first model.
    public let memberships: [Double]
  }

  /// How the cases stand to the solution and to the test set. A case is shaky if it leaves in some
  /// rival, possible if it enters in some.
  public struct Cases: Sendable, Equatable {
    /// In the solution and the outcome, in every rival too; by position, as all of these.
    public let robustTypical: [Int]
    /// In the solution and in every rival, out of the outcome.
    public let robustDeviant: [Int]
    /// In the solution and the outcome, but not in every rival.
    public let shakyTypical: [Int]
    /// In the solution, out of the outcome, and not in every rival.
    public let shakyDeviant: [Int]
    /// Out of the solution, in the outcome, and in some rival.
    public let possibleTypical: [Int]
    /// Out of the solution and the outcome, and in some rival.
    public let possibleDeviant: [Int]

    /// 1: no case is shaky or possible; 2: some are possible; 3: some are shaky; 4: some are each.
    public var rank: Int {
      let isShaky = !(shakyTypical.isEmpty && shakyDeviant.isEmpty)
      let isPossible = !(possibleTypical.isEmpty && possibleDeviant.isEmpty)
      return 1 + (isPossible ? 1 : 0) + (isShaky ? 2 : 0)
    }

    /// Robust typical cases among all that are typical somewhere (RCR_typ); `nil` without any.
    public var typicalRatio: Double? {
      SetFit.ratio(
        Double(robustTypical.count),
        Double(robustTypical.count + shakyTypical.count + possibleTypical.count))
    }

    /// Robust deviant cases among all that are deviant somewhere (RCR_dev); `nil` without any.
    public var deviantRatio: Double? {
      SetFit.ratio(
        Double(robustDeviant.count),
        Double(robustDeviant.count + shakyDeviant.count + possibleDeviant.count))
    }
  }

  /// Which solution is put to the test.
  public let kind: Solution.Kind
  /// How far each choice can move alone, in the order of the choices.
  public let ranges: [SensitivityRange]
  /// The solutions just beyond the ends of the ranges.
  public let rivals: [Rival]
  /// Consistency, PRI and coverage of the robust core, the least of the solution and all rivals.
  public let core: SufficiencyFit
  /// RF_cons: consistency of the solution over that of the core; 1 where nothing is lost.
  public let consistencyRatio: Double?
  /// RF_cov: coverage of the core over that of the solution.
  public let coverageRatio: Double?
  /// RF_SC_minTS and RF_SC_maxTS: set coincidence, sum min / sum max, of the solution with the
  /// least and with the greatest of the rivals.
  public let coincidenceWithLeast: Double?
  /// With the greatest of the rivals.
  public let coincidenceWithGreatest: Double?
  /// The cases by how they stand to the solution and its rivals.
  public let cases: Cases
  /// What the positions of `cases` stand for.
  public let caseNames: [String]

  /// Finds the ranges, the rivals and the core of a solution's first model.
  ///
  /// - Parameters:
  ///   - source: The table with its calibrations, whose anchors are moved too.
  ///   - kind: The solution that is put to the test.
  /// - Throws: what the analysis itself throws.
  public init(
    _ source: CaseTable, _ specification: ComparativeAnalysis.Specification,
    kind: Solution.Kind = .intermediate
  ) throws(EvidenceError) {
    var search = RangeSearch(source, specification, kind)
    let memberships = try source.memberships()
    let analysis = try ComparativeAnalysis(memberships, specification)
    let models = analysis.solution(kind).models
    try search.start(models.map(\.terms))
    let ranges = try search.ranges(analysis.table)
    let initial = models.first?.memberships ?? []
    var rivals: [Rival] = []
    for range in ranges {
      for end in [range.low, range.high] {
        guard let terms = end.models, let first = terms.first, let value = end.changed else {
          continue
        }
        // A rival's terms are sets under its own calibration.
        let moved = try search.memberships(range.choice, value)
        rivals.append(
          Rival(
            label: "\(range.choice.label) \(RangeSearch.label(value))", models: terms,
            memberships: moved.memberships(in: first)))
      }
    }
    let least = rivals.map(\.memberships).reduce(rivals.first?.memberships ?? initial) {
      zip($0, $1).map { min($0, $1) }
    }
    let greatest = rivals.map(\.memberships).reduce(rivals.first?.memberships ?? initial) {
      zip($0, $1).map { max($0, $1) }
    }
    let outcome = memberships.outcomeValues
    let shared = zip(initial, least).map { min($0, $1) }
    let own = SufficiencyFit(initial, outcome: outcome)
    self.kind = kind
    self.ranges = ranges
    self.rivals = rivals
    core = SufficiencyFit(shared, outcome: outcome)
    consistencyRatio = Self.quotient(own.consistency, core.consistency)
    coverageRatio = Self.quotient(core.coverage, own.coverage)
    coincidenceWithLeast = Self.coincidence(initial, least)
    coincidenceWithGreatest = Self.coincidence(initial, greatest)
    cases = Self.cases(initial, least, greatest, outcome)
    caseNames = memberships.cases
  }

  private static func quotient(_ numerator: Double?, _ denominator: Double?) -> Double? {
    guard let numerator, let denominator else { return nil }
    return SetFit.ratio(numerator, denominator)
  }

  private static func coincidence(_ left: [Double], _ right: [Double]) -> Double? {
    var (both, either) = (0.0, 0.0)
    for (left, right) in zip(left, right) {
      both += min(left, right)
      either += max(left, right)
    }
    return SetFit.ratio(both, either)
  }

  private static func cases(
    _ initial: [Double], _ least: [Double], _ greatest: [Double], _ outcome: [Double]
  ) -> Cases {
    func filter(_ isTypical: Bool, _ holds: (Int) -> Bool) -> [Int] {
      initial.indices.filter {
        (isTypical ? outcome[$0] > 0.5 : outcome[$0] < 0.5) && holds($0)
      }
    }
    func robust(_ index: Int) -> Bool { initial[index] > 0.5 && least[index] > 0.5 }
    func shaky(_ index: Int) -> Bool { initial[index] > 0.5 && least[index] < 0.5 }
    func possible(_ index: Int) -> Bool { initial[index] < 0.5 && greatest[index] > 0.5 }
    return Cases(
      robustTypical: filter(true, robust), robustDeviant: filter(false, robust),
      shakyTypical: filter(true, shaky), shakyDeviant: filter(false, shaky),
      possibleTypical: filter(true, possible), possibleDeviant: filter(false, possible))
  }
}

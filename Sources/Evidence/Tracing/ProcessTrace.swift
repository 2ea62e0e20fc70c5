import Frames

/// What the items of a case say about the hypotheses.
///
/// P(H_j | E) is proportional to P(H_j) Π_c P(E_c | H_j) over clusters c of items that share a
/// document or depend on each other. Weights are pairwise, in decibels:
/// 10 log10(P(E | H) / P(E | H')) (Good 1950; Fairfield and Charman 2017). Clusters are taken in
/// the order of their keys, so that the order of the case file cannot change a bit of the result.
public struct ProcessTrace: Equatable, Sendable {
  /// What is asked of a case file.
  public struct Options: Equatable, Sendable {
    /// The hypothesis that weights are about, by its key; the first where `nil`.
    public var focal: String?
    /// Where the labels of tests begin and end.
    public var thresholds = TestKind.Thresholds()
    /// Items to leave out, as those that an audit casts doubt on.
    public var excluding: [String] = []

    /// The case file's first hypothesis and every item unless said.
    public init(
      focal: String? = nil, thresholds: TestKind.Thresholds = TestKind.Thresholds(),
      excluding: [String] = []
    ) {
      self.focal = focal
      self.thresholds = thresholds
      self.excluding = excluding
    }
  }

  /// An item by itself.
  public struct ItemWeight: Equatable, Sendable {
    /// The item.
    public let item: EvidenceItem
    /// The key of its cluster.
    public let cluster: String
    /// The label, from p and q before reliability.
    public let kind: TestKind
    /// P(E | H) for the focal hypothesis, and P(E | not H): the rivals weighted by their priors.
    public let p: Double
    /// P(E | not H), the rivals weighted by their priors.
    public let q: Double
    /// 10 log10 of what was seen, reliability taken in, against each hypothesis in their order;
    /// `nil` for the focal one, and where a ratio is not finite.
    public let decibels: [Double?]
    /// The same against all rivals, weighted by their priors.
    public let against: Double?
    /// E |P(H | E) - P(H)| before looking: 2 π (1 - π) |p - q| with the report's reliability.
    public let expectedLearning: Double
  }

  /// Items that count together.
  public struct ClusterWeight: Equatable, Sendable {
    /// The items.
    public let cluster: EvidenceCluster
    /// The joint probability under each hypothesis.
    public let likelihoods: [Likelihood]
    /// 10 log10 of the joint ratio against each hypothesis in their order; `nil` for the focal one.
    public let decibels: [Double?]
    /// The same against all rivals, weighted by their priors.
    public let against: Double?
    /// The posterior of each hypothesis without this cluster.
    public let posteriorWithout: [Double]
  }

  /// A prior of the focal hypothesis, the others keeping their proportions, and what it becomes.
  public struct SweepPoint: Equatable, Sendable {
    /// The focal prior.
    public let prior: Double
    /// The focal posterior from it.
    public let posterior: Double
  }

  /// The priors of the sweep: .05 to .95.
  public static let sweptPriors = (1...19).map { Double($0) / 20 }

  /// The case.
  public let record: CaseRecord
  /// The hypotheses, in the case file's order.
  public let hypotheses: [Hypothesis]
  /// The place of the focal hypothesis among them.
  public let focal: Int
  /// Where the labels of tests begin and end.
  public let thresholds: TestKind.Thresholds
  /// In the order of the dates, then of the keys.
  public let items: [ItemWeight]
  /// In the order of their keys.
  public let clusters: [ClusterWeight]
  /// Items with probabilities that do not count, each with the reason.
  public let idle: [(id: String, reason: String)]
  /// P(H_j | E), in the order of the hypotheses.
  public let posterior: [Double]
  /// The least and greatest posterior of each hypothesis when every probability may lie anywhere
  /// within its bounds.
  public let intervals: [ClosedRange<Double>]
  /// The posterior of each hypothesis if every item of the case counted as one witness: the upper
  /// Fréchet bound over all of them, the least that items chosen by one hand can be worth.
  public let oneWitness: [Double]
  /// The focal posterior from priors of .05 to .95.
  public let sweep: [SweepPoint]
  /// The prior of the focal hypothesis at which its posterior is one half; `nil` where the evidence
  /// rules it out or rules out the rest.
  public let breakEvenPrior: Double?

  /// Weighs the items of a case.
  ///
  /// - Throws: `EvidenceError.caseFile` with `nothingToWeigh`, `contradiction`, `jointOutOfBounds`,
  ///   `correlationCount`, or `unknownReference` for a case or a hypothesis that is not there.
  public init(
    _ caseFile: CaseFile, caseID: String, options: Options = Options()
  ) throws(EvidenceError) {
    guard let record = caseFile.cases.first(where: { $0.id == caseID }) else {
      throw .caseFile(caseFile.unknown(case: caseID))
    }
    let focal = try caseFile.place(ofHypothesis: options.focal)
    let stated = caseFile.items(of: caseID).filter { $0.judgement != nil }
    let counting = stated.filter { $0.counts && !options.excluding.contains($0.id) }
    guard !stated.isEmpty else { throw .caseFile(.nothingToWeigh(caseName: record.name)) }
    idle = stated.filter { !counting.contains($0) }.map { item in
      let reason =
        options.excluding.contains(item.id)
        ? "left out" : "said to be absent, but nobody searched for it"
      return (item.id, reason)
    }
    let hypotheses = caseFile.hypotheses
    let priors = hypotheses.map(\.prior)
    let clusters = try EvidenceCluster.clusters(of: counting, in: caseFile)
    var joints: [[Likelihood]] = []
    for cluster in clusters { joints.append(try cluster.joint(hypotheses)) }
    let values = joints.map { $0.map(\.value) }
    guard let posterior = Self.posterior(priors, values) else {
      throw .caseFile(.contradiction(caseName: record.name))
    }
    self.record = record
    self.hypotheses = hypotheses
    self.focal = focal
    thresholds = options.thresholds
    self.posterior = posterior
    intervals = priors.indices.map { Self.envelope($0, priors, joints, posterior[$0]) }
    self.clusters = clusters.indices.map { index in
      var others = values
      others.remove(at: index)
      return ClusterWeight(
        cluster: clusters[index], likelihoods: joints[index],
        decibels: Self.decibels(values[index], focal),
        against: Self.against(values[index], priors, focal),
        posteriorWithout: Self.posterior(priors, others) ?? posterior)
    }
    items = counting.map { item in
      Self.weight(item, clusters, priors, focal, options.thresholds)
    }.sorted { Self.isEarlier($0.item, $1.item) }
    oneWitness =
      Self.posterior(
        priors,
        [
          priors.indices.map { index in
            counting.map { EvidenceCluster.seen($0, hypothesis: index).value }.min() ?? 1
          }
        ]) ?? posterior
    sweep = Self.sweptPriors.map { prior in
      let swept = Self.rescaled(priors, focal, to: prior)
      return SweepPoint(
        prior: prior, posterior: Self.posterior(swept, values)?[focal] ?? posterior[focal])
    }
    breakEvenPrior = Self.breakEven(priors, values, focal)
  }

  /// Whether two traces agree in every number.
  public static func == (left: ProcessTrace, right: ProcessTrace) -> Bool {
    left.record == right.record && left.hypotheses == right.hypotheses && left.focal == right.focal
      && left.thresholds == right.thresholds && left.items == right.items
      && left.clusters == right.clusters && left.posterior == right.posterior
      && left.idle.map(\.id) == right.idle.map(\.id) && left.intervals == right.intervals
  }

  private static func isEarlier(_ one: EvidenceItem, _ other: EvidenceItem) -> Bool {
    let days = (one.date.middle?.dayNumber ?? .max, other.date.middle?.dayNumber ?? .max)
    return days.0 == days.1 ? one.id < other.id : days.0 < days.1
  }
}

extension CaseFile {
  /// The error for a case that is not there.
  func unknown(case id: String) -> CaseFileFault {
    .unknownReference(
      kind: "case", id: id, usedIn: "the question",
      closest: NearestNames.closest(to: id, among: cases.map(\.id)))
  }

  /// The place of a hypothesis; the first where none is named.
  func place(ofHypothesis id: String?) throws(EvidenceError) -> Int {
    guard let id else { return 0 }
    guard let place = hypotheses.firstIndex(where: { $0.id == id }) else {
      throw .caseFile(
        .unknownReference(
          kind: "hypothesis", id: id, usedIn: "the question",
          closest: NearestNames.closest(to: id, among: hypotheses.map(\.id))))
    }
    return place
  }
}

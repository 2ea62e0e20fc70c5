/// The linear tariff agreement as a theory: its points, their evidence, and whether the claims of
/// DeRemer (2023) hold.
public struct TradeAgreementTheory: Theory {
  /// As `entente solve` spells it.
  public static let name = "trade-agreement"
  /// The line that lists of theories print.
  public static let title =
    "Two governments that bargain over import tariffs, under rules or by power."

  /// Figure 1's weights unless set.
  public var parameters = Parameters()
  /// The rule of reciprocity, the frontier's weights, and what to add.
  public var question = Question()

  /// The weights of Figure 1 of DeRemer (2023), with terms-of-trade reciprocity.
  public init() {}

  /// The weights on profits, and what limits tariffs.
  public struct Parameters: TheoryInputs {
    // Those of Figure 1 of DeRemer (2023) unless changed.
    /// How Home's government counts profits.
    public var homeGovernment = TradePolitics.figureOne.government.home
    /// How Foreign's government counts profits.
    public var foreignGovernment = TradePolitics.figureOne.government.foreign
    /// How Home's public counts profits.
    public var homePublic = TradePolitics.figureOne.people.home
    /// How Foreign's public counts profits.
    public var foreignPublic = TradePolitics.figureOne.people.foreign
    /// The share of demand for imports from firms downstream; not part of the paper.
    public var downstreamShare = 0.0
    /// The least tariff allowed; the market alone limits import subsidies where absent.
    public var tariffFloor: Double?

    /// The weights of Figure 1.
    public init() {}

    /// The inputs that stand for these weights.
    public init(_ politics: TradePolitics, tariffFloor: Double? = nil) {
      homeGovernment = politics.government.home
      foreignGovernment = politics.government.foreign
      homePublic = politics.people.home
      foreignPublic = politics.people.foreign
      downstreamShare = politics.downstreamShare
      self.tariffFloor = tariffFloor
    }

    /// The names of the weights and limits with their domains; a weight on firms downstream may be
    /// left out of its list.
    public static var table: InputTable<Parameters> {
      func weights(
        _ name: String, _ owner: String, _ path: WritableKeyPath<Parameters, PoliticalWeights>
      ) -> InputTable<Parameters>.Entry {
        .made(
          name,
          "weights of \(owner) on profits of import-competing and exporting firms, and of firms "
            + "downstream if they buy imports",
          each: .nonnegative, read: { $0[keyPath: path].values },
          write: { root, values throws(BargainingError) in
            root[keyPath: path] = try PoliticalWeights(values, of: name)
          })
      }
      return InputTable([
        weights("home_government", "Home's government", \.homeGovernment),
        weights("foreign_government", "Foreign's government", \.foreignGovernment),
        weights("home_public", "Home's public", \.homePublic),
        weights("foreign_public", "Foreign's public", \.foreignPublic),
        .number(
          "downstream_share", \.downstreamShare,
          "the share of demand for imports from firms downstream", .share, nil),
        .optional("tariff_floor", \.tariffFloor, "the least tariff allowed", .any, nil),
      ])
    }
  }

  /// Which points are asked for.
  public struct Question: TheoryInputs {
    /// What answers a tariff cut.
    public var reciprocity = Reciprocity.termsOfTrade
    /// The weights on Home's government along the frontier.
    public var lambdas = [0.8, 0.9, 1, 1.1, 1.2]
    /// What to add to the points and claims.
    public var extras: Set<Extra> = []

    /// Five weights around 1, and nothing added.
    public init() {}

    /// What is worked out only if it is asked for.
    public enum Extra: Sendable, CaseIterable {
      /// The curves of tariff space.
      case tariffSpace
    }

    /// The name `lambda`.
    public static var table: InputTable<Question> {
      InputTable([
        .list(
          "lambda", \.lambdas, "weights on Home's government along the frontier", each: .positive)
      ])
    }
  }

  /// The points, the claims, and the space where that was asked.
  public struct Solution: Sendable, Equatable {
    /// The agreement that was solved.
    public var agreement: LinearTradeAgreement
    /// The rule of the rules-based point.
    public var reciprocity: Reciprocity
    /// Nash, rules-based and public's point, and the frontier.
    public var points: LinearSolution
    /// Remark 1 for Home; `nil`, as the claims below, where the governments have no rules-based point.
    public var remarkOne: RemarkOne?
    /// Remark 2.
    public var remarkTwo: RemarkTwo?
    /// Whether Home's public gains from Home's power.
    public var publicGains: PublicGains?
    /// What export policies would add.
    public var benchmark: ExportPolicyBenchmark?
    /// The weights on Home for which both governments prefer the frontier to no agreement; `nil`
    /// where there are none.
    public var rationalPower: ClosedRange<Double>?
    /// `nil` unless it was asked for.
    public var space: TariffSpace?
  }

  /// The agreement that the inputs describe.
  /// - Throws: `outOfDomain` for weights, a share or a floor out of their range, `floorAboveNash`.
  public func agreement() throws(BargainingError) -> LinearTradeAgreement {
    try LinearTradeAgreement(
      TradePolitics(
        homeGovernment: parameters.homeGovernment,
        foreignGovernment: parameters.foreignGovernment, homePublic: parameters.homePublic,
        foreignPublic: parameters.foreignPublic, downstreamShare: parameters.downstreamShare),
      tariffFloor: parameters.tariffFloor)
  }

  /// - Throws: What `LinearTradeAgreement` throws, and `outOfDomain` where a weight on Home is not
  ///   positive.
  public func check() throws(BargainingError) {
    let agreement = try agreement()
    for lambda in question.lambdas { try agreement.check(lambda: lambda) }
  }

  /// - Throws: What `check` throws, and `noTariffSpace`.
  public func solve() throws(BargainingError) -> Solution {
    let agreement = try agreement()
    let reciprocity = question.reciprocity
    let points = try agreement.solution(reciprocity, lambdas: question.lambdas)
    return Solution(
      agreement: agreement, reciprocity: reciprocity, points: points,
      remarkOne: agreement.remarkOne(reciprocity),
      remarkTwo: points.shift.map { RemarkTwo(shift: $0) },
      publicGains: agreement.publicGains(reciprocity),
      benchmark: points.rules.point.map { agreement.exportPolicyBenchmark(for: $0) },
      rationalPower: agreement.individuallyRationalPower(),
      space: question.extras.contains(.tariffSpace) ? try TariffSpace(agreement) : nil)
  }
}

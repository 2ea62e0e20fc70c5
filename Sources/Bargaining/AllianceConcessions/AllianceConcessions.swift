import Foundation
import Numerics

/// Economic bargaining in an asymmetric alliance: a protege weighs concessions that help an
/// incumbent patron win an election against their cost at home.
///
/// The argument is Alley's (2021, section 2); the functional forms marked [A] are assumed here.
///
///     belief      b(s)     = 1 / (1 + exp(-(l0 + beta s)))                               [A]
///     commitment  kappa(s) = kL + (kH - kL) b(s),   challenger  kappa_C = kL + (kH - kL) q
///     stake       V(s)     = v max(0, kappa(s) - kappa_C)
///     protege     max over x >= 0, 0 <= t <= t_bar of
///                 V P(x + alpha t) - c/2 sum_r x_r^2 - k_t L_T t                          [A]
///     L_T = (1 - delta^T) / (1 - delta)
///     exports     Ex = E0 - theta s + sum_r x_r + t sum_r alpha_r
///
/// s is the incumbent's record of commitment relative to the predecessor, P the chance of winning
/// (`ElectoralMap`), x temporary concessions targeted at states, t a structural one such as a tariff
/// cut. Temporary concessions cost one period and nothing at the margin of zero; a structural one
/// binds T periods and puts the protege's own tenure at risk (k_t). Outside elections V P is a
/// constant and nothing is conceded. The patron is passive [A]. The term -theta s stands for the
/// leverage that commitment costs outside elections (Alley 2021, section 3) in reduced form [A].
public struct AllianceConcessions: Sendable, Equatable {
  /// The inputs, under the names that documents use.
  public struct Parameters: TheoryInputs {
    /// mu: expected margin of the incumbent by state.
    public var margins = [-0.10, -0.04, -0.005, 0.03, 0.09]
    /// ev: electoral votes by state.
    public var votes: [Double] = [10, 7, 8, 6, 9]
    /// alpha: a state's gain from a unit of structural concession; a single value holds for all.
    public var exposures = [0.2]
    /// psi: margin gained from a unit of concession.
    public var responsiveness = 1.0
    /// sig_nat: standard deviation of the national shock.
    public var nationalDeviation = 0.03
    /// sig_state: standard deviation of the shock of each state.
    public var stateDeviation = 0.03
    /// v: the protege's value of commitment.
    public var commitmentValue = 1.0
    /// c: cost of temporary concessions.
    public var concessionCost = 200.0
    /// q: belief that a challenger is committed.
    public var challengerBelief = 0.5
    /// beta: weight of a signal in beliefs.
    public var signalWeight = 1.0
    /// l0: prior log odds that the incumbent is committed.
    public var priorLogOdds = 0.0
    /// kL: security from an uncommitted leader.
    public var lowCommitment = 0.0
    /// kH: security from a committed leader.
    public var highCommitment = 1.0
    /// k_t: cost of a structural concession in a period.
    public var structuralCost = 0.5
    /// T: periods that a structural concession binds.
    public var horizon = 4.0
    /// delta: discount factor.
    public var discount = 0.9
    /// t_bar: largest structural concession.
    public var largestStructural = 0.2
    /// theta: leverage lost to commitment outside elections.
    public var leverageLoss = 0.004
    /// E0: exports without commitment or concession.
    public var baselineExports = 1.0
    /// need: votes that win.
    public var majority = 21.0

    /// Five states, as in the reference numbers.
    public init() {}

    /// The names of the inputs (`mu`, `ev`, ...) with their domains. Lists over states must be of
    /// one length, which the model checks.
    public static var table: InputTable<Parameters> {
      // The electoral map checks what it is made of, and names the state.
      InputTable([
        .list(
          "mu", \.margins, "expected margin of the incumbent by state", unit: "shares of the vote"),
        .list(
          "ev", \.votes, "electoral votes by state", unit: "votes", each: .whole(from: 1)),
        .list(
          "alpha", \.exposures, "a state's gain from a unit of structural concession",
          each: .nonnegative),
        .number(
          "psi", \.responsiveness, "margin gained from a unit of concession", .positive, nil),
        .number(
          "sig_nat", \.nationalDeviation, "standard deviation of the national shock", .nonnegative,
          nil),
        .number(
          "sig_state", \.stateDeviation, "standard deviation of the shock of each state", .positive,
          nil),
        .number(
          "v", \.commitmentValue, "the protege's value of commitment", .nonnegative,
          "The protege values commitment or is indifferent."),
        .number(
          "c", \.concessionCost, "cost of temporary concessions", .positive,
          "Without a cost concessions have no bound."),
        .number(
          "q", \.challengerBelief, "belief that a challenger is committed",
          .openShare, "It is the belief that a challenger is committed."),
        .number(
          "beta", \.signalWeight, "weight of a signal in beliefs", .positive,
          "Signals of support must raise belief in it."),
        .number("l0", \.priorLogOdds, "prior log odds that the incumbent is committed"),
        .number("kL", \.lowCommitment, "security from an uncommitted leader"),
        .number("kH", \.highCommitment, "security from a committed leader"),
        .number(
          "k_t", \.structuralCost, "cost of a structural concession in a period", .nonnegative,
          "A structural concession costs its maker."),
        .number(
          "T", \.horizon, "periods that a structural concession binds", unit: "periods", .positive,
          "It is a number of periods."),
        .number(
          "delta", \.discount, "discount factor", .discount, "It is a discount factor."),
        .number(
          "t_bar", \.largestStructural, "largest structural concession", .nonnegative,
          "With 0 no structural concession is possible."),
        .number("theta", \.leverageLoss, "leverage lost to commitment outside elections"),
        .number("E0", \.baselineExports, "exports without commitment or concession"),
        .number(
          "need", \.majority, "votes that win", unit: "votes", .whole(from: 1), nil),
      ])
    }
  }

  /// The inputs, within their domains.
  public let parameters: Parameters
  /// The election that they describe.
  public let map: ElectoralMap

  /// A model of the given inputs; its map has states named by number.
  /// - Throws: `BargainingError.outOfDomain`, `.wrongCount`, `.majorityOutOfReach`.
  ///
  /// - Parameter quadrature: the rule that integrates the national shock.
  public init(
    _ parameters: Parameters = Parameters(), quadrature: NormalQuadrature = .eighty
  ) throws(BargainingError) {
    guard parameters.votes.count == parameters.margins.count else {
      throw .wrongCount(
        parameter: "ev", found: parameters.votes.count,
        expected: "one entry for each of the \(parameters.margins.count) margins in mu")
    }
    let names = parameters.margins.indices.map { "state \($0 + 1)" }
    try self.init(parameters, stateNames: names, quadrature: quadrature)
  }

  /// A model whose states have names of their own.
  public init(
    _ parameters: Parameters, stateNames: [String], quadrature: NormalQuadrature = .eighty
  ) throws(BargainingError) {
    let exposures: [Double]
    if parameters.exposures.count == 1 {
      exposures = parameters.margins.map { _ in parameters.exposures[0] }
    } else {
      exposures = parameters.exposures
    }
    for (name, count) in [
      ("ev", parameters.votes.count), ("alpha", exposures.count), ("the names", stateNames.count),
    ] where count != parameters.margins.count {
      throw .wrongCount(
        parameter: name, found: count,
        expected: "one entry for each of the \(parameters.margins.count) margins in mu")
    }
    for votes in parameters.votes + [parameters.majority] {
      try Domain.require(
        votes == votes.rounded() && abs(votes) < 1e6, "a number of votes", votes, "a whole number",
        "Votes are counted.")
    }
    map = try ElectoralMap(
      states: parameters.margins.indices.map {
        ElectoralMap.State(
          name: stateNames[$0], margin: parameters.margins[$0], votes: Int(parameters.votes[$0]),
          exposure: exposures[$0])
      },
      need: Int(parameters.majority), responsiveness: parameters.responsiveness,
      nationalDeviation: parameters.nationalDeviation, stateDeviation: parameters.stateDeviation,
      quadrature: quadrature)
    try parameters.checkDomains()
    try Domain.require(
      parameters.highCommitment > parameters.lowCommitment, "kH", parameters.highCommitment,
      "a number above kL = \(parameters.lowCommitment)",
      "A committed leader must give more security.")
    self.parameters = parameters
  }

  private init(copying model: AllianceConcessions, map: ElectoralMap) {
    parameters = model.parameters
    self.map = map
  }

  /// The same model with every margin moved by `swing`.
  func swung(by swing: Double) -> AllianceConcessions {
    AllianceConcessions(copying: self, map: map.swung(by: swing))
  }

  /// b(s).
  public func belief(signal: Double) -> Double {
    1 / (1 + exp(-(parameters.priorLogOdds + parameters.signalWeight * signal)))
  }

  /// kappa(s).
  public func commitment(signal: Double) -> Double {
    parameters.lowCommitment + (parameters.highCommitment - parameters.lowCommitment)
      * belief(signal: signal)
  }

  /// kappa_C.
  public var challengerCommitment: Double {
    parameters.lowCommitment + (parameters.highCommitment - parameters.lowCommitment)
      * parameters.challengerBelief
  }

  /// sbar, the record at which the incumbent promises what a challenger does: b(sbar) = q.
  public var thresholdSignal: Double {
    (log(parameters.challengerBelief / (1 - parameters.challengerBelief)) - parameters.priorLogOdds)
      / parameters.signalWeight
  }

  /// V(s).
  public func stake(signal: Double) -> Double {
    parameters.commitmentValue * max(0, commitment(signal: signal) - challengerCommitment)
  }

  /// dV/ds; 0 up to the threshold.
  public func stakeSlope(signal: Double) -> Double {
    guard signal > thresholdSignal else { return 0 }
    let belief = belief(signal: signal)
    return parameters.commitmentValue * (parameters.highCommitment - parameters.lowCommitment)
      * parameters.signalWeight * belief * (1 - belief)
  }

  /// L_T: the present value of one, T periods long.
  public var horizonLength: Double {
    parameters.discount == 1
      ? parameters.horizon
      : (1 - pow(parameters.discount, parameters.horizon)) / (1 - parameters.discount)
  }

  /// k_t L_T.
  public var structuralCost: Double { parameters.structuralCost * horizonLength }
}

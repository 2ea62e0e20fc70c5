import Foundation

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
  public struct Parameters: Sendable, Equatable {
    /// Expected margins by state, as shares.
    public var mu = [-0.10, -0.04, -0.005, 0.03, 0.09]
    /// Electoral votes by state.
    public var ev: [Double] = [10, 7, 8, 6, 9]
    /// What a unit of structural concession gives each state; a single value holds for all.
    public var alpha = [0.2]
    public var psi = 1.0
    public var sig_nat = 0.03
    public var sig_state = 0.03
    public var v = 1.0
    public var c = 200.0
    public var q = 0.5
    public var beta = 1.0
    public var l0 = 0.0
    public var kL = 0.0
    public var kH = 1.0
    public var k_t = 0.5
    public var T = 4.0
    public var delta = 0.9
    public var t_bar = 0.2
    public var theta = 0.004
    public var E0 = 1.0
    public var need = 21.0

    /// Five states, as in the reference numbers.
    public init() {}

    private static var table: ParameterTable<Parameters> {
      ParameterTable(entries: [
        ("mu", .list(\.mu), "expected margin of the incumbent by state"),
        ("ev", .list(\.ev), "electoral votes by state"),
        ("alpha", .list(\.alpha), "a state's gain from a unit of structural concession"),
        ("psi", .number(\.psi), "margin gained from a unit of concession"),
        ("sig_nat", .number(\.sig_nat), "standard deviation of the national shock"),
        ("sig_state", .number(\.sig_state), "standard deviation of the shock of each state"),
        ("v", .number(\.v), "the protege's value of commitment"),
        ("c", .number(\.c), "cost of temporary concessions"),
        ("q", .number(\.q), "belief that a challenger is committed"),
        ("beta", .number(\.beta), "weight of a signal in beliefs"),
        ("l0", .number(\.l0), "prior log odds that the incumbent is committed"),
        ("kL", .number(\.kL), "security from an uncommitted leader"),
        ("kH", .number(\.kH), "security from a committed leader"),
        ("k_t", .number(\.k_t), "cost of a structural concession in a period"),
        ("T", .number(\.T), "periods that a structural concession binds"),
        ("delta", .number(\.delta), "discount factor"),
        ("t_bar", .number(\.t_bar), "largest structural concession"),
        ("theta", .number(\.theta), "leverage lost to commitment outside elections"),
        ("E0", .number(\.E0), "exports without commitment or concession"),
        ("need", .number(\.need), "votes that win"),
      ])
    }

    /// Every input with its value and meaning.
    public var inputs: [ModelInput] { Parameters.table.inputs(of: self) }

    /// Sets an input by its name.
    /// - Throws: `BargainingError.unknownParameter`, `.wrongCount`, `.outOfDomain`.
    public mutating func set(_ name: String, _ values: [Double]) throws(BargainingError) {
      try Parameters.table.set(name, values, in: &self)
    }
  }

  public let parameters: Parameters
  public let map: ElectoralMap

  /// A model of the given inputs; its map has states named by number.
  /// - Throws: `BargainingError.outOfDomain`, `.wrongCount`, `.majorityOutOfReach`.
  ///
  /// - Parameter quadrature: the rule that integrates the national shock.
  public init(
    _ parameters: Parameters = Parameters(), quadrature: NormalQuadrature = .eighty
  ) throws(BargainingError) {
    guard parameters.ev.count == parameters.mu.count else {
      throw .wrongCount(
        parameter: "ev", found: parameters.ev.count,
        expected: "one entry for each of the \(parameters.mu.count) margins in mu")
    }
    let names = parameters.mu.indices.map { "state \($0 + 1)" }
    try self.init(parameters, stateNames: names, quadrature: quadrature)
  }

  /// A model whose states have names of their own.
  public init(
    _ parameters: Parameters, stateNames: [String], quadrature: NormalQuadrature = .eighty
  ) throws(BargainingError) {
    let exposures: [Double]
    if parameters.alpha.count == 1 {
      exposures = parameters.mu.map { _ in parameters.alpha[0] }
    } else {
      exposures = parameters.alpha
    }
    for (name, count) in [
      ("ev", parameters.ev.count), ("alpha", exposures.count), ("the names", stateNames.count),
    ] where count != parameters.mu.count {
      throw .wrongCount(
        parameter: name, found: count,
        expected: "one entry for each of the \(parameters.mu.count) margins in mu")
    }
    for votes in parameters.ev + [parameters.need] {
      try Domain.require(
        votes == votes.rounded() && abs(votes) < 1e6, "a number of votes", votes, "a whole number",
        "Votes are counted.")
    }
    map = try ElectoralMap(
      states: parameters.mu.indices.map {
        ElectoralMap.State(
          name: stateNames[$0], margin: parameters.mu[$0], votes: Int(parameters.ev[$0]),
          exposure: exposures[$0])
      },
      need: Int(parameters.need), responsiveness: parameters.psi,
      nationalDeviation: parameters.sig_nat, stateDeviation: parameters.sig_state,
      quadrature: quadrature)
    try Domain.nonnegative("v", parameters.v, "The protege values commitment or is indifferent.")
    try Domain.positive("c", parameters.c, "Without a cost concessions have no bound.")
    try Domain.positive("beta", parameters.beta, "Signals of support must raise belief in it.")
    try Domain.require(
      parameters.q > 0 && parameters.q < 1, "q", parameters.q, "a number between 0 and 1",
      "It is the belief that a challenger is committed.")
    try Domain.require(
      parameters.kH > parameters.kL, "kH", parameters.kH, "a number above kL = \(parameters.kL)",
      "A committed leader must give more security.")
    try Domain.nonnegative("k_t", parameters.k_t, "A structural concession costs its maker.")
    try Domain.positive("T", parameters.T, "It is a number of periods.")
    try Domain.require(
      parameters.delta > 0 && parameters.delta <= 1, "delta", parameters.delta,
      "a number above 0 and at most 1", "It is a discount factor.")
    try Domain.nonnegative(
      "t_bar", parameters.t_bar, "With 0 no structural concession is possible.")
    for (name, value) in [
      ("l0", parameters.l0), ("kL", parameters.kL), ("theta", parameters.theta),
      ("E0", parameters.E0),
    ] {
      try Domain.require(value.isFinite, name, value, "a finite number", "Give a number.")
    }
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
    1 / (1 + exp(-(parameters.l0 + parameters.beta * signal)))
  }

  /// kappa(s).
  public func commitment(signal: Double) -> Double {
    parameters.kL + (parameters.kH - parameters.kL) * belief(signal: signal)
  }

  /// kappa_C.
  public var challengerCommitment: Double {
    parameters.kL + (parameters.kH - parameters.kL) * parameters.q
  }

  /// sbar, the record at which the incumbent promises what a challenger does: b(sbar) = q.
  public var thresholdSignal: Double {
    (log(parameters.q / (1 - parameters.q)) - parameters.l0) / parameters.beta
  }

  /// V(s).
  public func stake(signal: Double) -> Double {
    parameters.v * max(0, commitment(signal: signal) - challengerCommitment)
  }

  /// dV/ds; 0 up to the threshold.
  public func stakeSlope(signal: Double) -> Double {
    guard signal > thresholdSignal else { return 0 }
    let belief = belief(signal: signal)
    return parameters.v * (parameters.kH - parameters.kL) * parameters.beta * belief * (1 - belief)
  }

  /// L_T: the present value of one, T periods long.
  public var horizonLength: Double {
    parameters.delta == 1
      ? parameters.T : (1 - pow(parameters.delta, parameters.T)) / (1 - parameters.delta)
  }

  /// k_t L_T.
  public var structuralCost: Double { parameters.k_t * horizonLength }
}

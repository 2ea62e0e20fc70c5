import Numerics

/// An election by weighted majority over states with one national and many local shocks.
///
///     state r is carried where  mu_r + psi y_r + sigma_n Z + sigma_s e_r > 0,  Z, e_r ~ N(0, 1),
///     P(y) = E_Z Pr( sum_r v_r 1{r carried} >= need ).
///
/// y_r is what state r gains from concessions. Given Z the states are independent, so the
/// distribution of votes is a recursion over states, exact; Z is integrated by Gauss-Hermite.
public struct ElectoralMap: Sendable, Equatable {
  /// A state: its expected margin for the incumbent, its votes, and how much of a structural
  /// concession reaches it.
  public struct State: Sendable, Equatable {
    /// What reports call it.
    public var name: String
    /// mu_r, as a share of the vote.
    public var margin: Double
    /// v_r.
    public var votes: Int
    /// alpha_r: the state's gain from one unit of structural concession.
    public var exposure: Double

    /// A state; `ElectoralMap` checks its numbers.
    public init(name: String, margin: Double, votes: Int, exposure: Double) {
      self.name = name
      self.margin = margin
      self.votes = votes
      self.exposure = exposure
    }
  }

  /// The states, in the order given.
  public let states: [State]
  /// Votes that win.
  public let need: Int
  /// psi: margin gained from a unit of concession.
  public let responsiveness: Double
  /// sigma_n.
  public let nationalDeviation: Double
  /// sigma_s.
  public let stateDeviation: Double

  let quadrature: NormalQuadrature

  /// A map.
  /// - Throws: `BargainingError.wrongCount` without states, `.outOfDomain` for votes below one,
  ///   deviations that are not positive (a national one may be 0) or a majority below one,
  ///   `.majorityOutOfReach`.
  public init(
    states: [State], need: Int, responsiveness: Double = 1, nationalDeviation: Double,
    stateDeviation: Double, quadrature: NormalQuadrature = .eighty
  ) throws(BargainingError) {
    guard !states.isEmpty else {
      throw .wrongCount(parameter: "the electoral map", found: 0, expected: "at least one state")
    }
    for state in states {
      try Domain.require(
        state.votes >= 1, "the votes of \(state.name)", Double(state.votes),
        "a whole number of at least 1", "Leave out states without votes.")
      try Domain.require(
        state.margin.isFinite, "the margin of \(state.name)", state.margin, "a finite number",
        "Give it as a share of the vote, such as -0.02.")
      try Domain.nonnegative(
        "the exposure of \(state.name)", state.exposure,
        "A structural concession helps the patron's exporters or leaves them alone.")
    }
    try Domain.require(
      need >= 1, "the majority", Double(need), "a whole number of at least 1",
      "Give the votes that win, such as 270.")
    let votes = states.reduce(0) { $0 + $1.votes }
    guard need <= votes else { throw .majorityOutOfReach(needed: need, votes: votes) }
    try Domain.positive("psi", responsiveness, "Concessions must move votes.")
    try Domain.nonnegative("sig_nat", nationalDeviation, "It is a standard deviation.")
    try Domain.positive(
      "sig_state", stateDeviation, "Without local shocks the outcome jumps and has no derivative.")
    try Domain.require(
      stateDeviation * ElectoralMap.widestRatio >= nationalDeviation, "sig_state", stateDeviation,
      "at least a third of sig_nat (\(nationalDeviation))",
      "Between the nodes of the national shock a state's chance would change unseen.")
    self.states = states
    self.need = need
    self.responsiveness = responsiveness
    self.nationalDeviation = nationalDeviation
    self.stateDeviation = stateDeviation
    self.quadrature = quadrature
  }

  /// sig_nat over sig_state at most: 80 Gauss-Hermite nodes then lie at most 1.05 sig_state apart near
  /// the middle, where sums over equal steps of h of a smooth step of width s miss by the order of
  /// exp(-2 pi^2 s^2 / h^2), 2e-8 there and 1e-3 at a ratio of ten.
  private static let widestRatio = 3.0

  /// The votes of all states.
  public var votes: Int { states.reduce(0) { $0 + $1.votes } }

  /// The same map with every margin moved by `swing`.
  func swung(by swing: Double) -> ElectoralMap {
    var moved = states
    for index in moved.indices { moved[index].margin += swing }
    return ElectoralMap(copying: self, states: moved)
  }

  private init(copying map: ElectoralMap, states: [State]) {
    self.states = states
    need = map.need
    responsiveness = map.responsiveness
    nationalDeviation = map.nationalDeviation
    stateDeviation = map.stateDeviation
    quadrature = map.quadrature
  }
}

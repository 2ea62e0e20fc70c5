/// Loyalty coercion over several rounds, where each transfer is a precedent: the audience comes to
/// expect the next one. An extension; the paper says only that who is given asks for more.
///
///     loss      L_t = Lo (1 + pi M_t),   M_{t+1} = decay M_t + m_t,   M_1 = 0                   [A]
///     patron    min sum_t delta^(t-1) [ L_t (1 - f_t - m_t) + kF f_t^2/(2 (1 - l)) + kM m_t^2/2 ]
///
/// Framing answers each round alone, f_t = L_t (1 - l)/kF, so the problem in M is linear-quadratic
/// and backward induction is exact: the value function keeps the form P M^2/2 + p M + const, with
/// m_t = a_t + b_t M_t. It is valid while every round's f and m stay positive and sum to at most one.
public struct RepeatedLoyaltyCoercion: Sendable, Equatable {
  /// One claim and its answer.
  public struct Round: Sendable, Equatable {
    /// M_t, the precedent so far.
    public var precedent: Double
    /// L_t.
    public var loss: Double
    /// f_t.
    public var framing: Double
    /// m_t.
    public var transfer: Double
    /// The transfer of a patron that does not look ahead.
    public var myopicTransfer: Double
    /// The junior's gain from this round's claim.
    public var claimGain: Double
  }

  /// The rounds in order.
  public let rounds: [Round]
  /// The discounted cost at the first round.
  public let cost: Double
  /// Whether the patron's problem is strictly convex in every round.
  public let isConvex: Bool

  /// How many claims may be answered.
  static var allowedRounds: ClosedRange<Int> { 1...1000 }

  /// Whether the junior claims in every round, as the patron expects.
  public var claimsThroughout: Bool { rounds.allSatisfy { $0.claimGain > 0 } }

  /// Solves the repeated game.
  ///
  /// - Parameters:
  ///   - rounds: How many claims are answered.
  ///   - discount: delta, of the patron.
  ///   - precedent: pi, what a unit of past transfers adds to the loss, as a share.
  ///   - decay: What remains of a precedent after a round.
  /// - Throws: `BargainingError.outOfDomain`, also where a round's answer would exceed one.
  public init(
    _ model: LoyaltyCoercion, rounds count: Int, discount: Double, precedent: Double, decay: Double
  ) throws(BargainingError) {
    try Domain.require(
      .whole(Self.allowedRounds), "rounds", Double(count), "Give how many claims are answered.")
    try Domain.share("discount", discount, "It is a discount factor.")
    try Domain.nonnegative("precedent", precedent, "Give 0 for rounds without precedent.")
    try Domain.share("decay", decay, "It is the share of a precedent that remains.")
    let base = model.outcome()
    let ease = (1 - model.parameters.record) / model.parameters.framingCost
    let transferCost = model.parameters.transferCost
    let slope = base.loss * precedent
    // Backwards: P, p and the constant of V_{t+1}, and the rule of each round.
    var (quadratic, linear, constant) = (0.0, 0.0, 0.0)
    var rules: [(level: Double, slope: Double)] = []
    var isConvex = true
    for _ in 0..<count {
      let bend = transferCost + discount * quadratic
      isConvex = isConvex && bend > 0
      let level = (base.loss - discount * linear) / bend
      let reply = (slope - discount * quadratic * decay) / bend
      rules.append((level, reply))
      // The round's cost with L = Lo + slope M and m = level + reply M, by powers of M.
      let next = decay + reply
      let nextQuadratic =
        -2 * slope * reply - ease * slope * slope + transferCost * reply * reply
        + discount * quadratic * next * next
      let nextLinear =
        slope * (1 - level) - base.loss * reply - ease * base.loss * slope
        + transferCost * level * reply + discount * (quadratic * level * next + linear * next)
      let nextConstant =
        base.loss * (1 - level) - ease * base.loss * base.loss / 2
        + transferCost * level * level / 2
        + discount * (quadratic * level * level / 2 + linear * level + constant)
      (quadratic, linear, constant) = (nextQuadratic, nextLinear, nextConstant)
    }
    cost = constant
    self.isConvex = isConvex
    var path: [Round] = []
    var total = 0.0
    for (number, rule) in rules.reversed().enumerated() {
      let loss = base.loss + slope * total
      let framing = ease * loss
      try Domain.require(
        loss.isFinite && rule.level.isFinite && rule.slope.isFinite, "precedent", precedent,
        "a number at which the losses of all rounds are of the size of doubles",
        "Lower precedent, rounds or decay.")
      let transfer = rule.level + rule.slope * total
      try Domain.require(
        isConvex && transfer >= 0 && framing + transfer <= 1,
        "the transfer in round \(number + 1)", transfer,
        "a number from 0 to \(max(0, 1 - framing)), beside framing of \(framing)",
        "Beyond it the solution does not hold: lower precedent or rounds, or the loss by I or R.")
      path.append(
        Round(
          precedent: total, loss: loss, framing: framing, transfer: transfer,
          myopicTransfer: loss / transferCost,
          claimGain: model.parameters.transferValue * transfer - model.parameters.claimCost
            - model.parameters.backfire * framing))
      total = decay * total + transfer
    }
    rounds = path
  }
}

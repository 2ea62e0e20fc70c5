/// Loyalty coercion: a junior partner claims mistreatment before the patron's other allies, and the
/// patron frames, transfers, or bears the loss.
///
/// The argument is Spindel's (2023); the forms marked [A] are assumed here.
///
///     audience    R = sum of the weights of those who listen  (see `AllianceNetwork`)        [A]
///     belief      q1 = q0 / (q0 + (1 - q0) (1 - l))       after a claim by a junior of record l  [A]
///     loss        Lo = I R (q1 - q0)
///     patron      min over f, m >= 0, f + m <= 1 of
///                 Lo (1 - f - m) + kF f^2 / (2 (1 - l)) + kM m^2 / 2                         [A]
///     junior      claims where  B (m - m0) - k - zeta f > 0
///
/// q0 is the prior that the patron is unreliable. A bad turn has likelihood 1 from an unreliable
/// patron and 1 - l from a reliable one, who may drop a disloyal ally but not a loyal one: so the
/// record makes the claim tell. I is how far the patron believes its commitments to be
/// interconnected. Framing (f) costs more against a loyal ally, and what it costs the junior
/// (zeta f, backfire) is an addition: the paper leaves backfire to later work. m0 is the transfer
/// without a claim, when the audience notices with probability alpha0. A patron's rivals add
/// R_adv (1 - (1 - p_realign)^rivals) to the audience [A]: none in a unipolar world, one in a
/// bipolar, several in a multipolar one.
public struct LoyaltyCoercion: Sendable, Equatable {
  /// The inputs, under the names that documents use.
  public struct Parameters: TheoryInputs {
    /// I: how far the patron believes its commitments interconnected.
    public var interconnection = 1.0
    /// R: weights of the allies who listen.
    public var listeners = [1.0, 0.6]
    /// q0: prior that the patron is unreliable.
    public var prior = 0.2
    /// kF: cost of framing.
    public var framingCost = 2.0
    /// kM: cost of material transfers.
    public var transferCost = 1.5
    /// B: the junior's value of a transfer.
    public var transferValue = 1.0
    /// k: the junior's cost of a claim.
    public var claimCost = 0.05
    /// zeta: what framing costs the junior (backfire; not in the paper).
    public var backfire = 0.3
    /// l: the junior's record of loyalty.
    public var record = 0.9
    /// alpha0: chance that the audience notices without a claim.
    public var notice = 0.0
    /// m_bar: least transfer that counts as success.
    public var materialTransfer = 0.1
    /// R_adv: weight of losing the junior to a rival.
    public var rivalStake = 0.0
    /// p_realign: chance that one rival can take the junior.
    public var realignment = 0.0
    /// rivals: rival patrons: 0 unipolar, 1 bipolar, more multipolar.
    public var rivals = 0.0

    /// A loyal junior partner with two listeners.
    public init() {}

    /// The names of the inputs (`I`, `R`, ...) with their domains.
    public static var table: InputTable<Parameters> {
      let optional = "Give 0 to leave it out."
      return InputTable([
        .number(
          "I", \.interconnection, "how far the patron believes its commitments interconnected",
          .share, "Give a share."),
        .list("R", \.listeners, "weights of the allies who listen", each: .nonnegative),
        .number(
          "q0", \.prior, "prior that the patron is unreliable", .openShare,
          "A belief that is certain cannot move."),
        .number(
          "kF", \.framingCost, "cost of framing", .positive,
          "Framing that is free would always be complete."),
        .number(
          "kM", \.transferCost, "cost of material transfers", .positive,
          "Transfers that are free would always be made."),
        .number("B", \.transferValue, "the junior's value of a transfer", .nonnegative, optional),
        .number("k", \.claimCost, "the junior's cost of a claim", .nonnegative, optional),
        .number(
          "zeta", \.backfire, "what framing costs the junior (backfire; not in the paper)",
          .nonnegative, optional),
        .number(
          "l", \.record, "the junior's record of loyalty", .share, "Give a share."),
        .number(
          "alpha0", \.notice, "chance that the audience notices without a claim",
          .share, "Give a share."),
        .number(
          "m_bar", \.materialTransfer, "least transfer that counts as success", .nonnegative,
          optional),
        .number(
          "R_adv", \.rivalStake, "weight of losing the junior to a rival", .nonnegative, optional),
        .number(
          "p_realign", \.realignment, "chance that one rival can take the junior",
          .share, "Give a share."),
        .number(
          "rivals", \.rivals, "rival patrons: 0 unipolar, 1 bipolar, more multipolar",
          unit: "patrons", .whole(0...100), "Count the patrons that could take over."),
      ])
    }
  }

  /// The inputs, within their domains.
  public let parameters: Parameters

  /// A model of the given inputs.
  /// - Throws: `BargainingError.outOfDomain`.
  public init(_ parameters: Parameters = Parameters()) throws(BargainingError) {
    try parameters.checkDomains()
    for weight in parameters.listeners {
      try Domain.nonnegative("a weight in R", weight, "Leave out those who do not listen.")
    }
    self.parameters = parameters
  }

  /// The same model with other inputs.
  /// - Throws: `BargainingError.outOfDomain`.
  public func with(
    _ change: (inout Parameters) -> Void
  ) throws(BargainingError) -> LoyaltyCoercion {
    var changed = parameters
    change(&changed)
    return try LoyaltyCoercion(changed)
  }

  /// R with the rivals' part.
  public var audience: Double {
    let allies = parameters.listeners.reduce(0, +)
    var stays = 1.0
    for _ in 0..<Int(parameters.rivals) { stays *= 1 - parameters.realignment }
    return allies + parameters.rivalStake * (1 - stays)
  }

  /// q1 for a record.
  public func posterior(record: Double) -> Double {
    let prior = parameters.prior
    return prior / (prior + (1 - prior) * (1 - record))
  }
}

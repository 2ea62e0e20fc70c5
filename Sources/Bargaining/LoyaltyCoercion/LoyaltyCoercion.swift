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
  public struct Parameters: Sendable, Equatable {
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

    private static var table: ParameterTable<Parameters> {
      ParameterTable(entries: [
        (
          "I", .number(\.interconnection),
          "how far the patron believes its commitments interconnected"
        ),
        ("R", .list(\.listeners), "weights of the allies who listen"),
        ("q0", .number(\.prior), "prior that the patron is unreliable"),
        ("kF", .number(\.framingCost), "cost of framing"),
        ("kM", .number(\.transferCost), "cost of material transfers"),
        ("B", .number(\.transferValue), "the junior's value of a transfer"),
        ("k", .number(\.claimCost), "the junior's cost of a claim"),
        ("zeta", .number(\.backfire), "what framing costs the junior (backfire; not in the paper)"),
        ("l", .number(\.record), "the junior's record of loyalty"),
        ("alpha0", .number(\.notice), "chance that the audience notices without a claim"),
        ("m_bar", .number(\.materialTransfer), "least transfer that counts as success"),
        ("R_adv", .number(\.rivalStake), "weight of losing the junior to a rival"),
        ("p_realign", .number(\.realignment), "chance that one rival can take the junior"),
        ("rivals", .number(\.rivals), "rival patrons: 0 unipolar, 1 bipolar, more multipolar"),
      ])
    }

    /// Every input with its value and meaning.
    public var inputs: [ModelInput] { Parameters.table.inputs(of: self) }

    /// Sets an input by its name.
    /// - Throws: `BargainingError.unknownParameter`, `.wrongCount`, `.outOfDomain`.
    public mutating func set(_ name: String, _ values: [Double]) throws(BargainingError) {
      try Parameters.table.set(name, values, in: &self)
    }

    /// Taiwan in the 1950s and 1960s as the paper describes it: a loyal ally of a patron that feared
    /// for its reputation in Asia and Europe. The numbers are illustrative.
    public static var taiwanLike: Parameters { Parameters() }

    /// Pakistan as the paper describes it: the same audience, and a record of visits to Beijing.
    public static var pakistanLike: Parameters {
      var parameters = Parameters()
      parameters.record = 0.2
      return parameters
    }
  }

  /// The inputs, within their domains.
  public let parameters: Parameters

  /// A model of the given inputs.
  /// - Throws: `BargainingError.outOfDomain`.
  public init(_ parameters: Parameters = Parameters()) throws(BargainingError) {
    for (name, value) in [
      ("I", parameters.interconnection), ("l", parameters.record), ("alpha0", parameters.notice),
      ("p_realign", parameters.realignment),
    ] {
      try Domain.share(name, value, "Give a share.")
    }
    for weight in parameters.listeners {
      try Domain.nonnegative("a weight in R", weight, "Leave out those who do not listen.")
    }
    try Domain.require(
      parameters.prior > 0 && parameters.prior < 1, "q0", parameters.prior,
      "a number between 0 and 1",
      "A belief that is certain cannot move.")
    try Domain.positive(
      "kF", parameters.framingCost, "Framing that is free would always be complete.")
    try Domain.positive(
      "kM", parameters.transferCost, "Transfers that are free would always be made.")
    for (name, value) in [
      ("B", parameters.transferValue), ("k", parameters.claimCost), ("zeta", parameters.backfire),
      ("m_bar", parameters.materialTransfer), ("R_adv", parameters.rivalStake),
      ("rivals", parameters.rivals),
    ] {
      try Domain.nonnegative(name, value, "Give 0 to leave it out.")
    }
    try Domain.require(
      parameters.rivals == parameters.rivals.rounded() && parameters.rivals <= 100, "rivals",
      parameters.rivals, "a whole number of at most 100", "Count the patrons that could take over.")
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

extension LoyaltyCoercion {
  /// How the answer moves with its causes, and where claims begin.
  public struct Statics: Sendable, Equatable {
    /// dm/dl, dm/dI, dm/dR: none is negative.
    public var transferByRecord: Double
    /// dm/dI.
    public var transferByInterconnection: Double
    /// dm/dR.
    public var transferByAudience: Double
    /// d(f/m)/dl = -kM/kF: framing gives way to transfers as the record improves.
    public var framingRatioByRecord: Double
    /// The record at which framing is greatest; between, it is hump-shaped.
    public var framingPeak: Double
    /// The least record that claims; `nil` where none does.
    public var loyaltyThreshold: Double?
    /// The least audience that lets this record claim; `nil` where none within a thousandfold does.
    public var audienceThreshold: Double?
    /// The least interconnection; `nil` where not even 1 suffices.
    public var interconnectionThreshold: Double?
    /// The two necessary conditions of the paper: I > 0 and R > 0.
    public var hasInterconnection: Bool
    /// R > 0.
    public var hasAudience: Bool
  }

  /// The comparative statics at the model's inputs.
  public func statics() -> Statics {
    let here = outcome()
    let (prior, record) = (parameters.prior, parameters.record)
    let denominator = prior + (1 - prior) * (1 - record)
    let posteriorSlope = prior * (1 - prior) / (denominator * denominator)
    let move = here.posterior - prior
    let ease = (
      framing: (1 - record) / parameters.framingCost, transfer: 1 / parameters.transferCost
    )
    let total = ease.framing + ease.transfer
    let isComplete = here.response.isComplete
    return Statics(
      transferByRecord: isComplete
        ? ease.transfer / (parameters.framingCost * total * total)
        : parameters.interconnection * audience * posteriorSlope / parameters.transferCost,
      transferByInterconnection: isComplete ? 0 : audience * move / parameters.transferCost,
      transferByAudience: isComplete
        ? 0 : parameters.interconnection * move / parameters.transferCost,
      framingRatioByRecord: -parameters.transferCost / parameters.framingCost,
      framingPeak: framingPeak,
      loyaltyThreshold: threshold(upTo: 1) {
        outcome(record: $0, stake: parameters.interconnection * audience).claimGain
      },
      audienceThreshold: threshold(upTo: 1000 * max(1, audience)) {
        outcome(record: record, stake: parameters.interconnection * $0).claimGain
      },
      interconnectionThreshold: threshold(upTo: 1) {
        outcome(record: record, stake: $0 * audience).claimGain
      },
      hasInterconnection: parameters.interconnection > 0, hasAudience: audience > 0)
  }

  /// Where (q1 - q0)(1 - l) is greatest: with u = 1 - l its slope is zero at
  /// (1 - q0) u^2 + 2 q0 u - q0 = 0.
  private var framingPeak: Double {
    let prior = parameters.prior
    let root = (prior * prior + (1 - prior) * prior).squareRoot()
    return 1 - (root - prior) / (1 - prior)
  }

  /// The least argument at which a gain turns positive: the first change of sign on a grid of 400,
  /// halved to the last digit.
  private func threshold(upTo limit: Double, _ gain: (Double) -> Double) -> Double? {
    if gain(0) > 0 { return 0 }
    let steps = 400
    var before = 0.0
    for step in 1...steps {
      let share = Double(step) / Double(steps)
      // Wide ranges are searched evenly in ratios near zero.
      let here = limit > 1 ? limit * share * share * share : limit * share
      guard gain(here) > 0 else {
        before = here
        continue
      }
      var (low, high) = (before, here)
      for _ in 0..<200 {
        let middle = (low + high) / 2
        if middle <= low || middle >= high { break }
        if gain(middle) > 0 { high = middle } else { low = middle }
      }
      return high
    }
    return nil
  }

  /// What another administration changes.
  public struct AdministrationChange: Sendable, Equatable {
    /// The chance that the patron's next administration answers the claim.
    public var chance: Double
    /// The outcome if the present administration answers.
    public var incumbent: Outcome
    /// The outcome if the next one does.
    public var successor: Outcome
    /// The junior's gain from a claim now, before it knows who will answer.
    public var expectedGain: Double
    /// Whether the expected gain is positive.
    public var claims: Bool
  }

  /// A claim that may be answered by a successor who believes otherwise about interconnection [A].
  /// - Throws: `BargainingError.outOfDomain`.
  public func underAdministrationChange(
    chance: Double, successorInterconnection: Double
  ) throws(BargainingError) -> AdministrationChange {
    try Domain.share("the chance of a change of administration", chance, "Give a share.")
    let successor = try with { $0.interconnection = successorInterconnection }
    let (now, then) = (outcome(), successor.outcome())
    let expected = (1 - chance) * now.claimGain + chance * then.claimGain
    return AdministrationChange(
      chance: chance, incumbent: now, successor: then, expectedGain: expected,
      claims: expected > 0)
  }
}

import Foundation
import Numerics

/// A world of junior partners and years in which claims and transfers follow the model.
///
/// Records persist by junior; audiences and interconnection vary; a junior misjudges its own record
/// and its cost of a claim varies, so equal stakes meet with and without claims. While the patron's
/// answer is inside its bounds,
///
///     transfers = (alpha0 + (1 - alpha0) claim) stake / kM + effects + shocks,
///     stake = I R (q1 - q0),
///
/// so claim x stake has the coefficient (1 - alpha0) / kM and the claim itself none.
public struct LoyaltyWorld: Sendable, Equatable {
  /// Sizes and shocks of a world.
  public struct Options: Sendable, Equatable {
    /// How many junior partners the patron has.
    public var juniors = 40
    /// How many years each is seen.
    public var years = 40
    /// The seed of every draw.
    public var seed: UInt64 = 1
    /// Standard deviation of a junior-year's shock.
    public var noise = 0.1
    /// How far juniors misjudge their record.
    public var misperception = 0.15

    public init() {}
  }

  /// Sizes and shocks.
  public let options: Options
  /// The model's costs and beliefs; records and audiences are drawn.
  public let parameters: LoyaltyCoercion.Parameters

  /// A world with the model's costs and beliefs; records, audiences and interconnection are drawn.
  /// - Throws: `BargainingError.outOfDomain`.
  public init(
    _ options: Options = Options(), parameters: LoyaltyCoercion.Parameters = .init()
  ) throws(BargainingError) {
    for (name, value) in [("juniors", options.juniors), ("years", options.years)] {
      try Domain.require(
        value >= 4 && value <= 100_000, name, Double(value), "a whole number of at least 4",
        "Smaller worlds cannot be estimated.")
    }
    try Domain.nonnegative("noise", options.noise, "It is a standard deviation.")
    try Domain.nonnegative("misperception", options.misperception, "It is a standard deviation.")
    self.options = options
    self.parameters = parameters
    let model = try LoyaltyCoercion(parameters)
    let worst = model.outcome(record: Self.records.upperBound, stake: Self.audiences.upperBound)
    try Domain.require(
      !worst.response.isComplete, "kM", parameters.transferCost,
      "a cost at which answers stay partial",
      "Raise kM: transfers that avert every loss are not linear in the stake.")
  }

  static let records = 0.02...0.95
  static let audiences = 0.2...1.6

  /// What a regression of transfers on claim x stake must find.
  public var truth: [SimulatedTable.Truth] {
    let slope = 1 / parameters.transferCost
    let without = parameters.notice * slope
    return [
      .init(outcome: "transfers", term: "claim", value: 0),
      .init(outcome: "transfers", term: "stake", value: without),
      .init(outcome: "transfers", term: "claim:stake", value: slope - without),
    ]
  }

  /// The junior-years. Juniors are numbered from 1.
  /// - Throws: `BargainingError.outOfDomain`.
  public func table() throws(BargainingError) -> SimulatedTable {
    var random = Xoshiro256(seed: options.seed)
    var table = SimulatedTable(
      keys: ["junior", "year"],
      numbers: ["record", "audience", "interconnection", "stake", "claim", "transfers"])
    func clipped(_ value: Double) -> Double {
      min(Self.records.upperBound, max(Self.records.lowerBound, value))
    }
    let model = try LoyaltyCoercion(parameters)
    let years = (0..<options.years).map { _ in (care: 0.3 + 0.7 * random.uniform(), random.normal())
    }
    for junior in 0..<options.juniors {
      let loyalty = random.uniform()
      let effect = 0.1 * random.normal()
      for year in 0..<options.years {
        let record = clipped(loyalty + 0.15 * random.normal())
        let believed = clipped(record + options.misperception * random.normal())
        let width = Self.audiences.upperBound - Self.audiences.lowerBound
        let audience = Self.audiences.lowerBound + width * random.uniform()
        let stake = years[year].care * audience
        let actual = model.outcome(record: record, stake: stake)
        let hoped = model.outcome(record: believed, stake: stake)
        let cost = parameters.claimCost * exp(random.normal())
        let claims = hoped.claimGain + parameters.claimCost - cost > 0
        let transfer = claims ? actual.response.transfer : actual.transferWithoutClaim
        let shock = 0.05 * years[year].1 + options.noise * random.normal()
        table.append(
          [junior + 1, 1951 + year],
          [
            record, audience, years[year].care, actual.loss, claims ? 1 : 0,
            transfer + effect + shock,
          ])
      }
    }
    table.truth = truth
    return table
  }
}

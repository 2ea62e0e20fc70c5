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
public struct LoyaltyWorld: World {
  /// The theory of loyalty coercion.
  public static let theory: String? = LoyaltyCoercionTheory.name

  /// Sizes and shocks of a world.
  public struct Options: WorldOptions {
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

    /// Forty junior partners.
    public init() {}

    /// The names of sizes and shocks with their domains; the seed is named by the study.
    public static var table: InputTable<Options> {
      let small = "Smaller worlds cannot be estimated."
      let deviation = "It is a standard deviation."
      return InputTable([
        .whole("juniors", \.juniors, "junior partners", .whole(4...100_000), small),
        .whole("years", \.years, "years of each junior partner", .whole(4...100_000), small),
        .number(
          "noise", \.noise, "standard deviation of a junior-year's shock", .nonnegative, deviation),
        .number(
          "misperception", \.misperception, "how far juniors misjudge their record", .nonnegative,
          deviation),
      ])
    }
  }

  /// Sizes and shocks; the seed is one of them.
  public var options = Options()
  /// The model's costs and beliefs; records, audiences and interconnection are drawn.
  public var parameters = LoyaltyCoercion.Parameters()

  /// Forty junior partners of the reference patron.
  public init() {}

  /// - Throws: `BargainingError` for a size, a shock or an input outside its domain, and for a cost
  ///   at which an answer could reach its bound, where transfers are no longer linear.
  public func check() throws(BargainingError) { _ = try checkedModel() }

  /// The model, where its answers stay inside their bounds whatever is drawn.
  private func checkedModel() throws(BargainingError) -> LoyaltyCoercion {
    try options.checkDomains()
    let model = try LoyaltyCoercion(parameters)
    let worst = model.outcome(record: Self.records.upperBound, stake: Self.audiences.upperBound)
    try Domain.require(
      !worst.response.isComplete, "kM", parameters.transferCost,
      "a cost at which answers stay partial",
      "Raise kM: transfers that avert every loss are not linear in the stake.")
    return model
  }

  /// The coefficients of claim and stake as the truth, and a draw of claims and transfers.
  /// - Throws: What `check` throws.
  public func solved() throws(BargainingError) -> SolvedWorld {
    let model = try checkedModel()
    let slope = 1 / parameters.transferCost
    let without = parameters.notice * slope
    // What a regression of transfers on claim x stake must find.
    let truth = [
      Truth(outcome: "transfers", term: .variable("claim"), value: 0),
      Truth(outcome: "transfers", term: .variable("stake"), value: without),
      Truth(outcome: "transfers", term: .product("claim", "stake"), value: slope - without),
    ]
    let options = options
    return SolvedWorld(seed: options.seed, truth: truth) { seed in
      Self.draw(options, model, seed).table(truth)
    }
  }

  private static let records = 0.02...0.95
  private static let audiences = 0.2...1.6

  /// The junior-years. Juniors are numbered from 1.
  private static func draw(
    _ options: Options, _ model: LoyaltyCoercion, _ seed: UInt64
  ) -> WorldColumns {
    let parameters = model.parameters
    var random = Xoshiro256(seed: seed)
    var table = WorldColumns(
      keys: ["junior", "year"],
      numbers: ["record", "audience", "interconnection", "stake", "claim", "transfers"],
      rows: options.juniors * options.years)
    func clipped(_ value: Double) -> Double {
      min(records.upperBound, max(records.lowerBound, value))
    }
    let years = (0..<options.years).map { _ in (care: 0.3 + 0.7 * random.uniform(), random.normal())
    }
    for junior in 0..<options.juniors {
      let loyalty = random.uniform()
      let effect = 0.1 * random.normal()
      for year in 0..<options.years {
        let record = clipped(loyalty + 0.15 * random.normal())
        let believed = clipped(record + options.misperception * random.normal())
        let width = audiences.upperBound - audiences.lowerBound
        let audience = audiences.lowerBound + width * random.uniform()
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
    return table
  }
}

import Foundation
import Numerics

/// A world of countries and years that ally where the fixed model's gain exceeds a normal cost, so
/// that alliance is a probit of demand: intercept -mu / sigma, slope Delta v / sigma.
public struct GunsAndButterWorld: Sendable, Equatable {
  /// Sizes of a world.
  public struct Options: Sendable, Equatable {
    /// How many countries choose.
    public var countries = 120
    /// How many years each is seen.
    public var years = 40
    /// The seed of every draw.
    public var seed: UInt64 = 1

    public init() {}
  }

  /// Sizes.
  public let options: Options
  /// The model that every country follows.
  public let model: GunsAndButter

  /// A world.
  /// - Throws: `BargainingError.outOfDomain`.
  public init(
    _ options: Options = Options(), model: GunsAndButter
  ) throws(BargainingError) {
    for (name, value) in [("countries", options.countries), ("years", options.years)] {
      try Domain.require(
        value >= 2 && value <= 1_000_000, name, Double(value), "a whole number of at least 2",
        "Smaller worlds cannot be estimated.")
    }
    self.options = options
    self.model = model
  }

  /// What a probit of alliance on demand must find.
  public var truth: [SimulatedTable.Truth] {
    let probit = model.probit
    return [
      .init(outcome: "alliance", term: "(Intercept)", value: probit.intercept),
      .init(outcome: "alliance", term: "demand", value: probit.slope),
    ]
  }

  /// The country-years. Demand for social policy varies between countries and drifts within them.
  public func table() -> SimulatedTable {
    var random = Xoshiro256(seed: options.seed)
    var table = SimulatedTable(
      keys: ["country", "year"], numbers: ["demand", "infant_mortality_change", "alliance"])
    let (mean, sigma) = (model.parameters.meanCost, model.parameters.costDeviation)
    let worth = model.fixed.utilityGain
    for country in 0..<options.countries {
      let base = 0.3 * random.normal()
      for year in 0..<options.years {
        // Demand responds to changes of infant mortality, as in the paper's measure.
        let change = random.normal()
        let demand = 0.75 * exp(base + 0.3 * change)
        let cost = mean + sigma * random.normal()
        table.append(
          [country + 1, 1951 + year], [demand, change, demand * worth >= cost ? 1 : 0])
      }
    }
    table.truth = truth
    return table
  }
}

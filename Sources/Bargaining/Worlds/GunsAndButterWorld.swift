import Foundation
import Numerics

/// A world of countries and years that ally where the fixed model's gain exceeds a normal cost, so
/// that alliance is a probit of demand: intercept -mu / sigma, slope Delta v / sigma.
public struct GunsAndButterWorld: World {
  /// The theory of guns and butter.
  public static let theory: String? = GunsAndButterTheory.name

  /// Sizes of a world.
  public struct Options: WorldOptions {
    /// How many countries choose.
    public var countries = 120
    /// How many years each is seen.
    public var years = 40
    /// The seed of every draw.
    public var seed: UInt64 = 1

    /// 120 countries over 40 years.
    public init() {}

    /// The names of sizes with their domains; the seed is named by the study.
    public static var table: InputTable<Options> {
      let small = "Smaller worlds cannot be estimated."
      return InputTable([
        .whole("countries", \.countries, "countries that choose", .whole(2...1_000_000), small),
        .whole("years", \.years, "years of each country", .whole(2...1_000_000), small),
      ])
    }
  }

  /// Sizes and seed.
  public var options = Options()
  /// The model that every country follows.
  public var parameters = GunsAndButter.Parameters()

  /// The reference model in 120 countries.
  public init() {}

  /// - Throws: `BargainingError` for a size or an input of the model outside its domain.
  public func check() throws(BargainingError) {
    try options.checkDomains()
    _ = try GunsAndButter(parameters)
  }

  /// The implied probit as the truth, and a draw of alliances from it.
  /// - Throws: What `check` throws.
  public func solved() throws(BargainingError) -> SolvedWorld {
    try options.checkDomains()
    let model = try GunsAndButter(parameters)
    let probit = model.probit
    // What a probit of alliance on demand must find.
    let truth = [
      Truth(outcome: "alliance", term: .intercept, value: probit.intercept),
      Truth(outcome: "alliance", term: .variable("demand"), value: probit.slope),
    ]
    let options = options
    return SolvedWorld(seed: options.seed, truth: truth) { seed in
      Self.draw(options, model, seed).table(truth)
    }
  }

  /// The country-years. Demand for social policy varies between countries and drifts within them.
  private static func draw(
    _ options: Options, _ model: GunsAndButter, _ seed: UInt64
  ) -> WorldColumns {
    var random = Xoshiro256(seed: seed)
    var table = WorldColumns(
      keys: ["country", "year"], numbers: ["demand", "infant_mortality_change", "alliance"],
      rows: options.countries * options.years)
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
    return table
  }
}

/// What an alliance does to the tariffs of many countries: the network of ``TradeNetwork`` with equal
/// countries, in which one government comes to value an ally's welfare.
///
/// Each of `n` countries imports one good from all the others. Country 1 puts the weight `s` on the
/// welfare of country 2; the rest stay neutral. Both trade wars are solved at each weight: with one
/// tariff for all suppliers, and with one a supplier (Saggi 2006). What bargains make of them is
/// solved without an alliance.
public struct TariffNetworkTheory: Theory {
  /// As `entente solve` spells it.
  public static let name = "tariff-network"
  /// The line that lists of theories print.
  public static let title = "What an alliance does to tariffs among many countries."
  /// Inputs at which more countries share the favour, and at which bargains cannot subsidise.
  public static var examples: [TheoryExample] {
    [
      TheoryExample(settings: [TheorySetting("countries", [5])], words: ""),
      TheoryExample(
        settings: [TheorySetting("tariff_floor", [0])],
        words: "where import subsidies are barred"),
    ]
  }

  /// The countries and their politics.
  public struct Parameters: TheoryInputs {
    /// Each of them imports one good. More than a few add nothing, since all are equal.
    public var countries = 3
    /// c of the country that imports a good.
    public var importerSupply = 0.2
    /// c of those that export it.
    public var exporterSupply = 1.0
    /// gamma_M of every government.
    public var importWeight = 1.0
    /// gamma_E of every government.
    public var exportWeight = 1.0
    /// The least tariff allowed; import subsidies are where absent.
    public var tariffFloor: Double?

    /// Three equal countries under neutral governments.
    public init() {}

    /// Six inputs; slopes of supply are above 0, weights from 0 up.
    public static var table: InputTable<Parameters> {
      InputTable([
        .whole(
          "countries", \.countries, "countries, each of which imports one good", .whole(3...6),
          "Take a few: all countries are equal, and more of them only share out the same trade."),
        .number(
          "importer_supply", \.importerSupply, "slope of supply where a good is imported",
          .positive, "Give a number above 0."),
        .number(
          "exporter_supply", \.exporterSupply, "slope of supply where a good is exported",
          .positive, "Give a number above 0."),
        .number(
          "gamma_M", \.importWeight, "weight of import-competing profits in every government",
          .nonnegative, "1 counts them like anyone's income."),
        .number(
          "gamma_E", \.exportWeight, "weight of exporting profits in every government",
          .nonnegative, "1 counts them like anyone's income."),
        .optional(
          "tariff_floor", \.tariffFloor, "the least tariff allowed", .any,
          "Leave it out to allow import subsidies."),
      ])
    }
  }

  /// Where the alliance is tried, and how bargains are struck.
  public struct Question: TheoryInputs {
    /// `s`: the weights of the ally's welfare to solve at.
    public var weights = [0, 0.2, 0.4, 0.6, 0.8]
    /// The bargaining power of the first country of a pair.
    public var power = 0.5

    /// Five weights from 0 to 0.8, and even power.
    public init() {}

    /// The weights and the power.
    public static var table: InputTable<Question> {
      InputTable([
        .list("s", \.weights, "weights on the ally's welfare to solve at", each: .nonnegative),
        .number(
          "power", \.power, "bargaining power of the first country of a pair", .openShare,
          "0.5 is even."),
      ])
    }
  }

  /// The countries and their politics.
  public var parameters = Parameters()
  /// The weights of the ally, and the power in bargains.
  public var question = Question()

  /// Three countries, five weights.
  public init() {}

  /// The tariffs of country 1 at one weight of its ally.
  public struct Response: Sendable, Equatable {
    /// `s`.
    public let weight: Double
    /// The tariff on all suppliers alike.
    public let common: Double
    /// The tariff on the ally's good where tariffs discriminate.
    public let onAlly: Double
    /// The mean tariff on the others' goods where tariffs discriminate.
    public let onOthers: Double
    /// The most that any government gains by changing a tariff alone, in either war.
    public let unilateralGain: Double
  }

  /// What one way of setting tariffs comes to, without an alliance.
  public struct Regime: Sendable, Equatable {
    /// Whether tariffs discriminate between suppliers.
    public let regime: TradeNetwork.Regime
    /// Governments alone.
    public let nash: NetworkTariffs
    /// Pairs of governments, each pair taking the others' bargains as they are; `nil` where these do
    /// not settle.
    public let bargains: NetworkTariffs?
    /// The governments' joint optimum.
    public let joint: NetworkTariffs
  }

  /// The wars by the weight of the ally, and what bargains make of them.
  public struct Solution: Sendable, Equatable {
    /// At each weight, in the order in which they were asked for.
    public let responses: [Response]
    /// Most-favoured-nation treatment, then tariffs by supplier.
    public let regimes: [Regime]
  }

  /// - Throws: `BargainingError.outOfDomain`, also where the importer makes the good more cheaply.
  public func check() throws(BargainingError) {
    try parameters.checkDomains()
    try question.checkDomains()
    for weight in question.weights where weight < 0 {
      throw .outOfDomain(
        parameter: "The weight s", found: weight, expected: "a number from 0 up",
        hint: "0 is no alliance.")
    }
    // Demand is 1 - p, so that a price without trade is 1/(1 + c).
    let gap = 1 / (1 + parameters.importerSupply) - 1 / (1 + parameters.exporterSupply)
    if let floor = parameters.tariffFloor, floor >= gap, gap > 0 {
      throw .outOfDomain(
        parameter: "The tariff floor", found: floor,
        expected: "a number below \(gap), at which trade ends",
        hint: "Leave it out to allow import subsidies.")
    }
    guard parameters.importerSupply < parameters.exporterSupply else {
      throw .outOfDomain(
        parameter: "The slope of supply where a good is imported",
        found: parameters.importerSupply,
        expected: "a number below that where it is exported (\(parameters.exporterSupply))",
        hint: "The country that makes a good at greater cost imports it.")
    }
  }

  /// Two wars a weight, and two solutions of bargaining a regime.
  /// - Throws: What `check` throws, and `notConverged` for a war that does not settle.
  public func solve() throws(BargainingError) -> Solution {
    try check()
    let alike = try network(.mostFavouredNation)
    let apart = try network(.discriminatory)
    var responses: [Response] = []
    for weight in question.weights {
      let common = try alike.allied(0, with: 1, weight: weight).nash()
      let split = try apart.allied(0, with: 1, weight: weight).nash()
      let others = split.entries.filter { $0.importer == 0 && $0.exporter != 1 }.map(\.tariff)
      responses.append(
        Response(
          weight: weight, common: common.meanTariff(of: 0) ?? 0,
          onAlly: split.meanTariff(of: 0, on: 1) ?? 0,
          onOthers: others.reduce(0, +) / Double(others.count),
          unilateralGain: max(common.unilateralGain, split.unilateralGain)))
    }
    return Solution(
      responses: responses,
      regimes: [
        try regime(alike, .mostFavouredNation), try regime(apart, .discriminatory),
      ])
  }

  private func regime(
    _ network: TradeNetwork, _ kind: TradeNetwork.Regime
  ) throws(BargainingError) -> Regime {
    let power = question.power
    var bargains: NetworkTariffs?
    do {
      bargains = try network.nashInNash { _, _ in power }
    } catch .notConverged {
      // Without an agreement for every pair there is none to compare; the rest stands.
      bargains = nil
    }
    return Regime(
      regime: kind, nash: try network.nash(), bargains: bargains, joint: try network.cooperative())
  }

  /// Equal countries, each of which imports one good.
  func network(_ regime: TradeNetwork.Regime) throws(BargainingError) -> TradeNetwork {
    let weights = PoliticalWeights(
      import: parameters.importWeight, export: parameters.exportWeight)
    let sectors = (0..<parameters.countries).map { importer in
      (0..<parameters.countries).map { country in
        TradeNetwork.Producer(
          supplySlope: country == importer
            ? parameters.importerSupply : parameters.exporterSupply,
          government: weights)
      }
    }
    return try TradeNetwork(
      sectors: sectors, regime: regime, tariffFloor: parameters.tariffFloor)
  }
}

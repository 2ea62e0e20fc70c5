import Machine
import Numerics

/// Many countries that trade many goods, with tariffs on imports, exporters' influence and alliances.
///
/// In each sector every country demands `a - b p` and supplies `c p`. The countries whose price
/// without trade lies above the free-trade price import, the others export. Government `i` maximises
///
///     V_i = sum over sectors [ CS + gamma_M Pi (where it imports) or gamma_E Pi (where it exports)
///           + tariff revenue ] + sum over j of s_ij W_j
///
/// with `W_j` the same sum with the weights of country `j`'s public, and `s_ij >= 0` the alliance
/// weight: how much `i`'s government values its ally's welfare. Sectors are separate games.
public struct TradeNetwork: Sendable, Equatable {
  /// One country in one sector.
  public struct Producer: Sendable, Equatable {
    /// `a` and `b` of demand `a - b p`.
    public var demandIntercept: Double
    /// Positive.
    public var demandSlope: Double
    /// `c` of supply `c p`.
    public var supplySlope: Double
    /// The government's weights on profits.
    public var government: PoliticalWeights
    /// The public's.
    public var people: PoliticalWeights

    /// Demand `1 - p` and weights of one unless told; the network checks the numbers.
    public init(
      demandIntercept: Double = 1, demandSlope: Double = 1, supplySlope: Double,
      government: PoliticalWeights = .benevolent, people: PoliticalWeights = .benevolent
    ) {
      self.demandIntercept = demandIntercept
      self.demandSlope = demandSlope
      self.supplySlope = supplySlope
      self.government = government
      self.people = people
    }

    /// The price without trade.
    public var autarkyPrice: Double { demandIntercept / (demandSlope + supplySlope) }
  }

  /// Whether an importer may tell its suppliers apart.
  public enum Regime: String, Sendable, CaseIterable {
    /// One tariff an importer and sector, whoever supplies.
    case mostFavouredNation = "most-favoured-nation"
    /// One tariff a supplier: sectors with a single importer and competing exporters.
    case discriminatory
  }

  /// By sector, then by country.
  public let sectors: [[Producer]]
  /// `s_ij`: the weight of country `i` (row) on the welfare of country `j` (column).
  public let alliances: Matrix
  /// How the tariffs of an importer are tied together.
  public let regime: Regime
  /// The least tariff allowed; import subsidies otherwise.
  public let tariffFloor: Double?

  /// Rows of the alliance matrix, and producers in every sector.
  public var countryCount: Int { alliances.rows }

  let games: [SectorGame]

  /// - Parameter alliances: None if not given.
  /// - Throws: `wrongCount` for ragged sectors or an alliance matrix of another size, `outOfDomain` for
  ///   curves or weights outside their domain, `noTrade` where all countries of a sector have one price,
  ///   `discriminationAmongImporters` for tariffs by supplier where several countries import.
  public init(
    sectors: [[Producer]], alliances: Matrix? = nil, regime: Regime = .mostFavouredNation,
    tariffFloor: Double? = nil
  ) throws(BargainingError) {
    let count = sectors.first?.count ?? 0
    guard count >= 2 else {
      throw .wrongCount(
        parameter: "The list of countries", found: count, expected: "at least 2 in every sector")
    }
    let weights = alliances ?? Matrix(rows: count, columns: count)
    guard weights.rows == count, weights.columns == count else {
      throw .wrongCount(
        parameter: "The matrix of alliances", found: weights.rows,
        expected: "one row and column a country (\(count))")
    }
    for (index, value) in weights.values.enumerated() where !(value >= 0 && value < .infinity) {
      throw .outOfDomain(
        parameter: "The alliance weight of country \(index % count + 1) on \(index / count + 1)",
        found: value, expected: "a number from 0 up", hint: "0 is no alliance.")
    }
    if let tariffFloor, !tariffFloor.isFinite {
      throw .outOfDomain(
        parameter: "The tariff floor", found: tariffFloor, expected: "a finite number",
        hint: "Leave it out to allow import subsidies.")
    }
    var games: [SectorGame] = []
    for (sector, producers) in sectors.enumerated() {
      guard producers.count == count else {
        throw .wrongCount(
          parameter: "Sector \(sector + 1)", found: producers.count,
          expected: "one entry a country (\(count))")
      }
      for (country, producer) in producers.enumerated() {
        try Self.check(producer, "country \(country + 1) in sector \(sector + 1)")
      }
      let game = SectorGame(producers, regime: regime, floor: tariffFloor)
      guard !game.importers.isEmpty else {
        let price = producers.first?.autarkyPrice ?? 0
        throw .noTrade(importer: price, exporter: price)
      }
      if regime == .discriminatory, game.importers.count > 1 {
        throw .discriminationAmongImporters(sector: sector, importers: game.importers.count)
      }
      games.append(game)
    }
    self.sectors = sectors
    self.alliances = weights
    self.regime = regime
    self.tariffFloor = tariffFloor
    self.games = games
  }

  private static func check(
    _ producer: Producer, _ place: String
  ) throws(BargainingError) {
    let curves = [
      ("The intercept of demand", producer.demandIntercept),
      ("The slope of demand", producer.demandSlope), ("The slope of supply", producer.supplySlope),
    ]
    for (name, value) in curves where !(value > 0 && value < .infinity) {
      throw .outOfDomain(
        parameter: "\(name) of \(place)", found: value, expected: "a number above 0",
        hint: "A country that makes nothing can be given a very flat supply.")
    }
    let weights = [
      producer.government.importWeight, producer.government.exportWeight,
      producer.people.importWeight, producer.people.exportWeight,
    ]
    for value in weights where !(value >= 0 && value < .infinity) {
      throw .outOfDomain(
        parameter: "A political weight of \(place)", found: value, expected: "a number from 0 up",
        hint: "1 counts producers' profit like anyone's income.")
    }
  }

  /// The coefficients of `sum over i of weights[i] V_i` in a sector.
  func objective(_ weights: [Double], sector: Int) -> SectorGame.Objective {
    let game = games[sector]
    var income = weights
    var profit = weights
    for country in weights.indices {
      let producer = sectors[sector][country]
      let imports = game.isImporter[country]
      profit[country] *=
        imports ? producer.government.importWeight : producer.government.exportWeight
      var allied = 0.0
      for friend in weights.indices { allied += weights[friend] * alliances[friend, country] }
      income[country] += allied
      profit[country] +=
        allied * (imports ? producer.people.importWeight : producer.people.exportWeight)
    }
    return SectorGame.Objective(income: income, profit: profit)
  }

  func objective(of country: Int, sector: Int) -> SectorGame.Objective {
    var weights = [Double](repeating: 0, count: countryCount)
    weights[country] = 1
    return objective(weights, sector: sector)
  }
}

/// One sector of a network: its clearing, and the derivatives of any weighted sum of payoffs by each
/// tariff.
///
/// With linear curves and a fixed set of trading countries, prices are linear and payoffs quadratic in
/// each tariff, so the best value of one tariff is one division.
struct SectorGame: Sendable, Equatable {
  /// `sum over countries of income (CS + revenue) + profit Pi`.
  struct Objective {
    var income: [Double]
    var profit: [Double]
  }

  /// Prices and the trade that they clear.
  struct Prices {
    var local: [Double]
    /// Whether the holder of each tariff coordinate trades.
    var trades: [Bool]
  }

  let intercept: [Double]
  let demandSlope: [Double]
  let supplySlope: [Double]
  let autarky: [Double]
  let isImporter: [Bool]
  let importers: [Int]
  let isDiscriminatory: Bool
  /// The country of each tariff: the importer that sets it or, with tariffs by supplier, the supplier.
  let holders: [Int]
  /// Countries that trade at the common price and carry no tariff of their own.
  let free: [Int]
  /// Sums of the free countries' intercepts and slopes.
  let freeIntercept: Double
  let freeSlope: Double
  /// The tariffs that keep their holders out whatever the others do: no price leaves the range of the
  /// prices without trade.
  let firmlyProhibitive: [Double]
  let floor: Double?

  init(_ producers: [TradeNetwork.Producer], regime: TradeNetwork.Regime, floor: Double?) {
    intercept = producers.map(\.demandIntercept)
    demandSlope = producers.map(\.demandSlope)
    supplySlope = producers.map(\.supplySlope)
    autarky = producers.map(\.autarkyPrice)
    var totalIntercept = 0.0
    var totalSlope = 0.0
    for producer in producers {
      totalIntercept += producer.demandIntercept
      totalSlope += producer.demandSlope + producer.supplySlope
    }
    let freeTrade = totalIntercept / totalSlope
    isImporter = autarky.map { $0 > freeTrade }
    importers = producers.indices.filter { [isImporter] in isImporter[$0] }
    isDiscriminatory = regime == .discriminatory
    let exporters = producers.indices.filter { [isImporter] in !isImporter[$0] }
    holders = isDiscriminatory ? exporters : importers
    free = isDiscriminatory ? importers : exporters
    var (sumIntercept, sumSlope) = (0.0, 0.0)
    for country in free {
      sumIntercept += intercept[country]
      sumSlope += demandSlope[country] + supplySlope[country]
    }
    freeIntercept = sumIntercept
    freeSlope = sumSlope
    let lowest = autarky.min() ?? 0
    let highest = autarky.max() ?? 0
    firmlyProhibitive = holders.map { [autarky, isDiscriminatory] holder in
      isDiscriminatory ? highest - autarky[holder] : autarky[holder] - lowest
    }
    self.floor = floor
  }

  /// The highest price there can be, in whose units tariffs settle.
  var priceScale: Double { autarky.max() ?? 1 }

  /// Who sets a tariff.
  func owner(of tariff: Int) -> Int { isDiscriminatory ? importers[0] : holders[tariff] }

  /// What a tariff adds to its holder's price over the common price: importers pay more than the world
  /// price, suppliers get less than the importer's.
  private var sign: Double { isDiscriminatory ? -1 : 1 }

  private func slope(_ country: Int) -> Double { demandSlope[country] + supplySlope[country] }

  /// Clears the market. A holder whose tariff keeps it out lives at its price without trade; taking it
  /// out moves the common price only further against the others, so each pass can only take out more.
  func prices(_ tariffs: [Double], without absent: Int? = nil) -> Prices {
    var trades = [Bool](repeating: true, count: holders.count)
    if let absent { trades[absent] = false }
    var common = 0.0
    var settled = false
    while !settled {
      var (sumIntercept, sumSlope) = (freeIntercept, freeSlope)
      for (index, country) in holders.enumerated() where trades[index] {
        sumIntercept += intercept[country] - slope(country) * sign * tariffs[index]
        sumSlope += slope(country)
      }
      common = sumIntercept / sumSlope
      settled = true
      for (index, country) in holders.enumerated() where trades[index] {
        let price = common + sign * tariffs[index]
        if isDiscriminatory ? price < autarky[country] : price > autarky[country] {
          trades[index] = false
          settled = false
        }
      }
    }
    var local = [Double](repeating: common, count: intercept.count)
    for (index, country) in holders.enumerated() {
      local[country] = trades[index] ? common + sign * tariffs[index] : autarky[country]
    }
    return Prices(local: local, trades: trades)
  }

  /// The common price: the world's, or the single importer's.
  private func common(_ prices: Prices) -> Double { prices.local[free[0]] }

  /// The tariff at which its holder stops trading, given the others.
  func prohibitive(_ tariff: Int, _ tariffs: [Double]) -> Double {
    let price = common(prices(tariffs, without: tariff))
    return sign * (autarky[holders[tariff]] - price)
  }

  /// Imports of a holder that imports, exports of one that supplies.
  private func trade(_ index: Int, _ prices: Prices) -> Double {
    let country = holders[index]
    let excess = intercept[country] - slope(country) * prices.local[country]
    return prices.trades[index] ? sign * excess : 0
  }

  /// A weighted sum of payoffs.
  func value(_ objective: Objective, _ tariffs: [Double], _ prices: Prices) -> Double {
    var total = 0.0
    for country in intercept.indices {
      let price = prices.local[country]
      let demand = intercept[country] - demandSlope[country] * price
      total += objective.income[country] * demand * demand / (2 * demandSlope[country])
      total += objective.profit[country] * supplySlope[country] * price * price / 2
    }
    for index in holders.indices {
      total += objective.income[owner(of: index)] * tariffs[index] * trade(index, prices)
    }
    return total
  }

  /// The first and second derivative of the objective by one tariff, with the traders as they are.
  func derivatives(
    _ objective: Objective, by tariff: Int, _ tariffs: [Double], _ prices: Prices
  ) -> (first: Double, second: Double) {
    guard prices.trades[tariff] else { return (0, 0) }
    var sumSlope = freeSlope
    for (index, country) in holders.enumerated() where prices.trades[index] {
      sumSlope += slope(country)
    }
    let commonMove = -sign * slope(holders[tariff]) / sumSlope
    var first = 0.0
    var second = 0.0
    func add(_ country: Int, _ move: Double) {
      let price = prices.local[country]
      let demand = intercept[country] - demandSlope[country] * price
      first +=
        move
        * (objective.profit[country] * supplySlope[country] * price - objective.income[country]
          * demand)
      second +=
        move * move
        * (objective.profit[country] * supplySlope[country] + objective.income[country]
          * demandSlope[country])
    }
    for country in free { add(country, commonMove) }
    for (index, country) in holders.enumerated() where prices.trades[index] {
      let move = commonMove + (index == tariff ? sign : 0)
      add(country, move)
      let tradeMove = -sign * slope(country) * move
      let income = objective.income[owner(of: index)]
      first += income * tariffs[index] * tradeMove
      if index == tariff {
        first += income * trade(index, prices)
        second += 2 * income * tradeMove
      }
    }
    return (first, second)
  }
}

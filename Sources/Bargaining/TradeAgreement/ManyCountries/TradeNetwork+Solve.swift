import Machine
import Numerics

extension TradeNetwork {
  /// How a solution is sought.
  public struct Options: Sendable, Equatable {
    /// The largest move of a tariff in the last sweep.
    public var tolerance: Double
    /// The most sweeps over a sector's tariffs, all attempts together.
    public var sweeps: Int
    /// Cells of the search for a better tariff that certifies an equilibrium.
    public var certificateCells: Int
    /// Does not change the result.
    public var threads: Int

    /// A tolerance of 1e-13, 1000 sweeps, 64 cells, one thread.
    public init(
      tolerance: Double = 1e-13, sweeps: Int = 1_000, certificateCells: Int = 64, threads: Int = 1
    ) {
      self.tolerance = tolerance
      self.sweeps = sweeps
      self.certificateCells = certificateCells
      self.threads = threads
    }
  }

  /// The Nash equilibrium: every government's tariffs are best replies. Best replies are taken in
  /// turn; in a sector with fixed traders they form a contraction. Where countries enter and leave a
  /// sector with tariffs, payoffs have kinks, equilibria need not be unique, and there may be none
  /// in which no country randomises: then the answer is an error and not a number.
  ///
  /// - Throws: `notConverged` where they do not settle.
  public func nash(_ options: Options = Options()) throws(BargainingError) -> NetworkTariffs {
    try solve(options) { sector, tariff in
      objective(of: games[sector].owner(of: tariff), sector: sector)
    }
  }

  /// The tariffs that maximise `sum over i of weights[i] V_i`: a point of the Pareto frontier.
  ///
  /// - Parameter weights: One a country; equal if not given.
  /// - Throws: `wrongCount` or `outOfDomain` for the weights, `notConverged`.
  public func cooperative(
    weights: [Double]? = nil, _ options: Options = Options()
  ) throws(BargainingError) -> NetworkTariffs {
    let weights = weights ?? [Double](repeating: 1, count: countryCount)
    guard weights.count == countryCount else {
      throw .wrongCount(
        parameter: "The list of weights", found: weights.count,
        expected: "one a country (\(countryCount))")
    }
    for (country, weight) in weights.enumerated() where !(weight > 0 && weight < .infinity) {
      throw .outOfDomain(
        parameter: "The weight of country \(country + 1)", found: weight,
        expected: "a positive number", hint: "Equal weights treat all countries alike.")
    }
    return try solve(options) { sector, _ in objective(weights, sector: sector) }
  }

  private func solve(
    _ options: Options, _ objective: @Sendable (Int, Int) -> SectorGame.Objective
  ) throws(BargainingError) -> NetworkTariffs {
    guard options.sweeps >= 1, options.certificateCells >= 1 else {
      throw .wrongCount(
        parameter: "The sweeps or the certificate's cells",
        found: min(options.sweeps, options.certificateCells), expected: "at least 1")
    }
    let settled = Parallel.map(blocks: games.count, threads: options.threads) { sector in
      let objectives = games[sector].holders.indices.map { objective(sector, $0) }
      return attempt(games[sector], objectives, options)
    }
    let move = settled.map(\.move).max() ?? 0
    for (game, end) in zip(games, settled) where end.move > options.tolerance * game.priceScale {
      throw .notConverged(
        what: "The tariffs of the network", iterations: end.sweeps, residual: end.move,
        hint: Self.unsettled)
    }
    // Tariffs can settle where one of them is best nearby and not over its whole range.
    if let gain = settled.map(\.excess).max(), gain > 0 {
      throw .notConverged(
        what: "The best tariffs of the network", iterations: settled.map(\.sweeps).max() ?? 0,
        residual: gain, hint: Self.unsettled)
    }
    return outcome(
      settled.map(\.tariffs), sweeps: settled.map(\.sweeps).max() ?? 0, move: move, options)
  }

  /// What to try where there may be nothing to find.
  static let unsettled =
    "Where countries enter and leave a market there may be no equilibrium without randomising: "
    + "change the slopes of supply, the weights or the tariff floor."

  /// A gain from deviating that is rounding, as a share of the payoff.
  private static let negligibleGain = 1e-12

  /// What settles at all settles in a few dozen.
  private static let sweepsOfAnAttempt = 200

  /// Settles a sector. Countries that want no trade bar it for good, so that others do not play with
  /// their entry; where barring it is a mistake again and again, they stay at the margin instead; and
  /// where best replies in the neighbourhood are not best overall, the whole range is searched.
  private func attempt(
    _ game: SectorGame, _ objectives: [SectorGame.Objective], _ options: Options
  ) -> (tariffs: [Double], sweeps: Int, move: Double, excess: Double) {
    let tolerance = options.tolerance * game.priceScale
    let all = Array(game.holders.indices)
    let attempts: [(search: SectorGame.Search, order: [Int])] = [
      (SectorGame.Search(), all), (SectorGame.Search(isFirm: false), all),
      (SectorGame.Search(isThorough: true), all),
      (SectorGame.Search(isThorough: true), all.reversed()),
      (SectorGame.Search(isFirm: false, isThorough: true), all),
    ]
    var best: (tariffs: [Double], move: Double, gain: Double)?
    var used = 0
    for (search, chosen) in attempts where used < options.sweeps {
      var tariffs = [Double](repeating: max(0, game.floor ?? 0), count: all.count)
      let end = game.settle(
        &tariffs, chosen: chosen, objectives: chosen.map { objectives[$0] },
        tolerance: tolerance,
        sweeps: min(options.sweeps - used, Self.sweepsOfAnAttempt), search)
      used += end.sweeps
      guard end.move <= tolerance else {
        if best == nil || (best?.gain == .infinity && end.move < best?.move ?? .infinity) {
          best = (tariffs, end.move, .infinity)
        }
        continue
      }
      let prices = game.prices(tariffs)
      let gain =
        all.map {
          game.gain(objectives[$0], from: $0, tariffs, cells: options.certificateCells)
            / (1 + abs(game.value(objectives[$0], tariffs, prices)))
        }.max() ?? 0
      if gain < best?.gain ?? .infinity { best = (tariffs, end.move, gain) }
      if gain <= Self.negligibleGain { break }
    }
    guard let best else { preconditionFailure("at least one sweep is allowed") }
    return (
      best.tariffs, used, best.move,
      best.gain.isFinite && best.gain > Self.negligibleGain ? best.gain : 0
    )
  }

  /// Everything that follows from the tariffs of every sector.
  func outcome(
    _ tariffs: [[Double]], sweeps: Int, move: Double, _ options: Options
  ) -> NetworkTariffs {
    let blocks = Parallel.map(blocks: games.count, threads: options.threads) { sector in
      let game = games[sector]
      let prices = game.prices(tariffs[sector])
      var entries: [NetworkTariffs.Entry] = []
      var gain = 0.0
      for (index, holder) in game.holders.enumerated() {
        let owner = game.owner(of: index)
        entries.append(
          NetworkTariffs.Entry(
            sector: sector, importer: owner, exporter: game.isDiscriminatory ? holder : nil,
            tariff: tariffs[sector][index],
            isProhibitive: !prices.trades[index]
              || tariffs[sector][index] >= game.prohibitive(index, tariffs[sector])))
        gain = max(
          gain,
          game.gain(
            objective(of: owner, sector: sector), from: index, tariffs[sector],
            cells: options.certificateCells))
      }
      let governments = (0..<countryCount).map {
        game.value(objective(of: $0, sector: sector), tariffs[sector], prices)
      }
      let people = (0..<countryCount).map {
        game.value(publicObjective(of: $0, sector: sector), tariffs[sector], prices)
      }
      return (entries: entries, governments: governments, people: people, gain: gain)
    }
    func total(_ parts: [[Double]]) -> [Double] {
      (0..<countryCount).map { country in parts.reduce(0) { $0 + $1[country] } }
    }
    return NetworkTariffs(
      entries: blocks.flatMap(\.entries), governments: total(blocks.map(\.governments)),
      people: total(blocks.map(\.people)), unilateralGain: blocks.map(\.gain).max() ?? 0,
      sweeps: sweeps, lastMove: move)
  }

  private func publicObjective(of country: Int, sector: Int) -> SectorGame.Objective {
    var income = [Double](repeating: 0, count: countryCount)
    var profit = income
    let people = sectors[sector][country].people
    income[country] = 1
    profit[country] =
      games[sector].isImporter[country] ? people.importWeight : people.exportWeight
    return SectorGame.Objective(income: income, profit: profit)
  }

  /// The same network with the weight of one country on another's welfare replaced.
  public func allied(
    _ country: Int, with ally: Int, weight: Double, mutual: Bool = false
  ) throws(BargainingError) -> TradeNetwork {
    for index in [country, ally] where !(0..<countryCount).contains(index) {
      throw .outOfDomain(
        parameter: "The country", found: Double(index), expected: "0 to \(countryCount - 1)",
        hint: "Countries count from 0.")
    }
    var weights = alliances
    weights[country, ally] = weight
    if mutual { weights[ally, country] = weight }
    return try TradeNetwork(
      sectors: sectors, alliances: weights, regime: regime, tariffFloor: tariffFloor)
  }

  /// What an alliance does to Nash tariffs as its weight rises.
  ///
  /// - Parameter weights: The alliance weights to try.
  /// - Returns: For each weight the equilibrium, in order.
  public func allianceResponse(
    of country: Int, to ally: Int, weights: [Double], mutual: Bool = false,
    _ options: Options = Options()
  ) throws(BargainingError) -> [(weight: Double, nash: NetworkTariffs)] {
    var rows: [(weight: Double, nash: NetworkTariffs)] = []
    for weight in weights {
      let network = try allied(country, with: ally, weight: weight, mutual: mutual)
      rows.append((weight, try network.nash(options)))
    }
    return rows
  }
}

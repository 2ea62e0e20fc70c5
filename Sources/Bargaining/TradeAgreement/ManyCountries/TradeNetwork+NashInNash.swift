extension TradeNetwork {
  /// Nash-in-Nash bargaining (Horn and Wolinsky 1988; Bagwell, Staiger and Yurukoglu 2021): every pair of
  /// countries sets the tariffs between them to the Nash bargaining solution, all other pairs' tariffs as
  /// they are.
  ///
  /// A tariff by supplier belongs to importer and supplier; a most-favoured-nation tariff to the importer
  /// and its principal supplier, the largest exporter of the sector at free trade. If a pair
  /// fails to agree, its tariffs are what they are in the Nash equilibrium, the other pairs' unchanged.
  ///
  /// Where tariffs discriminate and may be negative, each pair subsidises its own trade at the cost of
  /// third countries, and the outcome can be worse for all than no agreements: most-favoured-nation
  /// treatment is what keeps bilateral bargains from it. Test:
  /// `TradeNetworkTests.discriminationInvitesOpportunism`.
  ///
  /// - Parameter power: The bargaining power of the first country of a pair, between 0 and 1.
  /// - Throws: `outOfDomain` for the power, `notConverged` where pairs' tariffs do not settle to 1e-9.
  public func nashInNash(
    power: @Sendable (Int, Int) -> Double = { _, _ in 0.5 }, _ options: Options = Options()
  ) throws(BargainingError) -> NetworkTariffs {
    let start = try nash(options)
    var noAgreement = games.map { [Double](repeating: 0, count: $0.holders.count) }
    var next = [Int](repeating: 0, count: games.count)
    for entry in start.entries {
      noAgreement[entry.sector][next[entry.sector]] = entry.tariff
      next[entry.sector] += 1
    }
    let pairs = bargains()
    for pair in pairs {
      let share = power(pair.first, pair.second)
      guard share > 0, share < 1 else {
        throw .outOfDomain(
          parameter: "The bargaining power of country \(pair.first + 1) towards \(pair.second + 1)",
          found: share, expected: "a number between 0 and 1", hint: "0.5 is even.")
      }
    }
    var tariffs = noAgreement
    let rounds = 200
    // Bisection leaves the weights, and so the tariffs, about this close.
    let tolerance =
      max(options.tolerance, 1e-9) * max(1, games.map(\.priceScale).max() ?? 1)
    for round in 1...rounds {
      var move = 0.0
      var unequal = 0.0
      for pair in pairs {
        let (agreed, residual) = bargain(
          pair, share: power(pair.first, pair.second), tariffs, noAgreement, options)
        for place in pair.places {
          let change = agreed[place.sector][place.tariff] - tariffs[place.sector][place.tariff]
          move = max(move, abs(change))
        }
        tariffs = agreed
        unequal = max(unequal, residual)
      }
      // Where a country's exit makes the pair's frontier jump, halving ends at the jump, which is no
      // division of the gains.
      if move <= tolerance, unequal > Self.unequalShare {
        throw .notConverged(
          what: "Bilateral bargaining", iterations: round, residual: unequal,
          hint: Self.unsettled)
      }
      if move <= tolerance { return outcome(tariffs, sweeps: round, move: move, options) }
      if round == rounds {
        throw .notConverged(
          what: "Bilateral bargaining", iterations: rounds, residual: move,
          hint: Self.unsettled)
      }
    }
    return start
  }

  /// Two countries and the tariffs that they bargain about.
  private struct Bargain {
    var first: Int
    var second: Int
    var places: [(sector: Int, tariff: Int)]
    var sectors: [Int]
  }

  private func bargains() -> [Bargain] {
    var pairs: [Bargain] = []
    for (sector, game) in games.enumerated() {
      let principal = game.principalSupplier
      for (index, holder) in game.holders.enumerated() {
        let partner = game.isDiscriminatory ? holder : principal
        let importer = game.owner(of: index)
        let (first, second) = (min(importer, partner), max(importer, partner))
        let place = pairs.firstIndex { $0.first == first && $0.second == second }
        if let place {
          pairs[place].places.append((sector, index))
          if pairs[place].sectors.last != sector { pairs[place].sectors.append(sector) }
        } else {
          pairs.append(
            Bargain(first: first, second: second, places: [(sector, index)], sectors: [sector]))
        }
      }
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// How far the two weighted gains of a pair may differ, as a share of their sum: tariffs good to 1e-9
  /// leave gains good to about this.
  private static let unequalShare = 1e-6

  /// The Nash bargaining solution of a pair, with how far its condition is from holding. On the pair's frontier, with weight `w` on the first
  /// country, its gain rises and the other's falls in `w`, so the condition
  /// `w gain_1 (1 - share) = (1 - w) gain_2 share` has one root.
  private func bargain(
    _ pair: Bargain, share: Double, _ tariffs: [[Double]], _ noAgreement: [[Double]],
    _ options: Options
  ) -> (tariffs: [[Double]], residual: Double) {
    var outside = tariffs
    for place in pair.places {
      outside[place.sector][place.tariff] = noAgreement[place.sector][place.tariff]
    }
    func payoffs(_ tariffs: [[Double]]) -> (Double, Double) {
      var sums = (0.0, 0.0)
      for sector in pair.sectors {
        let prices = games[sector].prices(tariffs[sector])
        sums.0 += games[sector].value(
          objective(of: pair.first, sector: sector), tariffs[sector], prices)
        sums.1 += games[sector].value(
          objective(of: pair.second, sector: sector), tariffs[sector], prices)
      }
      return sums
    }
    let alone = payoffs(outside)
    var current = tariffs
    func agree(_ weight: Double) -> (Double, Double) {
      var weights = [Double](repeating: 0, count: countryCount)
      weights[pair.first] = weight
      weights[pair.second] = 1 - weight
      for sector in pair.sectors {
        let chosen = pair.places.filter { $0.sector == sector }.map(\.tariff)
        let shared = objective(weights, sector: sector)
        _ = games[sector].settle(
          &current[sector], chosen: chosen, objectives: chosen.map { _ in shared },
          tolerance: options.tolerance, sweeps: options.sweeps)
      }
      let together = payoffs(current)
      return (together.0 - alone.0, together.1 - alone.1)
    }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<52 {
      let weight = (low + high) / 2
      let gain = agree(weight)
      if weight * gain.0 * (1 - share) < (1 - weight) * gain.1 * share {
        low = weight
      } else {
        high = weight
      }
    }
    let gain = agree((low + high) / 2)
    // Nothing to share but rounding: the pair stays as it is without an agreement.
    let rounding = 1e-14 * (1 + abs(alone.0) + abs(alone.1))
    guard min(gain.0, gain.1) > rounding else { return (outside, 0) }
    let weight = (low + high) / 2
    let sides = (weight * gain.0 * (1 - share), (1 - weight) * gain.1 * share)
    return (current, abs(sides.0 - sides.1) / (rounding / Self.unequalShare + sides.0 + sides.1))
  }
}

extension SectorGame {
  /// The exporter that sells most at free trade.
  var principalSupplier: Int {
    var sumIntercept = 0.0
    var sumSlope = 0.0
    for country in intercept.indices {
      sumIntercept += intercept[country]
      sumSlope += demandSlope[country] + supplySlope[country]
    }
    let price = sumIntercept / sumSlope
    var best = (country: 0, exports: -Double.infinity)
    for country in intercept.indices where !isImporter[country] {
      let exports = (demandSlope[country] + supplySlope[country]) * price - intercept[country]
      if exports > best.exports { best = (country, exports) }
    }
    return best.country
  }
}

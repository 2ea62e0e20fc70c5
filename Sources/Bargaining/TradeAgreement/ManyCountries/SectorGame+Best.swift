extension SectorGame {
  /// Sets of traders that a best value may run through before it is taken as it is.
  private static let regimes = 8

  /// Prices are of the order of the intercepts over the slopes; below this share of them a tariff keeps
  /// its holder trading.
  private static let inside = 1e-7

  private func least(_ tariff: Int) -> Double {
    // At a subsidy as large as its price without trade a holder would be paid to buy.
    floor ?? -autarky[owner(of: tariff)]
  }

  /// The value of one tariff that maximises an objective, the others as they are.
  func best(_ objective: Objective, for tariff: Int, _ tariffs: [Double]) -> Double {
    let most = prohibitive(tariff, tariffs)
    let least = least(tariff)
    guard most > least else { return most }
    var trial = tariffs
    trial[tariff] = max(least, min(tariffs[tariff], most - Self.inside * (most - least)))
    for _ in 0..<Self.regimes {
      let cleared = prices(trial)
      let slopes = derivatives(objective, by: tariff, trial, cleared)
      var next = most
      if slopes.second < 0 {
        next = min(most, max(least, trial[tariff] - slopes.first / slopes.second))
      } else if slopes.first < 0 {
        next = least
      }
      let moved = trial[tariff] != next
      trial[tariff] = next
      if !moved || prices(trial).trades == cleared.trades { break }
      if next == most { break }
    }
    return trial[tariff]
  }

  /// How much more the objective can be by changing one tariff, searching the whole range and not only
  /// the neighbourhood: the evidence for an equilibrium.
  func gain(
    _ objective: Objective, from tariff: Int, _ tariffs: [Double], cells: Int
  ) -> Double {
    let now = value(objective, tariffs, prices(tariffs))
    var highest = now
    let most = prohibitive(tariff, tariffs)
    let least = min(least(tariff), most)
    var trial = tariffs
    func look(_ place: Double) {
      trial[tariff] = place
      highest = max(highest, value(objective, trial, prices(trial)))
    }
    for cell in 0...cells { look(least + (most - least) * Double(cell) / Double(cells)) }
    look(best(objective, for: tariff, tariffs))
    return highest - now
  }

  /// Changes each of some tariffs to its best value in turn until none moves by more than the
  /// tolerance.
  ///
  /// - Parameter objectives: One for each of `chosen`.
  /// - Returns: The number of sweeps and the last largest move.
  func settle(
    _ tariffs: inout [Double], chosen: [Int], objectives: [Objective], tolerance: Double,
    sweeps: Int
  ) -> (sweeps: Int, move: Double) {
    var move = Double.infinity
    for sweep in 1...sweeps {
      move = 0
      for (tariff, objective) in zip(chosen, objectives) {
        let next = best(objective, for: tariff, tariffs)
        move = max(move, abs(next - tariffs[tariff]))
        tariffs[tariff] = next
      }
      if move <= tolerance { return (sweep, move) }
    }
    return (sweeps, move)
  }
}

extension SectorGame {
  /// More than bisection needs between any two tariffs.
  private static let steps = 120

  /// The share of a tariff's range that lies between its end and the place where its end is judged.
  private static let inside = 1e-7

  private func least(_ tariff: Int) -> Double {
    // At a subsidy as large as its price without trade a holder would be paid to buy.
    floor ?? -autarky[owner(of: tariff)]
  }

  /// How a best value is looked for.
  struct Search {
    /// Of the tariffs that end trade, which all do the same, whether to take the least that does so at
    /// any price or the least that does so now.
    var isFirm = true
    /// Whether to look over the whole range first: with alliances the entry of an ally can make a
    /// second hump.
    var isThorough = false
  }

  private static let thoroughCells = 48

  /// The value of one tariff that maximises an objective, the others as they are.
  func best(
    _ objective: Objective, for tariff: Int, _ tariffs: [Double], _ search: Search = Search()
  ) -> Double {
    let most = prohibitive(tariff, tariffs)
    let least = least(tariff)
    let barred = max(most, search.isFirm ? firmlyProhibitive[tariff] : tariffs[tariff])
    guard most > least else { return barred }
    if !search.isThorough {
      let (place, isConvexSomewhere) = climb(
        objective, tariff, tariffs, from: least, to: most)
      let found = place >= most ? barred : place
      return isConvexSomewhere
        ? highest(of: [found, least, barred], objective, for: tariff, tariffs) : found
    }
    let width = (most - least) / Double(Self.thoroughCells)
    let grid = (0...Self.thoroughCells).map { least + width * Double($0) }
    let top = highest(of: grid, objective, for: tariff, tariffs)
    let place = climb(
      objective, tariff, tariffs, from: max(least, top - width), to: min(most, top + width)
    ).place
    return highest(
      of: [place >= most ? barred : place, least, barred], objective, for: tariff, tariffs)
  }

  /// Where the objective stops rising between two tariffs.
  ///
  /// Between the tariffs at which other countries enter or leave, the objective is quadratic and
  /// Newton's step exact. Where another country enters, demand for what is left becomes more elastic
  /// and the derivative falls at once, so the top can lie on the kink; the bracket finds it.
  private func climb(
    _ objective: Objective, _ tariff: Int, _ tariffs: [Double], from least: Double,
    to most: Double
  ) -> (place: Double, isConvexSomewhere: Bool) {
    let edge = most - Self.inside * (most - least)
    var trial = tariffs
    var (low, high) = (least, most)
    var place = max(least, min(tariffs[tariff], edge))
    var isConvexSomewhere = false
    for _ in 0..<Self.steps {
      trial[tariff] = place
      let (first, second) = derivatives(objective, by: tariff, trial, prices(trial))
      if first >= 0 { low = max(low, place) } else { high = min(high, place) }
      if second >= 0 { isConvexSomewhere = true }
      var next = second < 0 ? place - first / second : first >= 0 ? most : least
      if next >= most {
        if place >= edge { return (most, isConvexSomewhere) }
        next = high < edge ? (low + high) / 2 : edge
      } else if next <= least {
        if place <= least { return (least, isConvexSomewhere) }
        next = low > least ? (low + high) / 2 : least
      } else if next < low || next > high {
        next = low + (high - low) / 2
      }
      if next == place || high - low <= 2 * (abs(low) + abs(high)).ulp {
        return (next, isConvexSomewhere)
      }
      place = next
    }
    return (place, isConvexSomewhere)
  }

  /// The best of some tariffs; the first where several are.
  private func highest(
    of candidates: [Double], _ objective: Objective, for tariff: Int, _ tariffs: [Double]
  ) -> Double {
    var trial = tariffs
    var best = (place: candidates[0], value: -Double.infinity)
    for place in candidates {
      trial[tariff] = place
      let value = value(objective, trial, prices(trial))
      if value > best.value { best = (place, value) }
    }
    return best.place
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
    look(best(objective, for: tariff, tariffs, Search(isThorough: true)))
    return highest - now
  }

  /// Changes each of some tariffs to its best value in turn until none moves by more than the
  /// tolerance.
  ///
  /// - Parameter objectives: One for each of `chosen`.
  /// - Returns: The number of sweeps and the last largest move.
  func settle(
    _ tariffs: inout [Double], chosen: [Int], objectives: [Objective], tolerance: Double,
    sweeps: Int, _ search: Search = Search()
  ) -> (sweeps: Int, move: Double) {
    var move = Double.infinity
    for sweep in 1...sweeps {
      move = 0
      for (tariff, objective) in zip(chosen, objectives) {
        let next = best(objective, for: tariff, tariffs, search)
        move = max(move, abs(next - tariffs[tariff]))
        tariffs[tariff] = next
      }
      if move <= tolerance { return (sweep, move) }
    }
    return (sweeps, move)
  }
}

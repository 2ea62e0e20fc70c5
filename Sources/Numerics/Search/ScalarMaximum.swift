/// The maximum of a smooth function of one tariff over its range.
package enum ScalarMaximum {
  /// Enough to see every hump of a payoff from plausible demand and supply.
  private static let cells = 32

  /// What the function is at a point, with its first and second derivative.
  package typealias Jet = (value: Double, slope: Double, curvature: Double)

  /// The best of the two ends and of every place where the slope turns from rising to falling between
  /// points of an even grid; the highest point where two are equally good.
  package static func find(low: Double, high: Double, _ function: (Double) -> Jet) -> Double {
    guard high > low else { return low }
    var best = low
    var bestValue = -Double.infinity
    func offer(_ point: Double, _ value: Double) {
      if value >= bestValue { (best, bestValue) = (point, value) }
    }
    var previous = (point: low, jet: function(low))
    offer(low, previous.jet.value)
    for cell in 1...cells {
      let point = cell == cells ? high : low + (high - low) * Double(cell) / Double(cells)
      let jet = function(point)
      if previous.jet.slope > 0, jet.slope <= 0 {
        let root = MonotoneRoot.find(low: previous.point, high: point) { place in
          let jet = function(place)
          return (jet.slope, jet.curvature)
        }
        if let root { offer(root, function(root).value) }
      }
      previous = (point, jet)
    }
    offer(high, previous.jet.value)
    return best
  }
}

import Numerics

/// The temporary concessions at a given structural one, and the bounds that certify them.
extension AllianceConcessions {
  static let damping = 0.7
  static let dampedSteps = 2000
  static let newtonSteps = 40
  /// Concessions are settled when a step is below this share of the largest one.
  static let settled = 1e-15
  /// Below this share a first-order condition that stops improving is met up to rounding.
  static let rounding = 1e-12

  /// The temporary concessions that maximise the payoff at a given t, from a start.
  func settle(
    stake: Double, t: Double, from start: [Double]
  ) throws(BargainingError) -> Candidate {
    var here = candidate(stake: stake, x: start, t: t)
    // Beside a known solution Newton needs no lead.
    if start.contains(where: { $0 > 0 }), let near = sharpen(stake: stake, here) { return near }
    var steps = 0
    var factor = Self.damping
    while steps < Self.dampedSteps {
      steps += 1
      let gap = gap(stake, here)
      let size = gap.map { abs($0) }.max() ?? 0
      let scale = max(here.x.max() ?? 0, upperBound(stake: stake) * 1e-6)
      if size <= Self.settled * scale { return here }
      // Near the solution Newton takes over, if the payoff is concave there.
      if size <= 0.05 * scale, let sharpened = sharpen(stake: stake, here) { return sharpened }
      // Longer steps could pass over a maximum: the chance of a state turns within a deviation.
      let reach = map.stateDeviation / (2 * map.responsiveness)
      let next = candidate(
        stake: stake,
        x: zip(here.x, gap).map { max(0, $0 + min(reach, max(-reach, factor * $1))) }, t: t)
      if next.payoff < here.payoff - 1e-15 * abs(here.payoff), factor > 1e-6 {
        factor /= 2
      } else {
        here = next
      }
    }
    throw .notConverged(
      what: "The protege's concessions", iterations: steps,
      residual: gap(stake, here).map { abs($0) }.max() ?? 0)
  }

  /// Newton on c x = V w(x + alpha t); `nil` where c I - V H is not positive definite or the steps
  /// do not shrink.
  private func sharpen(stake: Double, _ start: Candidate) -> Candidate? {
    var here = start
    var last = Double.infinity
    var known: Cholesky?
    for _ in 0..<Self.newtonSteps {
      let gap = gap(stake, here)
      let size = gap.map { abs($0) }.max() ?? 0
      if size >= last {
        return size <= Self.rounding * (here.x.max() ?? 0) ? here : nil
      }
      // Second derivatives cost far more than first ones: they are kept while steps shrink tenfold.
      if size > 0.1 * last { known = nil }
      last = size
      guard let factor = known ?? Cholesky(curvatureOfLoss(stake: stake, here)) else { return nil }
      known = factor
      let step = factor.solve(gap.map { $0 * parameters.concessionCost })
      let moved = zip(here.x, step).map { $0 + $1 }
      guard moved.allSatisfy({ $0 >= 0 }) else { return nil }
      here = candidate(stake: stake, x: moved, t: here.t)
      let largest = moved.max() ?? 0
      if (step.map { abs($0) }.max() ?? 0) <= Self.settled * largest { return here }
    }
    return nil
  }

  /// V w_r / c - x_r.
  func gap(_ stake: Double, _ here: Candidate) -> [Double] {
    zip(here.outcome.pivotality, here.x).map { stake * $0 / parameters.concessionCost - $1 }
  }

  /// c I - V H.
  func curvatureOfLoss(stake: Double, _ here: Candidate) -> Matrix {
    var matrix = map.curvature(at: gains(here.x, here.t))
    for index in matrix.values.indices { matrix.values[index] *= -stake }
    for index in here.x.indices { matrix[index, index] += parameters.concessionCost }
    return matrix
  }

  func gains(_ x: [Double], _ t: Double) -> [Double] {
    x.indices.map { x[$0] + map.states[$0].exposure * t }
  }

  func candidate(stake: Double, x: [Double], t: Double) -> Candidate {
    let outcome = map.outcome(at: gains(x, t))
    let squares = x.reduce(0) { $0 + $1 * $1 }
    return Candidate(
      x: x, t: t, outcome: outcome,
      payoff: stake * outcome.winProbability - parameters.concessionCost / 2 * squares
        - structuralCost * t)
  }

  /// V sum alpha_r w_r.
  func structuralBenefit(_ stake: Double, _ here: Candidate) -> Double {
    stake
      * zip(map.states, here.outcome.pivotality).reduce(0) { $0 + $1.0.exposure * $1.1 }
  }

  /// No w_r exceeds phi(0) psi / sigma_s.
  func upperBound(stake: Double) -> Double {
    let density = NormalDistribution.density(0)
    return stake * density * map.responsiveness / (map.stateDeviation * parameters.concessionCost)
  }

  /// Row sums of |H| are at most (psi / sigma_s)^2 (max |phi'| + (n - 1) phi(0)^2), because a
  /// probability's second differences lie within [-1, 1].
  func contractionBound(stake: Double) -> Double {
    let slope = map.responsiveness / map.stateDeviation
    let density = NormalDistribution.density(0)
    let row = NormalDistribution.density(1) + Double(map.states.count - 1) * density * density
    return stake * slope * slope * row / parameters.concessionCost
  }
}

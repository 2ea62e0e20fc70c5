import Numerics

/// The temporary concessions at a given structural one, and the bounds that certify them.
extension AllianceConcessions {
  static let damping = 0.7
  static let dampedSteps = 2000
  static let newtonSteps = 40
  static let replySteps = 60
  /// A best reply that leaves less than this of the gap is repeated: it costs one election where
  /// Newton's step costs all second derivatives of one.
  static let contracting = 0.3
  /// Concessions are settled when a step is below this share of the largest one.
  static let settled = 1e-15
  /// Below this share a first-order condition that stops improving is met up to rounding.
  static let rounding = 1e-12
  /// Rounding of a pivotality as a share of the greatest there can be: it is a sum over votes of
  /// differences between chances of order one.
  static let pivotalRounding = 1e-14

  /// The temporary concessions that maximise the payoff at a given t, from a start.
  func settle(
    stake: Double, t: Double, from start: [Double]
  ) throws(BargainingError) -> Candidate {
    var here = candidate(stake: stake, x: start, t: t)
    // Beside a solution neither method needs a lead, and neither leaves its neighbourhood.
    if start.contains(where: { $0 > 0 }), let near = polished(stake: stake, here) { return near }
    var steps = 0
    var factor = Self.damping
    while steps < Self.dampedSteps {
      steps += 1
      let gap = gap(stake, here)
      let size = gap.map { abs($0) }.max() ?? 0
      let scale = max(here.x.max() ?? 0, upperBound(stake: stake) * 1e-6)
      if size <= Self.settled * scale || isRounding(size, stake) { return here }
      if size <= 0.05 * scale, let near = polished(stake: stake, here) { return near }
      let next = candidate(
        stake: stake,
        x: zip(here.x, gap).map { max(0, $0 + min(reach, max(-reach, factor * $1))) }, t: t)
      // A chance is rounded like the sum that it is, so a smaller loss than this is none.
      if next.payoff < here.payoff - 1e-13 * (stake + abs(here.payoff)), factor > 1e-6 {
        factor /= 2
      } else {
        here = next
        factor = min(Self.damping, 2 * factor)
      }
    }
    let left = gap(stake, here).map { abs($0) }.max() ?? 0
    guard left <= Self.rounding * (here.x.max() ?? 0) else {
      throw .notConverged(
        what: "The protege's concessions", iterations: steps, residual: left,
        hint: "Raise c, or lower v: where concessions are cheap beside what is at stake, one vote "
          + "more changes the best answer everywhere.")
    }
    return here
  }

  /// How far a step may take a concession: a longer one could pass over a maximum, as the chance of
  /// a state turns within a deviation of its shock.
  private var reach: Double { map.stateDeviation / (2 * map.responsiveness) }

  /// Whether no concession of one is farther than `reach` from the other's.
  private func isWithinReach(_ x: [Double], of start: Candidate) -> Bool {
    zip(x, start.x).allSatisfy { abs($0 - $1) <= reach }
  }

  /// Best replies while they contract, Newton's steps where they do not; `nil` where either would
  /// leave the start's neighbourhood, as it would then climb to another maximum than the start's.
  private func polished(stake: Double, _ start: Candidate) -> Candidate? {
    replied(stake: stake, start) ?? sharpen(stake: stake, start)
  }

  /// x = V w(x + alpha t) / c by repeating the reply from nearby; `nil` where that does not contract.
  /// Where it does, the payoff is concave along the way: the gap's derivative is minus its curvature
  /// over c. From farther off a reply can leap to another maximum.
  private func replied(stake: Double, _ start: Candidate) -> Candidate? {
    var here = start
    var last = start.x.max() ?? 0
    for _ in 0..<Self.replySteps {
      let gap = gap(stake, here)
      let size = gap.map { abs($0) }.max() ?? 0
      let largest = here.x.max() ?? 0
      if size <= Self.settled * largest || isRounding(size, stake) { return here }
      if size > Self.contracting * last { return size <= Self.rounding * largest ? here : nil }
      last = size
      let moved = zip(here.x, gap).map { max(0, $0 + $1) }
      guard isWithinReach(moved, of: start) else { return nil }
      here = candidate(stake: stake, x: moved, t: here.t)
    }
    return nil
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
      if isRounding(size, stake) { return here }
      if size >= last {
        return size <= Self.rounding * (here.x.max() ?? 0) ? here : nil
      }
      // Second derivatives cost far more than first ones: they are kept while steps shrink tenfold.
      if size > 0.1 * last { known = nil }
      last = size
      guard let factor = known ?? Cholesky(curvatureOfLoss(stake: stake, here)) else { return nil }
      known = factor
      let step = factor.solve(gap.map { $0 * parameters.concessionCost })
      // A state that cannot tip the election has a concession of nearly 0, which a step for the
      // others may pass by a rounding error of theirs.
      let moved = zip(here.x, step).map { max(0, $0 + $1) }
      guard isWithinReach(moved, of: start) else { return nil }
      here = candidate(stake: stake, x: moved, t: here.t)
      let largest = moved.max() ?? 0
      if (step.map { abs($0) }.max() ?? 0) <= Self.settled * largest { return here }
    }
    return nil
  }

  /// Whether a gap is no more than the rounding of the pivotalities that it is made of.
  private func isRounding(_ size: Double, _ stake: Double) -> Bool {
    size <= Self.pivotalRounding * upperBound(stake: stake)
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

  /// No sum of exposures times pivotalities exceeds this: by state as above; and all states together,
  /// as P moves with a common swing m by at most psi phi(0) / sigma_n, the national shock's density
  /// times a chance between 0 and 1.
  private var largestExposedPivotality: Double {
    let density = NormalDistribution.density(0) * map.responsiveness
    let exposures = map.states.map(\.exposure)
    let byState = exposures.reduce(0, +) * density / map.stateDeviation
    guard map.nationalDeviation > 0 else { return byState }
    return min(byState, (exposures.max() ?? 0) * density / map.nationalDeviation)
  }

  /// Whether no election makes a structural concession worth its cost, whatever else is conceded.
  func isStructuralRuledOut(stake: Double) -> Bool {
    stake * largestExposedPivotality <= structuralCost
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

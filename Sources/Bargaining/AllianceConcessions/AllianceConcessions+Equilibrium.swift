import Numerics

extension AllianceConcessions {
  /// The protege's concessions at a record, with their certificate.
  ///
  /// For a given t the temporary concessions solve x_r = V w_r(x + alpha t) / c: damped steps
  /// (factor 0.7) that must raise the payoff, then Newton steps on the first-order condition. The
  /// structural concession is compared at both corners and at every interior root of its own
  /// condition. Further searches from other starts count the local maxima.
  /// - Throws: `BargainingError.outOfDomain` for a record that is not finite, `.notConverged`.
  public func equilibrium(
    signal: Double, election: Bool
  ) throws(BargainingError) -> ConcessionEquilibrium {
    try Domain.require(
      signal.isFinite, "the record of commitment", signal, "a finite number", "Give a number.")
    let count = map.states.count
    let stake = election ? stake(signal: signal) : 0
    guard election, stake > 0 else {
      let zeros = [Double](repeating: 0, count: count)
      let outcome = map.outcome(at: zeros)
      return result(
        signal: signal, election: election, stake: stake,
        Candidate(
          x: zeros, t: 0, outcome: outcome, payoff: stake * outcome.winProbability),
        benefit: 0, localMaxima: 1, starts: 1)
    }
    let (best, localMaxima, starts, benefit) = try maximum(stake: stake)
    return result(
      signal: signal, election: true, stake: stake, best, benefit: benefit,
      localMaxima: localMaxima, starts: starts)
  }

  /// A local maximum of the protege's payoff.
  struct Candidate: Sendable, Equatable {
    var x: [Double]
    var t: Double
    var outcome: ElectoralMap.Outcome
    var payoff: Double
  }

  /// Points at which an interior structural concession is looked for.
  private static let structuralGrid = 6
  private static let sameMaximum = 1e-7

  /// The best of all local maxima, how many there are, and V sum alpha w at t = 0.
  func maximum(
    stake: Double
  ) throws(BargainingError) -> (
    best: Candidate, localMaxima: Int, starts: Int, benefit: Double
  ) {
    let count = map.states.count
    let upper = upperBound(stake: stake)
    let bound = contractionBound(stake: stake)
    // Where the best reply contracts everywhere, one search finds all there is.
    var starts = [[Double](repeating: 0, count: count)]
    if bound >= 1 {
      starts.append([Double](repeating: upper, count: count))
      var random = Xoshiro256(seed: 1)
      for _ in 0..<3 { starts.append((0..<count).map { _ in upper * random.uniform() }) }
    }
    let atZero = try settle(stake: stake, t: 0, from: starts[0])
    var found = try alongStructural(stake: stake, from: atZero)
    // Other starts look for other temporary concessions beside the structural ones found.
    for start in starts.dropFirst() {
      for known in found {
        let other = try settle(stake: stake, t: known.t, from: start)
        let isNew = found.allSatisfy { known in
          zip(known.x, other.x).contains { abs($0 - $1) > Self.sameMaximum * upper }
        }
        if isNew { found += try alongStructural(stake: stake, from: other) }
      }
    }
    let best = found.dropFirst().reduce(found[0]) { $1.payoff > $0.payoff ? $1 : $0 }
    return (best, found.count, starts.count, structuralBenefit(stake, atZero))
  }

  /// Local maxima along t, beginning at one: corners whose slope points outwards, and interior
  /// points where it falls through zero.
  private func alongStructural(
    stake: Double, from start: Candidate
  ) throws(BargainingError) -> [Candidate] {
    let exposed = map.states.contains { $0.exposure > 0 }
    guard parameters.largestStructural > 0, exposed else { return [start] }
    func slope(_ candidate: Candidate) -> Double {
      structuralBenefit(stake, candidate) - structuralCost
    }
    if isStructuralRuledOut(stake: stake), start.t == 0, slope(start) <= 0 { return [start] }
    var before = try settle(stake: stake, t: 0, from: start.x)
    var found: [Candidate] = slope(before) <= 0 ? [before] : []
    for step in 1...Self.structuralGrid {
      let share = Double(step) / Double(Self.structuralGrid)
      let t =
        step == Self.structuralGrid
        ? parameters.largestStructural : parameters.largestStructural * share
      let here = try settle(stake: stake, t: t, from: before.x)
      if slope(before) > 0, slope(here) < 0 {
        found.append(try interior(stake: stake, between: before, and: here, slope: slope))
      }
      before = here
    }
    if slope(before) >= 0 { found.append(before) }
    return found.isEmpty ? [before] : found
  }

  /// Where the structural slope falls through zero: halved into reach of Newton's method on the
  /// joint condition, and to the end where that leaves the bracket.
  private func interior(
    stake: Double, between low: Candidate, and high: Candidate, slope: (Candidate) -> Double
  ) throws(BargainingError) -> Candidate {
    var (low, high) = (low, high)
    for halving in 0..<60 where high.t - low.t > 1e-15 * parameters.largestStructural {
      if halving == 4, let joint = jointRoot(stake: stake, from: low, below: high.t, slope: slope) {
        return joint
      }
      let middle = try settle(stake: stake, t: (low.t + high.t) / 2, from: low.x)
      if slope(middle) > 0 { low = middle } else { high = middle }
    }
    return low
  }

  private func jointRoot(
    stake: Double, from start: Candidate, below limit: Double, slope: (Candidate) -> Double
  ) -> Candidate? {
    var here = start
    for _ in 0..<Self.newtonSteps {
      let right = gap(stake, here).map { $0 * parameters.concessionCost } + [slope(here)]
      let scale = parameters.concessionCost * upperBound(stake: stake)
      if (right.map { abs($0) }.max() ?? 0) <= 1e-15 * scale { return here }
      let hessian = map.curvature(at: gains(here.x, here.t))
      guard let factor = Cholesky(borderedCurvature(stake: stake, hessian, .none)) else {
        return nil
      }
      let step = factor.solve(right)
      // As in Newton's method at a given t, a state without weight may pass 0 by rounding.
      let x = zip(here.x, step).map { max(0, $0 + $1) }
      let t = here.t + step[x.count]
      guard t > start.t, t < limit else { return nil }
      let isSettled =
        abs(step[x.count]) <= Self.settled * t
        && (step.map { abs($0) }.max() ?? 0) <= Self.settled * max(t, x.max() ?? 0)
      here = candidate(stake: stake, x: x, t: t)
      if isSettled { return here }
    }
    let left = gap(stake, here).map { abs($0) * parameters.concessionCost } + [abs(slope(here))]
    return (left.max() ?? 0) <= 1e-12 * parameters.concessionCost * upperBound(stake: stake)
      ? here : nil
  }

  private func result(
    signal: Double, election: Bool, stake: Double, _ best: Candidate, benefit: Double,
    localMaxima: Int, starts: Int
  ) -> ConcessionEquilibrium {
    let active = stake > 0
    let corner: ConcessionEquilibrium.Corner =
      best.t <= 0 ? .lower : best.t >= parameters.largestStructural ? .upper : .none
    var contraction = 0.0
    var isMaximum = true
    if active {
      let hessian = map.curvature(at: gains(best.x, best.t))
      let eigen = SymmetricEigen(hessian)
      contraction = stake * (eigen.values.map { abs($0) }.max() ?? 0) / parameters.concessionCost
      isMaximum = Cholesky(borderedCurvature(stake: stake, hessian, corner)) != nil
    }
    let residual = active ? gap(stake, best).map { abs($0) }.max() ?? 0 : 0
    let concessions = best.x.reduce(0, +)
    let exposure = map.states.reduce(0) { $0 + $1.exposure }
    return ConcessionEquilibrium(
      signal: signal, isElection: election, commitment: commitment(signal: signal), stake: stake,
      concessions: best.x, tariffCut: best.t,
      pivotality: election ? best.outcome.pivotality : best.x.map { _ in 0 },
      winProbability: election ? best.outcome.winProbability : 1,
      exports: parameters.baselineExports - parameters.leverageLoss * signal + concessions + best.t
        * exposure,
      structuralBenefit: benefit, structuralCost: structuralCost, payoff: best.payoff,
      certificate: ConcessionEquilibrium.Certificate(
        residual: residual,
        structuralSlope: (active ? structuralBenefit(stake, best) : 0) - structuralCost,
        corner: corner, isStrictMaximum: isMaximum, contraction: contraction,
        contractionBound: contractionBound(stake: stake), starts: starts,
        localMaxima: localMaxima))
  }

  /// Minus the second derivatives of the payoff in x and, where it is inside, in t.
  ///
  /// - Parameter hessian: H, the second derivatives of P there.
  func borderedCurvature(
    stake: Double, _ hessian: Matrix, _ corner: ConcessionEquilibrium.Corner
  ) -> Matrix {
    let count = map.states.count
    let free = corner == .none ? count + 1 : count
    var matrix = Matrix(rows: free, columns: free)
    for row in 0..<count {
      for column in 0..<count { matrix[row, column] = -stake * hessian[row, column] }
      matrix[row, row] += parameters.concessionCost
    }
    guard corner == .none else { return matrix }
    for row in 0..<count {
      var along = 0.0
      for column in 0..<count { along += hessian[row, column] * map.states[column].exposure }
      matrix[row, count] = -stake * along
      matrix[count, row] = -stake * along
      matrix[count, count] -= stake * along * map.states[row].exposure
    }
    return matrix
  }
}

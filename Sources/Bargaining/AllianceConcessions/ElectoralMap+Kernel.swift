import Numerics

extension ElectoralMap {
  /// What concessions do to the election.
  public struct Outcome: Sendable, Equatable {
    /// P: the incumbent's chance.
    public var winProbability: Double
    /// w_r = dP/dy_r: the pivotality of each state.
    public var pivotality: [Double]
  }

  /// Weights and densities below this cannot reach the last digit of a chance or its slopes.
  private static let negligible = 1e-24

  /// The chance of winning and its gradient at the gains `y`, one a state.
  ///
  /// Forward probabilities f_r(s) of s votes before state r and backward chances V_r(s) of winning
  /// from there give every leave-one-out tail at once:
  ///
  ///     w_r = E_Z[ phi(u_r) psi/sigma_s sum_s f_r(s) (V_{r+1}(s + v_r) - V_{r+1}(s)) ].
  ///
  /// O(nodes x states x need).
  public func outcome(at gains: [Double]) -> Outcome {
    var result = Outcome(
      winProbability: 0, pivotality: [Double](repeating: 0, count: states.count))
    var tables = Tables(self)
    let slope = responsiveness / stateDeviation
    for (node, weight) in zip(quadrature.nodes, quadrature.weights)
    where weight >= Self.negligible {
      tables.fill(self, gains: gains, shock: node)
      result.winProbability += weight * tables.winProbability
      for state in states.indices {
        let density = NormalDistribution.density(tables.scores[state])
        if density < Self.negligible { continue }
        result.pivotality[state] += weight * density * slope * tables.pivot(of: state)
      }
    }
    return result
  }

  /// The matrix of second derivatives of P. O(nodes x states^2 x need).
  public func curvature(at gains: [Double]) -> Matrix {
    let count = states.count
    var result = Matrix(rows: count, columns: count)
    var tables = Tables(self)
    let slope = responsiveness / stateDeviation
    for (node, weight) in zip(quadrature.nodes, quadrature.weights)
    where weight >= Self.negligible {
      tables.fill(self, gains: gains, shock: node)
      let densities = tables.scores.map { NormalDistribution.density($0) * slope }
      for first in 0..<count where densities[first] >= Self.negligible * slope {
        // d phi(u)/dy = -u phi(u) psi/sigma_s.
        result[first, first] -=
          weight * tables.scores[first] * slope * densities[first] * tables.pivot(of: first)
        tables.startPairs(with: first)
        for second in (first + 1)..<max(first + 1, count) {
          if densities[second] >= Self.negligible * slope {
            let joint = tables.pivot(with: second)
            result[first, second] += weight * densities[first] * densities[second] * joint
          }
          tables.passPair(second)
        }
      }
    }
    for first in 0..<count {
      for second in 0..<first { result[first, second] = result[second, first] }
    }
    return result
  }

  /// The recursions over states for one national shock. Rows hold vote counts 0 to need - 1; from
  /// need on the election is won and no longer followed.
  private struct Tables {
    private let count: Int
    private let need: Int
    private let votes: [Int]
    var scores: [Double]
    private var chances: [Double]
    private var forward: [Double]
    private var backward: [Double]
    private var difference: [Double]
    private var passed: [Double]

    init(_ map: ElectoralMap) {
      count = map.states.count
      need = map.need
      votes = map.states.map { min($0.votes, map.need) }
      scores = [Double](repeating: 0, count: count)
      chances = scores
      forward = [Double](repeating: 0, count: count * need)
      backward = [Double](repeating: 0, count: (count + 1) * need)
      difference = [Double](repeating: 0, count: need)
      passed = difference
    }

    var winProbability: Double { backward[0] }

    mutating func fill(_ map: ElectoralMap, gains: [Double], shock: Double) {
      for state in 0..<count {
        let index = map.states[state].margin + map.responsiveness * gains[state]
        scores[state] = (index + map.nationalDeviation * shock) / map.stateDeviation
        chances[state] = NormalDistribution.cumulative(scores[state])
      }
      let (count, need) = (count, need)
      forward.withUnsafeMutableBufferPointer { f in
        for s in 0..<need { f[s] = s == 0 ? 1 : 0 }
        for state in 0..<(count - 1) {
          let (chance, step) = (chances[state], votes[state])
          let (from, to) = (state * need, (state + 1) * need)
          for s in 0..<step { f[to + s] = f[from + s] * (1 - chance) }
          for s in step..<need {
            f[to + s] = f[from + s] * (1 - chance) + f[from + s - step] * chance
          }
        }
      }
      backward.withUnsafeMutableBufferPointer { v in
        for s in 0..<need { v[count * need + s] = 0 }
        for state in stride(from: count - 1, through: 0, by: -1) {
          let (chance, step) = (chances[state], votes[state])
          let (from, to) = ((state + 1) * need, state * need)
          for s in 0..<(need - step) {
            v[to + s] = v[from + s] * (1 - chance) + v[from + s + step] * chance
          }
          for s in (need - step)..<need { v[to + s] = v[from + s] * (1 - chance) + chance }
        }
      }
    }

    /// Pr(the others' votes lie in [need - v_r, need - 1]).
    func pivot(of state: Int) -> Double {
      forward.withUnsafeBufferPointer { gained(by: state, $0.baseAddress! + state * need) }
    }

    /// The weighted sum of what carrying a state adds to the chance of winning, over the votes before
    /// it. Four sums in turn, as one chain of additions would wait for itself.
    private func gained(by state: Int, _ weight: UnsafePointer<Double>) -> Double {
      backward.withUnsafeBufferPointer { v in
        let step = votes[state]
        let from = v.baseAddress! + (state + 1) * need
        let within = need - step
        var sums = SIMD4<Double>.zero
        var s = 0
        while s + 4 <= within {
          let (w, high, low) = (weight + s, from + s + step, from + s)
          sums +=
            SIMD4(w[0], w[1], w[2], w[3])
            * (SIMD4(high[0], high[1], high[2], high[3])
              - SIMD4(low[0], low[1], low[2], low[3]))
          s += 4
        }
        var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
        while s < within {
          sum += weight[s] * (from[s + step] - from[s])
          s += 1
        }
        while s < need {
          sum += weight[s] * (1 - from[s])
          s += 1
        }
        return sum
      }
    }

    /// Begins with what carrying `state` changes in the distribution of votes.
    mutating func startPairs(with state: Int) {
      let (step, from) = (votes[state], state * need)
      for s in 0..<need {
        difference[s] = (s >= step ? forward[from + s - step] : 0) - forward[from + s]
      }
    }

    /// The second difference of the chance of winning in the pair's states.
    func pivot(with second: Int) -> Double {
      difference.withUnsafeBufferPointer { gained(by: second, $0.baseAddress!) }
    }

    /// Lets the difference run through a state that is not of the pair.
    mutating func passPair(_ state: Int) {
      let (chance, step, need) = (chances[state], votes[state], need)
      let rest = 1 - chance
      difference.withUnsafeBufferPointer { before in
        passed.withUnsafeMutableBufferPointer { after in
          for s in 0..<step { after[s] = before[s] * rest }
          for s in step..<need { after[s] = before[s] * rest + before[s - step] * chance }
        }
      }
      swap(&difference, &passed)
    }
  }
}

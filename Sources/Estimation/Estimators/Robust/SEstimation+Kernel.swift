import Numerics

/// The rows on which an S-scale is computed and lowered.
struct SObjective: Sendable {
  let rows: RowMajorMatrix
  let outcome: [Double]
  /// Roots of precision weights; `nil` for ones.
  let factors: [Double]?
  /// How often each row counts; `nil` for once.
  let copies: [Double]?
  /// The numerator's target, (sum c - k) / 2.
  private let target: Double
  /// A scale below this is rounding.
  let smallestScale: Double

  private static let steps = 500
  private static let tolerance = 1e-10
  /// What a row must add to those before it, as a share of its own length, to join an exact fit.
  private static let leastAddition = 1e-7

  var count: Int { outcome.count }

  init(_ sample: WorkingSample) {
    let kind = sample.design.weights?.kind
    var copies: [Double]?
    if kind == .frequency || kind == .sampling, let priors = sample.priors {
      // Sampling weights keep their ratios; together they stand for as many rows as there are.
      let share =
        kind == .sampling ? Double(sample.count) / Summation.sum(priors) : 1
      copies = priors.map { $0 * share }
    }
    self.init(
      rows: sample.rows, outcome: sample.outcome,
      factors: kind == .analytic ? sample.priors?.map { $0.squareRoot() } : nil, copies: copies)
  }

  private init(
    rows: RowMajorMatrix, outcome: [Double], factors: [Double]?, copies: [Double]?
  ) {
    self.rows = rows
    self.outcome = outcome
    self.factors = factors
    self.copies = copies
    let total = copies.map { Summation.sum($0) } ?? Double(outcome.count)
    target = SEstimation.breakdown * max(1, total - Double(rows.columns))
    smallestScale =
      outcome.reduce(into: 0.0) { $0 = max($0, abs($1)) } * (factors?.max() ?? 1) * ExactFit.share
  }

  /// The same on some of the rows.
  func restricted(to chosen: [Int]) -> SObjective {
    let (source, stride, columns) = (rows.values, rows.stride, rows.columns)
    let part = RowMajorMatrix(rows: chosen.count, columns: columns, threads: 1) {
      range, target, width in
      for (offset, row) in range.enumerated() {
        for column in 0..<columns {
          target[offset * width + column] = source[chosen[row] * stride + column]
        }
      }
    }
    return SObjective(
      rows: part, outcome: chosen.map { outcome[$0] },
      factors: factors.map { factors in chosen.map { factors[$0] } },
      copies: copies.map { copies in chosen.map { copies[$0] } })
  }

  /// The coordinates that fit as many randomly drawn rows exactly as there are columns; `nil` when
  /// the rows do not span the columns.
  ///
  /// Rows are made orthonormal one by one, z_j = sum_l L_jl q_l, and L w = y, b = Q'w.
  func exactFit(_ generator: inout Xoshiro256) -> [Double]? {
    let (columns, stride) = (rows.columns, rows.stride)
    var order = Array(0..<count)
    var basis: [[Double]] = []
    var coordinates = [Double](repeating: 0, count: columns)
    for position in order.indices {
      order.swapAt(position, Int.random(in: position..<count, using: &generator))
      let row = order[position]
      var rest = Array(rows.values[(row * stride)..<(row * stride + columns)])
      let length = Summation.sumOfSquares(rest).squareRoot()
      var fitted = 0.0
      // Twice is enough for orthogonality (Giraud, Langou and Rozloznik 2005).
      for _ in 0..<2 {
        for direction in basis {
          let share = zip(direction, rest).reduce(0) { $0 + $1.0 * $1.1 }
          for column in 0..<columns { rest[column] -= share * direction[column] }
        }
      }
      let left = Summation.sumOfSquares(rest).squareRoot()
      guard left > SObjective.leastAddition * length, left > 0 else { continue }
      for column in 0..<columns {
        fitted += rows.values[row * stride + column] * coordinates[column]
      }
      let step = (outcome[row] - fitted) / left
      for column in 0..<columns {
        rest[column] /= left
        coordinates[column] += step * rest[column]
      }
      basis.append(rest)
      if basis.count == columns { return coordinates }
    }
    return nil
  }

  /// median|r| / 0.6745, the scale at which an improvement begins.
  func medianScale(_ coordinates: [Double]) -> Double {
    let residuals = scaledResiduals(coordinates)
    let median =
      copies.map { Selection.weightedMedianOfAbsolutes(residuals, weights: $0) }
      ?? Selection.medianOfAbsolutes(residuals)
    return median / Selection.normalConsistency
  }

  /// Some steps of reweighting, each with one step of the scale.
  func improved(
    _ candidate: SEstimation.Candidate, steps: Int
  ) -> SEstimation.Candidate {
    var current = candidate
    for _ in 0..<steps {
      let residuals = scaledResiduals(current.coordinates)
      current.scale = nextScale(residuals, current.scale)
      guard current.scale > smallestScale, let next = reweighted(residuals, current) else { break }
      current.coordinates = next
    }
    return current
  }

  /// Whether the M-scale of a candidate lies below a bound.
  func isBelow(_ bound: Double, _ candidate: SEstimation.Candidate) -> Bool {
    guard bound.isFinite else { return true }
    return nextScale(scaledResiduals(candidate.coordinates), bound) < bound
  }

  /// The candidate with its own M-scale, so that none is preferred for an unfinished scale.
  func scaled(_ candidate: SEstimation.Candidate) -> SEstimation.Candidate {
    var result = candidate
    result.scale = mScale(scaledResiduals(candidate.coordinates), from: candidate.scale)
    return result
  }

  /// Reweighting until the scale no longer falls.
  func converged(_ candidate: SEstimation.Candidate) -> SEstimation.Candidate {
    var current = scaled(candidate)
    for _ in 0..<SObjective.steps {
      guard current.scale > smallestScale,
        let next = reweighted(scaledResiduals(current.coordinates), current)
      else { return current }
      let scale = mScale(scaledResiduals(next), from: current.scale)
      // Reweighting lowers the scale (Salibian-Barrera and Yohai 2006, lemma 1); a rise is rounding.
      guard scale < current.scale else { return current }
      let change = (current.scale - scale) / current.scale
      current = SEstimation.Candidate(coordinates: next, scale: scale)
      if change < SObjective.tolerance * SObjective.tolerance { return current }
    }
    return current
  }

  /// Residuals times the roots of precision weights.
  private func scaledResiduals(_ coordinates: [Double]) -> [Double] {
    var residuals = outcome
    rows.subtractProduct(coordinates, from: &residuals, threads: 1)
    if let factors { for row in residuals.indices { residuals[row] *= factors[row] } }
    return residuals
  }

  /// s sqrt(sum c rho(r/s) / target)
  private func nextScale(_ residuals: [Double], _ scale: Double) -> Double {
    guard scale > 0 else { return 0 }
    let bound = SEstimation.tuning * scale
    let inverse = 1 / bound
    let size = residuals.count
    let total = residuals.withUnsafeBufferPointer { residual in
      func sum(_ copies: UnsafePointer<Double>?) -> Double {
        var sums = SIMD8<Double>()
        let one = SIMD8<Double>(repeating: 1)
        let zero = SIMD8<Double>()
        func add(_ start: UnsafePointer<Double>, _ counts: SIMD8<Double>) {
          let u = RowKernel.load8(start) * inverse
          let left = one - u * u
          let rest = left.replacing(with: zero, where: left .< zero)
          sums += (one - rest * rest * rest) * counts
        }
        var row = 0
        while row + 8 <= size {
          add(residual.baseAddress! + row, copies.map { RowKernel.load8($0 + row) } ?? one)
          row += 8
        }
        var total = sums.sum()
        while row < size {
          let u = residual[row] * inverse
          let rest = max(0, 1 - u * u)
          total += (1 - rest * rest * rest) * (copies?[row] ?? 1)
          row += 1
        }
        return total
      }
      return copies?.withUnsafeBufferPointer { sum($0.baseAddress) } ?? sum(nil)
    }
    return scale * (total / target).squareRoot()
  }

  /// The solution of sum c rho(r/s) = target.
  private func mScale(_ residuals: [Double], from start: Double) -> Double {
    var scale = start
    for _ in 0..<SObjective.steps {
      let next = nextScale(residuals, scale)
      guard next > smallestScale else { return 0 }
      let change = abs(next - scale) / scale
      scale = next
      if change < SObjective.tolerance { break }
    }
    return scale
  }

  /// Weighted least squares at the biweight of the residuals; `nil` when too few rows keep weight.
  private func reweighted(
    _ residuals: [Double], _ current: SEstimation.Candidate
  ) -> [Double]? {
    var weights = residuals
    weights.withUnsafeMutableBufferPointer { weights in
      residuals.withUnsafeBufferPointer {
        Psi.bisquare(c: SEstimation.tuning).fill(
          weights.baseAddress!, residuals: $0.baseAddress!, factors: nil, count: $0.count,
          scale: current.scale)
      }
    }
    for row in weights.indices {
      if let factors { weights[row] *= factors[row] * factors[row] }
      if let copies { weights[row] *= copies[row] }
    }
    guard let factor = Cholesky(rows.gram(weights: weights, threads: 1), tolerance: 1e-12) else {
      return nil
    }
    var plain = outcome
    rows.subtractProduct(current.coordinates, from: &plain, threads: 1)
    let step = factor.solve(rows.transposedProduct(plain, weights: weights, threads: 1))
    return zip(current.coordinates, step).map { $0 + $1 }
  }
}

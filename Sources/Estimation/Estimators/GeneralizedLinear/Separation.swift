import Expressions
import Numerics

/// Rows that a linear combination of the terms and effects predicts without error, so that the
/// likelihood has no maximum.
///
/// A combination z = X g + D a separates rows when, for counts, z = 0 in every row with a positive
/// outcome, z >= 0 in the others and z > 0 in some; for a binary outcome, when z >= 0 where y = 1,
/// z <= 0 where y = 0, and z != 0 in some. Those rows say nothing about the other coefficients.
///
/// Problems of moderate size are decided exactly (`SeparatingDirection`), and the combination that is
/// found is reduced to the terms without which it would not separate. In larger ones two places are
/// searched. Where the likelihood rises without end, the iteration's own steps point
/// along such a combination and the better the longer it goes on; and if the predictor has every
/// binary outcome on its right side, it is one. Failing that, the iterative rectifier (Correia,
/// Guimaraes and Zylkin 2019, section 3): project on the columns, set to zero what is negative, and
/// again. With weight one on the rows that may be separated and a large one on the others, each round
/// is a projection on a subspace and one on a cone. Both keep or raise the inner product with any
/// separating z >= 0, which starts at sum(z) >= |z|; so once the rounds' vector is shorter than one,
/// none exists. What is found is checked to be a separating combination before any row is dropped.
struct Separation: Sendable, Equatable {
  /// Positions in the design of the separated rows, ascending.
  let rows: [Int]
  /// The terms that form the combination; none where effects alone do.
  let terms: [Term]
  /// Whether the terms separate only together with the absorbed effects.
  var withEffects = false

  enum Verdict: Sendable, Equatable {
    case none
    /// The rounds ended without a proof either way.
    case undecided
    case separated(Separation)
  }

  /// On rows with a positive outcome, where the combination must vanish.
  private static let pinned = 1e6
  private static let mostRounds = 500
  /// For a combination that is one already, but for what has not converged.
  private static let candidateRounds = 5
  /// Violations of the signs below this share of the largest value are rounding.
  private static let slack = 1e-6
  /// Rows above this share of the largest value are separated.
  private static let share = 1e-4

  /// Examines a sample. One projection a round, where the problem is too large to be decided exactly.
  /// - Parameters:
  ///   - outcome: in working order.
  ///   - candidates: combinations to try first, one value a row in working order.
  ///   - searches: whether to go on to the rectifier.
  static func examine(
    _ sample: WorkingSample, outcome: [Double], family: any ResponseFamily.Type,
    candidates: [[Double]], searches: Bool, options: Specification.Options
  ) -> Verdict {
    let columns = SeparationColumns(sample, family)
    if let decided = columns.decided { return decided }
    let isBinary = family.isBinary
    let isOpen = outcome.map { isBinary || $0 == 0 }
    let signs = outcome.map { isBinary && $0 == 0 ? -1.0 : 1 }
    let weights = isOpen.map { $0 ? 1 : pinned }
    guard var projection = SpanProjection(sample, weights: weights, options: options) else {
      return .undecided
    }

    func rounds(from start: [Double], _ count: Int, effectsAlone: Bool = false) -> Verdict {
      var target = start.indices.map { isOpen[$0] ? signs[$0] * max(0, signs[$0] * start[$0]) : 0 }
      for _ in 0..<count {
        let (fitted, coordinates) = projection.fit(target, effectsAlone: effectsAlone)
        var (top, worst, square) = (0.0, 0.0, 0.0)
        for row in fitted.indices {
          let value = signs[row] * fitted[row]
          if isOpen[row] {
            top = max(top, value)
            worst = max(worst, -value)
            target[row] = signs[row] * max(value, 0)
            square += max(value, 0) * max(value, 0)
          } else {
            worst = max(worst, abs(value))
          }
        }
        guard square >= 1 else { return .none }
        if worst <= slack * top {
          let rows = fitted.indices.filter { isOpen[$0] && signs[$0] * fitted[$0] > share * top }
          return .separated(
            Separation(
              rows: sample.designRows(rows), terms: terms(sample, coordinates),
              withEffects: sample.within != nil))
        }
      }
      return .undecided
    }

    func result(_ found: Separation) -> Verdict {
      // Graphs of two effects have shown what those decide alone; of what more effects decide, or
      // slopes, the terms are innocent.
      if !found.terms.isEmpty, sample.design.absorbed.count > 2 || !sample.design.slopes.isEmpty,
        case .separated(let alone) = rounds(from: signs, mostRounds, effectsAlone: true)
      {
        return .separated(Separation(rows: alone.rows, terms: []))
      }
      return .separated(columns.withoutEffects(found) ?? found.simplified(sample, family))
    }

    for candidate in candidates {
      let largest = candidate.reduce(0) { max($0, abs($1)) }
      guard largest > 0, largest.isFinite else { continue }
      // Long beside one, so that only what follows says that there is none.
      let scaled = candidate.map { $0 / largest * Double(candidate.count) }
      if case .separated(let found) = rounds(from: scaled, candidateRounds) {
        return result(found)
      }
    }
    guard searches else { return .undecided }
    let verdict = rounds(from: signs, mostRounds)
    guard case .separated(let found) = verdict else { return verdict }
    return result(found)
  }

  /// The separation by one of the terms and the intercept, where that suffices: what decides a binary
  /// outcome should be named alone.
  private func simplified(
    _ sample: WorkingSample, _ family: any ResponseFamily.Type
  ) -> Separation {
    guard terms.count > 1, family.isBinary, sample.within == nil, sample.design.hasIntercept else {
      return self
    }
    for (column, term) in zip(sample.basis.kept, sample.terms) where terms.contains(term) {
      let values = sample.design.matrix[column: column]
      var bounds = [(Double.infinity, -Double.infinity), (Double.infinity, -Double.infinity)]
      for (value, outcome) in zip(values, sample.design.outcome) {
        let side = outcome == 1 ? 1 : 0
        bounds[side] = (min(bounds[side].0, value), max(bounds[side].1, value))
      }
      let rises = bounds[0].1 <= bounds[1].0
      guard rises || bounds[1].1 <= bounds[0].0, bounds[0] != bounds[1] else { continue }
      let (low, high) = rises ? (bounds[0].1, bounds[1].0) : (bounds[1].1, bounds[0].0)
      let rows = values.indices.filter { low < high || values[$0] != low }
      if !rows.isEmpty { return Separation(rows: rows, terms: [term]) }
    }
    return self
  }

  /// The terms whose part in the combination is not rounding.
  private static func terms(_ sample: WorkingSample, _ coordinates: [Double]) -> [Term] {
    let coefficients = sample.basis.toCoefficients.times(coordinates)
    let sizes = zip(sample.basis.kept, coefficients).map { column, coefficient in
      let values = sample.design.matrix[column: column]
      let (low, high) = values.reduce(into: (Double.infinity, -Double.infinity)) {
        $0 = (min($0.0, $1), max($0.1, $1))
      }
      return abs(coefficient) * (high - low)
    }
    let largest = sizes.max() ?? 0
    return zip(sample.terms, sizes).filter { $1 > 1e-5 * largest && $1 > 0 }.map(\.0)
  }
}

/// Weighted projection on the terms and effects of a sample.
private struct SpanProjection {
  private static let tolerance = 1e-10
  var removal: EffectRemoval
  let rows: RowMajorMatrix
  let gram: Cholesky
  let weights: [Double]
  let threads: Int

  init?(_ sample: WorkingSample, weights: [Double], options: Specification.Options) {
    threads = options.threads
    removal = EffectRemoval(sample, options: options)
    removal.weigh(weights)
    var rows = sample.rows
    _ = removal.sweep(&rows, tolerance: SpanProjection.tolerance)
    guard let gram = Cholesky(rows.gram(weights: weights, threads: threads), tolerance: 1e-14)
    else { return nil }
    self.rows = rows
    self.gram = gram
    self.weights = weights
  }

  mutating func fit(
    _ target: [Double], effectsAlone: Bool
  ) -> (fitted: [Double], coordinates: [Double]) {
    var rest = target
    _ = removal.sweep(&rest, tolerance: SpanProjection.tolerance)
    var coordinates = [Double](repeating: 0, count: rows.columns)
    if !effectsAlone {
      coordinates = gram.solve(
        rows.transposedProduct(rest, weights: weights, threads: threads))
      rows.subtractProduct(coordinates, from: &rest, threads: threads)
    }
    return (zip(target, rest).map { $0 - $1 }, coordinates)
  }
}

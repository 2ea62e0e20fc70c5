import Estimation
import Expressions
import Foundation
import Numerics

/// The rows of a moderated design, sorted by the moderator, for least squares fits that are local in
/// it. Columns are centred and scaled, so that one tolerance serves all.
struct LocalRegression: Sendable {
  let count: Int
  /// Ascending.
  let moderator: [Double]
  /// Sample positions in ascending order of the moderator.
  let order: [Int]
  /// 1, treatment, place of the moderator, its product, covariates, outcome: columns of a local fit.
  let width: Int
  /// By row: treatment, covariates, outcome, centred and scaled.
  let rows: [Double]
  /// Prior weights in ascending order of the moderator; `nil` for ones.
  let priors: [Double]?
  let effectScale: Double
  let outcomeScale: Double
  let threads: Int

  /// Numbers stored a row.
  var rowLength: Int { width - 3 }
  /// Distinct cross-products of a row, padded to whole vectors.
  var products: Int { (width * (width + 1) / 2 + 7) / 8 * 8 }

  init(_ data: ModeratedDesign, threads: Int) throws(InterpretationError) {
    let design = data.design
    if let effect = design.absorbed.first {
      throw .diagnostics(
        "The kernel estimator cannot absorb `\(effect.name)`: a local fit would have to absorb it "
          + "anew at every value. Add the effect as a term, factor(...), or use the spline, which "
          + "absorbs.")
    }
    count = design.outcome.count
    let order = data.moderatorValues.indices.sorted {
      (data.moderatorValues[$0], $0) < (data.moderatorValues[$1], $1)
    }
    self.order = order
    moderator = order.map { data.moderatorValues[$0] }
    // Terms of the moderator alone are part of what a local fit finds for itself.
    let local = TermPowers(data.moderatorTerm).variables
    let covariates = data.controls.filter { column in
      let powers = TermPowers(design.terms[column])
      return local.allSatisfy { powers.exponent(of: $0) == 0 }
    }
    let columns =
      [data.treatmentValues] + covariates.map { design.matrix[column: $0] } + [design.netOutcome]
    var scales: [Double] = []
    var scaled: [[Double]] = []
    for column in columns {
      let mean = Summation.sum(column) / Double(column.count)
      let deviation = BinningEstimator.deviation(column)
      guard deviation > 0 else {
        throw .diagnostics(
          "The treatment, the outcome or a covariate of the interaction is constant in the sample.")
      }
      scales.append(deviation)
      scaled.append(column.map { ($0 - mean) / deviation })
    }
    width = columns.count + 3
    var rows: [Double] = []
    rows.reserveCapacity(count * columns.count)
    for row in order {
      for column in scaled { rows.append(column[row]) }
    }
    self.rows = rows
    priors = design.weights.map { weights in order.map { weights.values[$0] } }
    outcomeScale = scales[scales.count - 1]
    effectScale = outcomeScale / scales[0]
    self.threads = threads
  }

  /// The sum of the prior weights: the number of rows where there are none.
  var totalWeight: Double { priors.map { Summation.sum($0) } ?? Double(count) }

  /// An even grid over the moderator's range, ends included.
  func evenGrid(_ points: Int) -> [Double] {
    let (low, high) = (moderator[0], moderator[count - 1])
    let step = (high - low) / Double(points - 1)
    return (0..<points).map { $0 == points - 1 ? high : low + Double($0) * step }
  }

  /// How often each row counts in each of several replicates: by row in ascending order of the
  /// moderator, replicates together.
  struct Counts: Sendable {
    var replicates: Int
    /// Padded to an even number.
    var stride: Int
    var values: [Double]
  }

  func ones(_ replicates: Int) -> Counts {
    counts(Array(repeating: Array(repeating: 1, count: count), count: replicates))
  }

  /// From counts in sample order, one array a replicate.
  func counts(_ samples: [[Double]]) -> Counts {
    let stride = (samples.count + 1) / 2 * 2
    var values = [Double](repeating: 0, count: count * stride)
    for (replicate, sample) in samples.enumerated() {
      for (place, row) in order.enumerated() { values[place * stride + replicate] = sample[row] }
    }
    return Counts(replicates: samples.count, stride: stride, values: values)
  }

  /// A local fit: coefficients of the scaled columns, and the effect in units of the data.
  struct Local: Sendable {
    var intercept: Double
    var treatment: Double
    var covariates: [Double]
    var effect: Double
  }

  /// Squared errors, summed, of the rows held out of each fold of a batch; `nil` where a fold lacks
  /// a local fit that a row needs.
  func heldOutError(
    _ fits: [[Local?]], grid: [Double], folds: [Int], batch: Range<Int>
  ) -> Double? {
    let step = grid[1] - grid[0]
    var total = 0.0
    for (place, row) in order.enumerated() where batch.contains(folds[row]) {
      let fold = folds[row] - batch.lowerBound
      let position = (moderator[place] - grid[0]) / step
      let low = min(grid.count - 2, max(0, Int(position)))
      guard let left = fits[low][fold], let right = fits[low + 1][fold] else { return nil }
      let share = position - Double(low)
      let error =
        rows[place * rowLength + rowLength - 1]
        - (1 - share) * prediction(left, place) - share * prediction(right, place)
      total += error * error * (priors?[place] ?? 1)
    }
    return total * outcomeScale * outcomeScale
  }

  private func prediction(_ fit: Local, _ place: Int) -> Double {
    let start = place * rowLength
    var value = fit.intercept + fit.treatment * rows[start]
    for (index, coefficient) in fit.covariates.enumerated() {
      value += coefficient * rows[start + 1 + index]
    }
    return value
  }
}

/// A Gaussian kernel estimate of the moderator's density on 512 cells, its bandwidth by the rule
/// 0.9 min(s, IQR / 1.34) n^(-1/5) (Silverman 1986, equation 3.31).
struct ModeratorDensity: Sendable {
  private let low: Double
  private let step: Double
  private let density: [Double]
  private let geometricMean: Double

  private static let cells = 512

  /// The density of a design's moderator under the rows' weights.
  init(_ data: ModeratedDesign) {
    let values = data.moderatorValues
    let ordered = data.ordered(values)
    let sorted = ordered.values
    let mean = data.design.weights.map {
      Summation.sum($0.values) / Double($0.values.count)
    }
    // One a row on average.
    let shares = values.indices.map { row in
      mean.map { (data.design.weights?.values[row] ?? 1) / $0 } ?? 1
    }
    let deviation = data.deviation(values, of: Array(values.indices))
    let spread = (ordered.quantile(0.75) - ordered.quantile(0.25)) / 1.34
    let size = spread > 0 ? min(deviation, spread) : deviation
    let h = 0.9 * size * pow(Double(values.count), -0.2)
    let low = (sorted.first ?? 0) - 3 * h
    let step = ((sorted.last ?? 0) + 3 * h - low) / Double(Self.cells - 1)
    self.low = low
    self.step = step
    var mass = [Double](repeating: 0, count: Self.cells)
    for (value, weight) in zip(values, shares) {
      let place = (value - low) / step
      let cell = min(Self.cells - 2, Int(place))
      mass[cell] += weight * (1 - (place - Double(cell)))
      mass[cell + 1] += weight * (place - Double(cell))
    }
    let kernel = (0..<Self.cells).map { exp(-0.5 * pow(Double($0) * step / h, 2)) }
    let scale = Double(values.count) * h * (2 * Double.pi).squareRoot()
    let density = (0..<Self.cells).map { cell in
      var total = 0.0
      for other in mass.indices where mass[other] > 0 {
        total += mass[other] * kernel[abs(cell - other)]
      }
      return total / scale
    }
    self.density = density
    var logs = 0.0
    for (value, weight) in zip(values, shares) {
      let place = (value - low) / step
      let cell = min(Self.cells - 2, Int(place))
      let share = place - Double(cell)
      logs += weight * log((1 - share) * density[cell] + share * density[cell + 1])
    }
    geometricMean = exp(logs / Double(values.count))
  }

  /// f(x), between cells by proportion.
  func value(_ x: Double) -> Double {
    let place = (x - low) / step
    let cell = min(Self.cells - 2, max(0, Int(place)))
    let share = place - Double(cell)
    return (1 - share) * density[cell] + share * density[cell + 1]
  }

  /// h sqrt(G / f(x)), at most 20 h, so that a gap does not borrow from everywhere.
  func window(_ h: Double, at x: Double) -> Double {
    h * min(20, (geometricMean / max(value(x), .leastNormalMagnitude)).squareRoot())
  }
}

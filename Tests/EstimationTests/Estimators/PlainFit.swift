import Foundation

/// A fit by plain loops over the rows, one at a time: the measure of kernels that take eight.
///
/// Weighted normal equations, scaled so that units do not matter, and ordinary iterations to rest.
struct PlainFit {
  enum Model: CaseIterable {
    case ols, huber, ppml, logit, probit, cloglog

    var isBinary: Bool { self == .logit || self == .probit || self == .cloglog }
  }

  var coefficients: [Double] = []
  /// Of the robust variance, times n/(n - k).
  var errors: [Double] = []
  /// Whether the iterations came to rest at numbers.
  var isAtRest = false

  private static let iterations = 300
  private static let rest = 1e-12

  /// - Parameters:
  ///   - columns: the regressors, dummies of effects among them.
  ///   - priors: precision weights.
  init?(_ model: Model, _ outcome: [Double], _ columns: [[Double]], priors: [Double]) {
    let (n, k) = (outcome.count, columns.count)
    guard n > k else { return nil }
    var predictor = outcome.map {
      PlainFit.start(model, $0, mean: outcome.reduce(0, +) / Double(n))
    }
    var weights = priors
    var working = outcome
    var inverse: [[Double]] = []
    for iteration in 0..<(model == .ols ? 1 : PlainFit.iterations) {
      let scale =
        model == .huber && iteration > 0
        ? PlainFit.scale(outcome, predictor, priors) : 0
      for row in 0..<n {
        let (weight, residual) =
          model == .ols || model == .huber && iteration == 0
          ? (1, outcome[row] - predictor[row])
          : PlainFit.step(model, outcome[row], predictor[row], priors[row], scale)
        weights[row] = priors[row] * weight
        working[row] = predictor[row] + residual
      }
      guard let solved = PlainFit.solve(columns, working, weights) else { return nil }
      (coefficients, inverse) = solved
      var (changed, size) = (0.0, 0.0)
      for row in 0..<n {
        var sum = 0.0
        for column in 0..<k { sum += columns[column][row] * coefficients[column] }
        changed += weights[row] * (sum - predictor[row]) * (sum - predictor[row])
        size += weights[row] * (working[row] - sum) * (working[row] - sum)
        predictor[row] = sum
      }
      guard changed.isFinite, size.isFinite else { return nil }
      isAtRest = changed <= PlainFit.rest * PlainFit.rest * size
      if isAtRest, iteration > 0 { break }
    }
    if model == .ols { isAtRest = true }
    guard isAtRest else { return }
    // The weights of a likelihood at the estimate; of M those of the last step, as it reports them.
    var meat = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
    for row in 0..<n {
      let residual = working[row] - predictor[row]
      let score = weights[row] * residual
      for a in 0..<k {
        for b in 0..<k { meat[a][b] += score * score * columns[a][row] * columns[b][row] }
      }
    }
    errors = (0..<k).map { term in
      var sum = 0.0
      for a in 0..<k { for b in 0..<k { sum += inverse[term][a] * meat[a][b] * inverse[b][term] } }
      return (sum * Double(n) / Double(n - k)).squareRoot()
    }
  }

  private static func start(_ model: Model, _ y: Double, mean: Double) -> Double {
    switch model {
    case .ols, .huber: 0
    case .ppml: log((y + mean) / 2)
    case .logit, .probit: y == 1 ? 0.7 : -0.7
    case .cloglog: y == 1 ? 0.3 : -1.2
    }
  }

  /// The weight and the working residual of a row, by the expected information.
  private static func step(
    _ model: Model, _ y: Double, _ eta: Double, _ prior: Double, _ scale: Double
  ) -> (Double, Double) {
    let (mean, slope): (Double, Double)
    switch model {
    case .ols: return (1, y - eta)
    case .huber:
      let size = abs(y - eta) * prior.squareRoot() / scale
      return (size <= 1.345 ? 1 : 1.345 / size, y - eta)
    case .ppml: return (exp(eta), (y - exp(eta)) / exp(eta))
    case .logit:
      mean = 1 / (1 + exp(-eta))
      slope = mean * (1 - mean)
    case .probit:
      mean = 0.5 * erfc(-eta / 2.0.squareRoot())
      slope = exp(-eta * eta / 2) / (2 * Double.pi).squareRoot()
    case .cloglog:
      mean = -expm1(-exp(eta))
      slope = exp(eta - exp(eta))
    }
    return (slope * slope / (mean * (1 - mean)), (y - mean) / slope)
  }

  private static func scale(_ outcome: [Double], _ fitted: [Double], _ priors: [Double]) -> Double {
    let sizes = outcome.indices.map { abs(outcome[$0] - fitted[$0]) * priors[$0].squareRoot() }
      .sorted()
    let middle = sizes.count / 2
    return (sizes.count % 2 == 1 ? sizes[middle] : (sizes[middle - 1] + sizes[middle]) / 2) / 0.6745
  }

  /// Weighted least squares and (X'WX)^-1, by elimination of the scaled normal equations.
  private static func solve(
    _ columns: [[Double]], _ outcome: [Double], _ weights: [Double]
  ) -> (coefficients: [Double], inverse: [[Double]])? {
    let k = columns.count
    var sums = [[Double]](repeating: [Double](repeating: 0, count: 2 * k + 1), count: k)
    for a in 0..<k {
      for row in outcome.indices {
        let weighted = columns[a][row] * weights[row]
        for b in 0...a { sums[a][b] += weighted * columns[b][row] }
        sums[a][2 * k] += weighted * outcome[row]
      }
    }
    let lengths = (0..<k).map { sums[$0][$0].squareRoot() }
    guard lengths.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    for a in 0..<k {
      for b in 0...a {
        sums[a][b] /= lengths[a] * lengths[b]
        sums[b][a] = sums[a][b]
      }
      sums[a][2 * k] /= lengths[a]
      sums[a][k + a] = 1
    }
    for pivot in 0..<k {
      let size = sums[pivot][pivot]
      guard size > 1e-9 else { return nil }
      for column in 0...(2 * k) { sums[pivot][column] /= size }
      for row in 0..<k where row != pivot {
        let factor = sums[row][pivot]
        for column in 0...(2 * k) { sums[row][column] -= factor * sums[pivot][column] }
      }
    }
    return (
      (0..<k).map { sums[$0][2 * k] / lengths[$0] },
      (0..<k).map { a in (0..<k).map { sums[a][k + $0] / (lengths[a] * lengths[$0]) } }
    )
  }
}

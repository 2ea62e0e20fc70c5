import Numerics

extension GeneralizedLinearModel {
  /// Moves the coefficients by the first order of their bias, and the effects to their maximum
  /// there. See `BiasCorrection.analytic`. O(n k Q) and the effects' steps.
  mutating func correctBias(_ options: Specification.Options) throws(EstimationError) {
    let change = gram.solve(bias())
    var step = [Double](repeating: 0, count: predictor.count)
    rows.subtractProduct(change.map { -$0 }, from: &step, threads: threads)
    for column in change.indices { coordinates[column] += change[column] }
    for row in step.indices { predictor[row] += step[row] }
    deviance = evaluate()
    stepSize = .infinity
    try climb(options, moves: .effects)
  }

  /// 1/2 sum over effects and levels of (sum H F'' z) / (sum w), in basis coordinates.
  private func bias() -> [Double] {
    let curvatures = predictor.indices.map { row in
      family.effectBias(weight: weights[row], predictor: predictor[row], mean: means[row])
    }
    let stride = rows.stride
    var result = [Double](repeating: 0, count: rows.columns)
    for (codes, effect) in zip(sample.effectCodes, sample.design.absorbed) {
      var sums = [Double](repeating: 0, count: effect.levelCount * rows.columns)
      var totals = [Double](repeating: 0, count: effect.levelCount)
      for (row, code) in codes.enumerated() {
        totals[Int(code)] += weights[row]
        for column in 0..<rows.columns {
          sums[Int(code) * rows.columns + column] +=
            curvatures[row] * rows.values[row * stride + column]
        }
      }
      for level in totals.indices where totals[level] > 0 {
        for column in 0..<rows.columns {
          result[column] += sums[level * rows.columns + column] / (2 * totals[level])
        }
      }
    }
    return result
  }

  /// Whether the correction is defined for a specification.
  static func checkBiasCorrection(
    _ design: Design, family: any ResponseFamily.Type, options: Specification.Options
  ) throws(EstimationError) {
    guard options.biasCorrection == .analytic else { return }
    guard family.isBinary else {
      throw .unsupported(
        Refusal(
          "a bias correction of ppml",
          because: "its slopes have no bias of the first order from one or two effects",
          instead: "leave it out"))
    }
    guard (1...2).contains(design.absorbed.count) else {
      throw .unsupported(
        Refusal(
          "the analytic bias correction with \(design.absorbed.count) absorbed effects",
          instead: "it is for one or two, such as unit + time"))
    }
    guard design.slopes.isEmpty else {
      throw .unsupported(
        Refusal(
          "the analytic bias correction with slopes by level (\(design.slopes[0].name))",
          instead: "leave one of the two out"))
    }
    guard design.weights == nil else {
      throw .unsupported(
        Refusal("the analytic bias correction with weights", instead: "leave one of the two out"))
    }
  }
}

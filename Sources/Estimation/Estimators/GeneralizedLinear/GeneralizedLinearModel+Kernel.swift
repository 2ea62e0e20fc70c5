import Machine
import Numerics

extension GeneralizedLinearModel {
  /// Means, weights and working residuals of every row, in blocks.
  /// - Parameter information: which one the weights are of.
  mutating func fill<Family: ResponseFamily>(
    _ family: Family.Type, _ information: Information
  ) -> LikelihoodTally.Sums {
    let logAverage = logAverage
    let (outcome, predictor, priors) = (outcome, predictor, sample.priors)
    let (count, threads) = (outcome.count, threads)
    var parts: [LikelihoodTally] = []
    means.withUnsafeMutableBufferPointer { means in
      weights.withUnsafeMutableBufferPointer { weights in
        residuals.withUnsafeMutableBufferPointer { residuals in
          let mean = DisjointSlots(base: means.baseAddress!)
          let weight = DisjointSlots(base: weights.baseAddress!)
          let residual = DisjointSlots(base: residuals.baseAddress!)
          parts = Parallel.map(blocks: RowMajorMatrix.blocks(count), threads: threads) { block in
            var tally = LikelihoodTally()
            outcome.withUnsafeBufferPointer { outcome in
              predictor.withUnsafeBufferPointer { predictor in
                GeneralizedLinearModel.withPointer(priors) { priors in
                  RowGroup.forEach(in: RowMajorMatrix.range(block, count)) { group in
                    let y = group.load(outcome.baseAddress!, padding: 0)
                    let eta = group.load(predictor.baseAddress!, padding: 0)
                    let prior = group.loadWeights(priors)
                    let found = Family.evaluate(
                      outcome: y, predictor: eta, information: information)
                    tally.add(
                      found, prior: prior, isWeighted: priors != nil,
                      suspects: Family.isSuspect(
                        outcome: y, predictor: eta, logAverage: logAverage))
                    group.store(found.mean, mean.pointer)
                    group.store(prior * found.weight, weight.pointer)
                    group.store(found.residual, residual.pointer)
                  }
                }
              }
            }
            return tally
          }
        }
      }
    }
    return LikelihoodTally.sum(parts)
  }

  /// Lends an array that may not be there.
  @inline(__always)
  static func withPointer<Result>(
    _ values: [Double]?, _ body: (UnsafePointer<Double>?) -> Result
  ) -> Result {
    guard let values else { return body(nil) }
    return values.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}

import Foundation
import LinearAlgebra
import Parallel

extension GeneralizedLinearModel {
  /// Means, weights and working residuals of every row, in blocks; returns the deviance and how many
  /// rows are fitted suspiciously well.
  /// - Parameter information: which one the weights are of.
  mutating func fill(_ information: Information, logAverage: Double) -> (
    deviance: Double, suspects: Int
  ) {
    switch family {
    case .poisson: fill(PoissonPseudoMaximumLikelihood.self, information, logAverage)
    case .probit: fill(Probit.self, information, logAverage)
    case .logit: fill(Logit.self, information, logAverage)
    }
  }

  private mutating func fill<Family: ResponseFamily>(
    _ family: Family.Type, _ information: Information, _ logAverage: Double
  ) -> (deviance: Double, suspects: Int) {
    let (outcome, predictor, priors) = (outcome, predictor, sample.priors)
    let (count, threads) = (outcome.count, threads)
    var parts: [(deviance: Double, suspects: Int)] = []
    means.withUnsafeMutableBufferPointer { means in
      weights.withUnsafeMutableBufferPointer { weights in
        residuals.withUnsafeMutableBufferPointer { residuals in
          let mean = DisjointSlots(base: means.baseAddress!)
          let weight = DisjointSlots(base: weights.baseAddress!)
          let residual = DisjointSlots(base: residuals.baseAddress!)
          parts = Parallel.map(blocks: RowMajorMatrix.blocks(count), threads: threads) { block in
            var total = 0.0
            var product = 1.0
            var suspects = 0
            outcome.withUnsafeBufferPointer { outcome in
              predictor.withUnsafeBufferPointer { predictor in
                for row in RowMajorMatrix.range(block, count) {
                  var found = Family.evaluate(outcome: outcome[row], predictor: predictor[row])
                  if information == .observed {
                    found = Family.observed(
                      found, outcome: outcome[row], predictor: predictor[row])
                  }
                  let prior = priors?[row] ?? 1
                  mean.pointer[row] = found.mean
                  weight.pointer[row] = prior * found.weight
                  residual.pointer[row] = found.residual
                  total += prior * found.deviance
                  if priors == nil {
                    product *= found.likelihood
                  } else if found.likelihood != 1 {
                    total -= 2 * prior * log(found.likelihood)
                  }
                  if product < 0x1p-300 {
                    total -= 2 * log(product)
                    product = 1
                  }
                  if Family.isSuspect(
                    outcome: outcome[row], predictor: predictor[row], logAverage: logAverage)
                  {
                    suspects += 1
                  }
                }
              }
            }
            return (total - 2 * log(product), suspects)
          }
        }
      }
    }
    return (
      Summation.sum(parts.map(\.deviance)), parts.reduce(into: 0) { $0 += $1.suspects }
    )
  }
}

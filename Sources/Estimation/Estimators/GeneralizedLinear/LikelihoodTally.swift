import Foundation
import Numerics

/// Sums over rows of a generalized linear model, eight rows at a time in eight lanes.
struct LikelihoodTally {
  private var deviances = SIMD8<Double>()
  private var logarithms = 0.0
  private var product = SIMD8<Double>(repeating: 1)
  private var squares = SIMD8<Double>()
  private(set) var suspects = 0

  /// A product below it is taken to its logarithm: one more factor keeps it a normal number.
  private static let smallProduct = 0x1p-300

  /// - Parameters:
  ///   - rows: numbers in every lane: those without a row are evaluated at an outcome and a predictor
  ///     of zero (`RowGroup.load`), where each family is finite.
  ///   - prior: the rows' own weights; zero in lanes without a row.
  ///   - isWeighted: whether the rows of one call can differ in weight other than by zero.
  @inline(__always)
  mutating func add(
    _ rows: WorkingRows, prior: SIMD8<Double>, isWeighted: Bool,
    suspects mask: SIMDMask<SIMD8<Int64>>
  ) {
    deviances += prior * rows.deviance
    squares += prior * rows.weight * rows.residual * rows.residual
    if isWeighted {
      for lane in 0..<8 where prior[lane] > 0 && rows.likelihood[lane] != 1 {
        logarithms += prior[lane] * log(rows.likelihood[lane])
      }
    } else {
      product *= rows.likelihood.replacing(with: 1, where: prior .== 0)
      if any(product .< LikelihoodTally.smallProduct) { takeLogarithm() }
    }
    let found = mask .& (prior .> 0)
    if any(found) { for lane in 0..<8 where found[lane] { suspects += 1 } }
  }

  private mutating func takeLogarithm() {
    for lane in 0..<8 { logarithms += log(product[lane]) }
    product = SIMD8(repeating: 1)
  }

  /// -2 times the distance from the saturated log-likelihood.
  var deviance: Double {
    var rest = self
    rest.takeLogarithm()
    return deviances.sum() - 2 * rest.logarithms
  }

  /// sum(w r^2)
  var sumOfSquares: Double { squares.sum() }

  /// Adds tallies in order.
  static func sum(_ parts: [LikelihoodTally]) -> Sums {
    Sums(
      deviance: Summation.sum(parts.map(\.deviance)),
      squares: Summation.sum(parts.map(\.sumOfSquares)),
      suspects: parts.reduce(into: 0) { $0 += $1.suspects })
  }

  struct Sums {
    var deviance: Double
    var squares: Double
    var suspects: Int
  }
}

import Machine
import Numerics

/// One pass over the rows of a generalized linear model without effects: predictor, weights, score
/// and information, chunk by chunk while the rows are in the first-level cache.
///
/// A step of Newton's method then reads the rows once and writes nothing as long as the sample. Sums
/// are taken by fixed blocks of rows, so that threads change no bit. O(n k^2).
struct InformationPass: Sendable {
  let rows: RowMajorMatrix
  let outcome: [Double]
  let priors: [Double]?
  let family: any ResponseFamily.Type
  /// The outcome's mean, for a predictor to start from.
  let average: Double
  let logAverage: Double
  let threads: Int

  struct Sums: Sendable {
    /// sum(w z z')
    var gram: Matrix
    /// sum(w r z), or at the start sum(w (eta + r) z).
    var score: [Double]
    var likelihood: LikelihoodTally.Sums
  }

  /// Where the rows' own results go.
  struct Slots: Sendable {
    let means: DisjointSlots<Double>
    let weights: DisjointSlots<Double>
    let residuals: DisjointSlots<Double>
  }

  /// Numbers of the rows of a chunk: half of a small first-level cache.
  private static let chunkNumbers = 2048

  /// The sums at coordinates in the basis; without coordinates at the predictor that the family
  /// starts from.
  func sums(at coordinates: [Double]?, _ information: Information, into slots: Slots? = nil) -> Sums
  {
    family.sums(self, coordinates, information, slots)
  }

  /// The same, compiled for a family.
  func sums<Family: ResponseFamily>(
    _ family: Family.Type, _ coordinates: [Double]?, _ information: Information, _ slots: Slots?
  ) -> Sums {
    let (count, stride) = (rows.rows, rows.stride)
    let padded = coordinates.map { $0 + [Double](repeating: 0, count: stride - $0.count) }
    let chunkLength = max(8, InformationPass.chunkNumbers / stride / 8 * 8)
    let parts = Parallel.map(blocks: RowMajorMatrix.blocks(count), threads: threads) { block in
      var part = Part(stride: stride)
      part.sums.withUnsafeMutableBufferPointer { sums in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * chunkLength) { buffer in
          buffer.initialize(repeating: 0)
          guard let sums = sums.baseAddress, let weights = buffer.baseAddress else { return }
          // Predictors first, and then what multiplies the rows in the score.
          let factors = weights + chunkLength
          let range = RowMajorMatrix.range(block, count)
          for start in Swift.stride(from: range.lowerBound, to: range.upperBound, by: chunkLength) {
            let chunk = start..<min(start + chunkLength, range.upperBound)
            rows.values.withUnsafeBufferPointer {
              let z = $0.baseAddress! + start * stride
              padded?.withUnsafeBufferPointer {
                RowKernel.products(
                  z, stride: stride, count: chunk.count, vector: $0.baseAddress!, into: factors)
              }
              evaluate(
                family, isStart: padded == nil, information, chunk, slots, weights: weights,
                factors: factors, &part.tally)
              RowKernel.gram(
                z, stride: stride, columns: rows.columns, count: chunk.count, weights: weights,
                into: sums)
              RowKernel.combination(
                z, stride: stride, count: chunk.count, factors: factors,
                into: sums + stride * stride)
            }
          }
        }
      }
      return part
    }
    return Sums(
      gram: RowKernel.symmetric(parts.map(\.sums), stride: stride, columns: rows.columns),
      score: Array(
        RowKernel.sum(parts.map(\.sums), count: stride * (stride + 1))[(stride * stride)...]
          .prefix(rows.columns)),
      likelihood: LikelihoodTally.sum(parts.map(\.tally)))
  }

  /// The sums of one block: the information, then the score.
  private struct Part: Sendable {
    var sums: [Double]
    var tally = LikelihoodTally()

    init(stride: Int) { sums = [Double](repeating: 0, count: stride * (stride + 1)) }
  }

  /// Weights of a chunk, and in place of the predictors what multiplies its rows in the score.
  @inline(__always)
  private func evaluate<Family: ResponseFamily>(
    _ family: Family.Type, isStart: Bool, _ information: Information, _ chunk: Range<Int>,
    _ slots: Slots?, weights: UnsafeMutablePointer<Double>,
    factors: UnsafeMutablePointer<Double>, _ tally: inout LikelihoodTally
  ) {
    outcome.withUnsafeBufferPointer { outcome in
      GeneralizedLinearModel.withPointer(priors) { priors in
        RowGroup.forEach(in: chunk) { group in
          let offset = group.start - chunk.lowerBound
          let y = group.load(outcome.baseAddress!, padding: 0)
          let prior = group.loadWeights(priors)
          let eta =
            isStart
            ? InformationPass.start(family, y, average)
            : group.load(factors, fromRow: chunk.lowerBound, padding: 0)
          let found = Family.evaluate(outcome: y, predictor: eta, information: information)
          tally.add(
            found, prior: prior, isWeighted: priors != nil,
            suspects: Family.isSuspect(outcome: y, predictor: eta, logAverage: logAverage))
          let weight = prior * found.weight
          RowKernel.store8(weight, weights + offset)
          RowKernel.store8(
            weight * (isStart ? eta + found.residual : found.residual), factors + offset)
          if let slots {
            group.store(found.mean, slots.means.pointer)
            group.store(weight, slots.weights.pointer)
            group.store(found.residual, slots.residuals.pointer)
          }
        }
      }
    }
  }

  private static func start<Family: ResponseFamily>(
    _ family: Family.Type, _ outcome: SIMD8<Double>, _ average: Double
  ) -> SIMD8<Double> {
    var result = SIMD8<Double>()
    for lane in 0..<8 { result[lane] = Family.start(outcome: outcome[lane], average: average) }
    return result
  }
}

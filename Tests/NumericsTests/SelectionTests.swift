import Numerics
import TestSupport
import Testing

@Suite struct SelectionTests {
  static func bySorting(_ values: [Double]) -> Double {
    let sorted = values.map { abs($0) }.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  /// 70,000 is beyond the size from which a sample brackets the median.
  @Test(.tags(.identity), arguments: [1, 2, 3, 10, 999, 70_000, 70_001])
  func theMedianIsThatOfTheSortedValues(count: Int) {
    let values = LeastSquaresTests.columns(rows: count, count: 1)[0]
    #expect(Selection.medianOfAbsolutes(values) == Self.bySorting(values))
  }

  @Test(.tags(.identity)) func tiesAndPeriodsDoNotMislead() {
    let periodic = (0..<70_000).map { Double($0 % 2 == 0 ? 1 : -1000) }
    #expect(Selection.medianOfAbsolutes(periodic) == 500.5)
    let zeros = [Double](repeating: 0, count: 69_999) + [3]
    #expect(Selection.medianOfAbsolutes(zeros) == 0)
  }

  @Test(.tags(.identity), arguments: [51, 52, 70_001])
  func weightsAreRepetitions(count: Int) {
    let values = LeastSquaresTests.columns(rows: count, count: 1)[0]
    let weights = values.indices.map { 1 + $0 % 4 }
    let repeated = zip(values, weights).flatMap { Array(repeating: $0, count: $1) }
    #expect(
      Selection.weightedMedianOfAbsolutes(values, weights: weights.map(Double.init))
        == Selection.medianOfAbsolutes(repeated))
  }

  @Test(.tags(.identity)) func exactSumsSurviveCancellation() {
    var sum = DoubleDouble(1e16)
    sum.add(1)
    sum.add(-1e16)
    sum.add(1e8 + 1, times: 1e8 - 1)
    sum.add(-1e16)
    #expect(sum.value == 0)
    #expect(Summation.sum((0..<10_001).map(Double.init)) == 50_005_000)
    #expect(Summation.sumOfSquares([]) == 0)
  }
}

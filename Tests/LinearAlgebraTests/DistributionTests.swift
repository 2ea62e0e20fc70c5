import LinearAlgebra
import TestSupport
import Testing

@Suite struct DistributionTests {
  /// R 4.2.2 prints 16 significant digits of qnorm, pt and qt; the last one is not trusted.
  static let printedDigits = 1e-14

  @Test(.tags(.reference)) func normalQuantilesEqualR() {
    expectClose(NormalDistribution.quantile(0.975), 1.959963984540054, relative: Self.printedDigits)
    expectClose(
      NormalDistribution.quantile(1e-10), -6.361340902404056, relative: Self.printedDigits)
  }

  @Test(.tags(.identity), arguments: [1e-12, 1e-5, 0.02, 0.3, 0.5, 0.8, 0.999])
  func quantileInvertsTheDistribution(probability: Double) {
    expectClose(
      NormalDistribution.cumulative(NormalDistribution.quantile(probability)), probability,
      relative: Self.printedDigits)
    for degrees in [1.0, 2.5, 10, 400] {
      let t = StudentTDistribution(degreesOfFreedom: degrees)
      // lgamma carries about 1e-13 of relative error at 200.
      expectClose(
        1 - t.upperTail(t.quantile(probability)), probability, relative: 1e-11, absolute: 1e-15)
    }
  }

  @Test(.tags(.reference)) func cauchyIsTheTOfOneDegree() {
    // P(T > t) = 1/2 - atan(t)/pi: at t = 1 a quarter.
    expectClose(StudentTDistribution(degreesOfFreedom: 1).upperTail(1), 0.25, relative: 1e-14)
    expectClose(StudentTDistribution(degreesOfFreedom: 1).quantile(0.75), 1, relative: 1e-14)
  }
}

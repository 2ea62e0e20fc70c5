import Numerics
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

  /// Logarithms of the order of a thousand, exponentiated.
  static let tails = 1e-11

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

  /// Small tails of many degrees of freedom, by mpmath 1.3 at 40 digits:
  /// betainc(n/2, 1/2, 0, n/(n + t^2), regularized=True)/2.
  @Test(
    .tags(.reference),
    arguments: [
      (8.0, 1000.0, 1.7133307411957372e-15), (8, 6000, 7.40870052323162631e-16),
      (8.5, 6000, 1.18325566731049514e-17), (3, 1e6, 0.00134993127071089853),
      (10, 2e6, 7.62957332729123666e-24), (1.5, 30, 0.0720329645643230007),
    ])
  func tailsOfTheTKeepTheirDigits(t: Double, degrees: Double, expected: Double) {
    let found = StudentTDistribution(degreesOfFreedom: degrees).upperTail(t)
    expectClose(found, expected, relative: Self.tails)
  }

  @Test(.tags(.reference)) func cauchyIsTheTOfOneDegree() {
    // P(T > t) = 1/2 - atan(t)/pi: at t = 1 a quarter.
    expectClose(StudentTDistribution(degreesOfFreedom: 1).upperTail(1), 0.25, relative: 1e-14)
    expectClose(StudentTDistribution(degreesOfFreedom: 1).quantile(0.75), 1, relative: 1e-14)
  }
}

import Foundation
import Numerics
import TestSupport
import Testing

/// Functions of eight numbers at once against those of one.
@Suite struct ElementaryFunctionTests {
  /// Two or three roundings of a polynomial and a product.
  static let rounding = 1e-15

  /// Eight neighbouring numbers at each of many places.
  static func places(_ range: ClosedRange<Double>, count: Int) -> [SIMD8<Double>] {
    (0..<count).map { place in
      let start = range.lowerBound
      let step = (range.upperBound - start) / Double(8 * count - 1)
      var result = SIMD8<Double>()
      for lane in 0..<8 {
        result[lane] = min(start + step * Double(8 * place + lane), range.upperBound)
      }
      return result
    }
  }

  @Test(.tags(.reference)) func exponentialsEqualTheLibrarys() {
    for x in Self.places(-708...709, count: 150) + Self.places(-1...1, count: 50) {
      let found = Exponential.of(x)
      for lane in 0..<8 {
        expectClose(found[lane], exp(x[lane]), relative: Self.rounding, "exp \(x[lane])")
      }
    }
  }

  @Test(.tags(.identity)) func exponentialsStayFiniteBeyondTheRange() {
    let x = SIMD8<Double>(-1e300, -5000, -709, 710, 5000, 1e300, -Double.infinity, 0)
    let found = Exponential.of(x)
    for lane in 0..<8 { #expect(found[lane].isFinite && found[lane] > 0) }
    #expect(found[7] == 1)
  }

  @Test(.tags(.reference)) func normalTailsEqualTheLibrarys() {
    for t in Self.places(0...30, count: 150) {
      let (density, ratio) = NormalDistribution.tail(atDistance: t)
      for lane in 0..<8 {
        // The square's rounding becomes the exponent's: t^2/2 units in the last place, on both sides.
        let lost = Self.rounding + t[lane] * t[lane] * Double.ulpOfOne
        expectClose(
          density[lane], NormalDistribution.density(t[lane]), relative: lost, "\(t[lane])")
        expectClose(
          density[lane] * ratio[lane], NormalDistribution.upperTail(t[lane]), relative: 2 * lost,
          "\(t[lane])")
      }
    }
  }

  /// M(t) by its continued fraction, 1/(t + 1/(t + 2/(t + ...))), which needs no exponential.
  @Test(.tags(.identity)) func millsRatioIsItsContinuedFraction() {
    for t in Self.places(2...30, count: 60) {
      let (_, ratio) = NormalDistribution.tail(atDistance: t)
      for lane in 0..<8 {
        var fraction = t[lane]
        for term in stride(from: 400.0, to: 0, by: -1) { fraction = t[lane] + term / fraction }
        expectClose(ratio[lane], 1 / fraction, relative: Self.rounding, "\(t[lane])")
      }
    }
  }
}

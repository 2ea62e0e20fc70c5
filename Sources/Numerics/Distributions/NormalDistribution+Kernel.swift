extension NormalDistribution {
  /// The density and the ratio of Mills at eight distances from the mean, t in 0...30:
  /// phi(t) = exp(-t^2/2)/sqrt(2 pi) and M(t) = P(Z > t)/phi(t).
  ///
  /// The upper tail is phi M, with its relative accuracy kept however small it is. (t + 5) M(t) is
  /// smooth and bounded, so that in v = (4t/3 - 5)/(t + 5), which runs from -1 to 1, one polynomial of
  /// degree 20 serves the whole range without a branch: the device of Shepherd and Laframboise (1981)
  /// for exp(x^2) erfc(x), with a Chebyshev series of our own, computed with fifty digits. M is
  /// within 1e-15 of its value, relative; of phi the square's rounding leaves t^2/2 units in the last
  /// place.
  @inlinable @inline(__always)
  package static func tail(
    atDistance t: SIMD8<Double>
  ) -> (density: SIMD8<Double>, millsRatio: SIMD8<Double>) {
    let scale = 1 / (t + 5)
    let v = (t * 0x1.5555555555555p0 - 5) * scale
    var sum = SIMD8<Double>(repeating: 1.1583418676282082e-10)
    sum = sum * v - 1.9162898689590704e-09
    sum = sum * v - 2.672218272356714e-09
    sum = sum * v + 2.629032409514162e-08
    sum = sum * v + 3.468332985331505e-08
    sum = sum * v - 2.632539824111274e-07
    sum = sum * v - 3.3180585942558553e-07
    sum = sum * v + 2.75592083322908e-06
    sum = sum * v + 1.9294747540965745e-06
    sum = sum * v - 3.190773187680484e-05
    sum = sum * v + 1.9802395142774733e-05
    sum = sum * v + 0.00035347308936079647
    sum = sum * v - 0.0011144578615764312
    sum = sum * v - 0.001421189851833808
    sum = sum * v + 0.023057408432601557
    sum = sum * v - 0.10213293791781818
    sum = sum * v + 0.29906334331084694
    sum = sum * v - 0.6680122437363922
    sum = sum * v + 1.2007852258499025
    sum = sum * v - 1.7793557204123744
    sum = sum * v + 2.194159725134694
    let density = Exponential.of(t * t * -0.5) * 0.398_942_280_401_432_7
    return (density, sum * scale)
  }
}

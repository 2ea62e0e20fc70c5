import Foundation
import TestSupport
import Testing

@testable import Typesetting

@Suite struct AxisTests {
  @Test(
    "Ticks are multiples of 1, 2 or 5 times a power of ten, inside the range",
    .tags(.identity), arguments: [1e-13, 3e-7, 0.004, 0.9, 7.7, 130, 25_000, 4.2e6, 3e10])
  func ticks(_ scale: Double) throws {
    let axis = Axis(covering: [-0.37 * scale, scale], from: 50, to: 230)
    #expect(axis.ticks.count >= 3 && axis.ticks.count <= 8)
    let step = axis.ticks[1] - axis.ticks[0]
    let mantissa = step / pow(10, log10(step * 1.000001).rounded(.down))
    #expect([1.0, 2, 5].contains { abs($0 - mantissa) < 1e-6 })
    for tick in axis.ticks { #expect(tick >= axis.low && tick <= axis.high) }
    #expect(axis.ticks.contains(0))
  }

  @Test(
    "Labels are short, distinct, and read back to the ticks", .tags(.identity),
    arguments: [1e-13, 3e-7, 0.004, 0.9, 7.7, 130, 25_000, 4.2e6, 3e10])
  func labels(_ scale: Double) throws {
    let axis = Axis(covering: [-0.37 * scale, scale], from: 50, to: 230)
    #expect(Set(axis.labels).count == axis.labels.count)
    for (tick, label) in zip(axis.ticks, axis.labels) {
      #expect(label.count <= 7)
      let number = try #require(Double(label.replacing("\u{2212}", with: "-")))
      expectClose(number * pow(10, Double(axis.exponent)), tick, relative: 1e-9, absolute: 1e-300)
    }
  }

  @Test("A single value has an axis around it", .tags(.identity))
  func single() {
    for value in [0.0, 3, -2e-9] {
      let axis = Axis(covering: [value], from: 0, to: 100)
      #expect(axis.low < value && value < axis.high)
      #expect(axis.ticks.count >= 2)
    }
  }

  @Test("Ends of the range fall on the ends of the page", .tags(.identity))
  func ends() {
    let axis = Axis(low: -1, high: 3, from: 20, to: 220, spacing: 30)
    #expect(axis.position(-1) == 20)
    #expect(axis.position(3) == 220)
  }
}

import Evidence
import Foundation
import Frames
import TestSupport
import Testing

@Suite struct CalibrationTests {
  /// A few roundings of one exponential.
  static let rounding = 1e-14

  @Test("Anchors have the memberships of the method", .tags(.identity))
  func anchors() throws {
    let rising = try Calibration.parse("GDP=direct:400,550,900").calibration
    expectClose(rising.membership(400), 0.05, absolute: Self.rounding)
    expectClose(rising.membership(900), 0.95, absolute: Self.rounding)
    #expect(rising.membership(550) == 0.5)
    let falling = try Calibration.parse("GDP=direct:900,550,400").calibration
    expectClose(falling.membership(900), 0.05, absolute: Self.rounding)
    expectClose(falling.membership(400), 0.95, absolute: Self.rounding)
    let other = try Calibration.parse("GDP=fsqca:400,550,900").calibration
    expectClose(other.membership(900), 1 / (1 + exp(-3)), absolute: Self.rounding)
    expectClose(other.membership(400), 1 / (1 + exp(3)), absolute: Self.rounding)
  }

  @Test("Memberships are never rounded to 0 or 1", .tags(.identity))
  func noSnapping() throws {
    let calibration = try Calibration.parse("x=direct:-1,0,1").calibration
    for value in stride(from: 3.5, through: 12, by: 0.5) {
      #expect(calibration.membership(value) < 1)
      #expect(calibration.membership(-value) > 0)
      // R's QCA gives 0 and 1 from here on.
      #expect(calibration.membership(value) > 0.9999)
    }
  }

  @Test("A crisp set begins at its threshold", .tags(.identity))
  func crisp() throws {
    let calibration = try Calibration.parse("x=crisp:3").calibration
    #expect(calibration.membership(3) == 1)
    #expect(calibration.membership(3.0.nextDown) == 0)
    #expect(calibration.label == "crisp:3.0")
  }

  @Test(
    "What cannot be read or ordered is refused", .tags(.failure),
    arguments: ["x", "x=direct", "x=direct:1,2", "x=fuzzy:1,2,3", "x=crisp:a", "x=direct:1,,3"])
  func unreadable(text: String) {
    #expect(throws: EvidenceError.badCalibration(text)) { try Calibration.parse(text) }
  }

  @Test("Anchors run in one direction", .tags(.failure))
  func disorder() {
    #expect(throws: EvidenceError.badAnchors(column: "x", anchors: [1, 3, 2])) {
      try Calibration.parse("x=direct:1,3,2")
    }
    #expect(throws: EvidenceError.badAnchors(column: "x", anchors: [1, 1, 2])) {
      try Calibration.parse("x=direct:1,1,2")
    }
  }

  @Test("A case on the crossover is refused by name, beside it is not", .tags(.failure))
  func crossover() throws {
    let frame = try Frame([
      Column(name: "case", texts: ["Ghana", "Mali"]),
      Column(name: "x", doubles: [1, 5]), Column(name: "y", doubles: [0, 1]),
    ])
    func table(_ crossover: Double) throws -> CaseTable {
      CaseTable(
        frame, outcome: "y", conditions: ["x"],
        calibrations: [try Calibration.parse("x=direct:0,\(crossover),9")])
    }
    #expect(throws: EvidenceError.onCrossover(column: "x", caseName: "Mali", crossover: 5)) {
      try table(5).memberships()
    }
    let beside = try table(5.001).memberships()
    #expect(beside.values[0][1] < 0.5 && beside.values[0][1] > 0.49)
  }
}

import Evidence
import TestSupport
import Testing

@Suite struct SetFitTests {
  /// Sums of a handful of decimals.
  static let rounding = 1e-14

  @Test("Sufficiency and necessity by hand", .tags(.reference))
  func byHand() throws {
    let (x, y) = ([0.8, 0.3, 0.6, 0.1], [0.9, 0.2, 0.4, 0.7])
    // min(x, y): .8 .2 .4 .1 = 1.5; x: 1.8; y: 2.2; min(x, y, 1 - y): .1 .2 .4 .1 = .8
    let sufficiency = SufficiencyFit(x, outcome: y)
    expectClose(try #require(sufficiency.consistency), 1.5 / 1.8, absolute: Self.rounding)
    expectClose(try #require(sufficiency.pri), 0.7 / 1.0, absolute: Self.rounding)
    expectClose(try #require(sufficiency.coverage), 1.5 / 2.2, absolute: Self.rounding)
    let necessity = NecessityFit(x, outcome: y)
    expectClose(try #require(necessity.consistency), 1.5 / 2.2, absolute: Self.rounding)
    expectClose(try #require(necessity.coverage), 1.5 / 1.8, absolute: Self.rounding)
    // 1 - x: .2 .7 .4 .9 = 2.2; 1 - min: 4 - 1.5 = 2.5
    expectClose(try #require(necessity.relevance), 2.2 / 2.5, absolute: Self.rounding)
  }

  @Test("Nothing over nothing is undefined, not a number", .tags(.failure))
  func undefined() {
    let empty = SufficiencyFit([0, 0], outcome: [0, 1])
    #expect(empty.consistency == nil && empty.pri == nil && empty.coverage == 0)
    #expect(SufficiencyFit([1], outcome: [0]).coverage == nil)
    // A condition that every case has is necessary and says nothing.
    let constant = NecessityFit([1, 1], outcome: [0.9, 0.2])
    #expect(constant.consistency == 1 && constant.relevance == 0)
  }

  @Test("A cutoff passes what reaches it but for rounding", .tags(.identity))
  func rounding() throws {
    let x = [0.6, 0.7, 0.7]
    let y = [0.1, 0.7, 0.8]
    let memberships = try Memberships(
      cases: ["a", "b", "c"], conditions: ["x"], outcome: "y", values: [x], outcomeValues: y)
    let cutoff = (0.1 + 0.7 + 0.7) / 2.0
    let table = try TruthTable(memberships, .init(consistency: cutoff.nextUp.nextUp))
    #expect(table.rows[0].outcome == .positive)
  }
}

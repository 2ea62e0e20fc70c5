import Evidence
import Numerics
import TestSupport
import Testing

@Suite struct BarredRemainderTests {
  /// Four crisp cases in three conditions: 110 and 001 positive, 000 and 011 negative.
  static func memberships() throws -> Memberships {
    try Memberships(
      cases: ["a", "b", "c", "d"], conditions: ["A", "B", "C"], outcome: "Y",
      values: [[1, 0, 0, 0], [1, 0, 0, 1], [0, 1, 0, 1]], outcomeValues: [1, 1, 0, 0])
  }

  static func specification(
    untenable: [String] = [], necessary: [String] = [], isEnhanced: Bool = false
  ) throws -> ComparativeAnalysis.Specification {
    let names = ["A", "B", "C"]
    return ComparativeAnalysis.Specification(
      cutoffs: .init(consistency: 1), expectations: [.none, .none, .none],
      untenable: try untenable.flatMap { try Conjunction.sum($0, conditions: names) },
      necessary: try necessary.map { try Conjunction.sum($0, conditions: names) },
      isEnhanced: isEnhanced)
  }

  @Test("Untenable configurations are never assumed", .tags(.identity))
  func untenable() throws {
    let memberships = try Self.memberships()
    let free = try ComparativeAnalysis(memberships, try Self.specification())
    #expect(free.parsimonious.models[0].assumptions.contains(0b100))
    let barred = try ComparativeAnalysis(
      memberships, try Self.specification(untenable: ["A*~B"]))
    #expect(barred.barred.map(\.configuration) == [0b100, 0b101])
    for model in barred.parsimonious.models {
      #expect(!model.assumptions.contains { $0 == 0b100 || $0 == 0b101 })
      #expect(!model.terms.contains { $0.covers(0b100) || $0.covers(0b101) })
    }
    #expect(barred.notes.contains { $0.contains("declared untenable: row 5 (100), row 6 (101)") })
  }

  @Test("What lacks a necessary condition is never assumed", .tags(.identity))
  func necessary() throws {
    let analysis = try ComparativeAnalysis(
      try Self.memberships(), try Self.specification(necessary: ["B + C"]))
    #expect(analysis.barred.map(\.configuration) == [0b100])
    #expect(analysis.parsimonious.models.allSatisfy { !$0.assumptions.contains(0b100) })
  }

  @Test("Enhanced: nothing is assumed for the outcome and for its absence", .tags(.identity))
  func contradictory() throws {
    var generator = Xoshiro256(seed: 12)
    var (tables, changed) = (0, 0)
    while tables < 60 {
      let cases = 6
      let values = (0..<4).map { _ in
        (0..<cases).map { _ in 0.05 + 0.9 * (generator.uniform() < 0.5 ? 0 : 1) }
      }
      let memberships = try Memberships(
        cases: (0..<cases).map { "c\($0)" }, conditions: ["A", "B", "C", "D"], outcome: "Y",
        values: values,
        outcomeValues: (0..<cases).map { _ in generator.uniform() < 0.5 ? 0.1 : 0.9 })
      let specification = ComparativeAnalysis.Specification(
        cutoffs: .init(consistency: 0.8),
        expectations: Array(repeating: .none, count: 4), isEnhanced: true)
      // Either side may have no positive row; then there is nothing to contradict.
      guard let analysis = try? ComparativeAnalysis(memberships, specification),
        let opposite = try? ComparativeAnalysis(memberships.negated, specification)
      else { continue }
      tables += 1
      changed += analysis.barred.isEmpty ? 0 : 1
      let assumed = Set(analysis.parsimonious.models.flatMap(\.assumptions))
      let against = Set(opposite.parsimonious.models.flatMap(\.assumptions))
      #expect(assumed.isDisjoint(with: against))
      #expect(
        analysis.barred.map(\.configuration) == opposite.barred.map(\.configuration))
    }
    #expect(changed > 20, "too few tables had contradictory assumptions to bar")
  }
}

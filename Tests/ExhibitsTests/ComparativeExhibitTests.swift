import Evidence
import Exhibits
import TestSupport
import Testing
import Typesetting

@Suite struct ComparativeExhibitTests {
  static func analysis() throws -> ComparativeAnalysis {
    let memberships = try Memberships(
      cases: ["Ghana", "Mali", "Togo", "Benin", "Niger", "Chad"], conditions: ["A", "B"],
      outcome: "Y",
      values: [[0.9, 0.8, 0.7, 0.2, 0.1, 0.3], [0.8, 0.3, 0.2, 0.9, 0.4, 0.1]],
      outcomeValues: [0.9, 0.7, 0.4, 0.3, 0.8, 0.1])
    return try ComparativeAnalysis(
      memberships,
      .init(cutoffs: .init(consistency: 0.75), expectations: [.present, .none]))
  }

  @Test("The XY plot places and names every case, the same on every call", .tags(.identity))
  func plot() throws {
    let plot = try MembershipPlot(try Self.analysis(), solution: .parsimonious)
    let svg = plot.svg()
    #expect(svg == plot.svg())
    for name in ["Ghana", "Mali", "Togo", "Benin", "Niger", "Chad"] {
      #expect(svg.contains(">\(name)</text>"), "\(name)")
    }
    #expect(svg.contains("deviant in consistency") && svg.contains("not explained"))
    #expect(svg.contains("Membership in A"))
    #expect(throws: ExhibitError.self) {
      try MembershipPlot(try Self.analysis(), solution: .complex, model: 9)
    }
  }

  @Test("Tables mark deviant members and carry the limits", .tags(.identity))
  func tables() throws {
    let text = try Self.analysis().answer().rendered(.table(.text))
    try Golden.expect(text, "comparative.text")
    #expect(text.contains("[Togo]"))
    #expect(text.contains("All 4 rows have cases"))
  }
}

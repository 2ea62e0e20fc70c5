import Evidence
import TestSupport
import Testing

/// What a truth table cannot hold: memberships of one half, names that read as terms, categories.
@Suite(.tags(.failure)) struct MembershipHalfTests {
  private func memberships(
    _ names: [String], _ first: [Double], half: Memberships.Half = .refuse
  ) throws -> Memberships {
    try Memberships(
      cases: ["a", "b", "c"], conditions: names, outcome: "Y",
      values: [first] + names.dropFirst().map { _ in [1, 0, 1] }, outcomeValues: [1, 0, 1],
      half: half)
  }

  @Test func aHalfIsRefusedOrLeftOutByName() throws {
    #expect {
      try memberships(["A"], [1, 0.5, 0])
    } throws: {
      ($0 as? EvidenceError)?.description.contains("--half drop") == true
    }
    let kept = try memberships(["A"], [1, 0.5, 0], half: .drop)
    #expect(kept.cases == ["a", "c"] && kept.dropped == ["b (A)"])
    #expect(kept.values == [[1, 0]] && kept.negated.dropped == kept.dropped)
    #expect(throws: EvidenceError.onlyHalves(cases: 3)) {
      try memberships(["A"], [0.5, 0.5, 0.5], half: .drop)
    }
  }

  @Test(arguments: ["A*B", "~C", "A+B"]) func operatorsInNames(name: String) {
    #expect(throws: EvidenceError.operatorInName(name)) { try memberships([name], [1, 0, 1]) }
  }

  @Test func categoriesAreNotMemberships() {
    #expect {
      try memberships(["A"], [1, 2, 0])
    } throws: {
      ($0 as? EvidenceError)?.description.contains("multi-value") == true
    }
  }
}

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

  @Test func aHalfIsRefusedOrStaysUnassignedByName() throws {
    #expect {
      try memberships(["A"], [1, 0.5, 0])
    } throws: {
      ($0 as? EvidenceError)?.description.contains("--half unassigned") == true
    }
    let kept = try memberships(["A"], [1, 0.5, 0], half: .unassigned)
    #expect(kept.cases == ["a", "b", "c"] && kept.unassigned == ["b (A)"])
    #expect(kept.row(ofCase: 0) == 1 && kept.row(ofCase: 1) == nil && kept.row(ofCase: 2) == 0)
    #expect(kept.values == [[1, 0.5, 0]] && kept.negated.unassigned == kept.unassigned)
    let table = try TruthTable(kept, TruthTable.Cutoffs(consistency: 0.5))
    #expect(table.rows.map(\.members) == [[2], [0]])
    // Of memberships 0, .5 and 1 in row 0 the outcome holds the last: 1 of 1.5.
    #expect(table.rows[0].fit.consistency == 2.0 / 3)
    #expect(throws: EvidenceError.onlyHalves(cases: 3)) {
      try memberships(["A"], [0.5, 0.5, 0.5], half: .unassigned)
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

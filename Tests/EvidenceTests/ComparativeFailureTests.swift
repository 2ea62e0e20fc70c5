import Evidence
import Frames
import TestSupport
import Testing

@Suite struct ComparativeFailureTests {
  static func frame(
    x: [Double?] = [0.9, 0.2, 0.8], y: [Double?] = [0.9, 0.1, 0.7],
    names: [String] = ["Ghana", "Mali", "Togo"]
  ) throws -> Frame {
    try Frame([
      Column(name: "country", texts: names), Column(name: "x", doubles: x),
      Column(name: "w", doubles: [0.1, 0.3, 0.9]), Column(name: "y", doubles: y),
      Column(name: "note", texts: ["a", "b", "c"]),
    ])
  }

  static func memberships(
    _ frame: Frame, outcome: String = "y", conditions: [String] = ["x", "w"]
  ) throws -> Memberships {
    try CaseTable(frame, outcome: outcome, conditions: conditions).memberships()
  }

  @Test("A membership of exactly 0.5 is refused by case and set", .tags(.failure))
  func half() throws {
    let frame = try Self.frame(x: [0.9, 0.5, 0.8])
    #expect(throws: EvidenceError.ambiguousMembership(column: "x", caseName: "Mali")) {
      try Self.memberships(frame)
    }
    #expect(
      EvidenceError.ambiguousMembership(column: "x", caseName: "Mali").description
        .contains("'Mali' has a membership of exactly 0.5 in 'x'"))
  }

  @Test("An outcome of exactly 0.5 is reported by case", .tags(.failure))
  func halfOutcome() throws {
    let table = try Self.memberships(try Self.frame(y: [0.9, 0.5, 0.7]))
    let analysis = try ComparativeAnalysis(
      table, .init(cutoffs: .init(consistency: 0.8), expectations: [.none, .none]))
    #expect(analysis.notes.contains { $0.contains("exactly 0.5 for Mali") })
    #expect(analysis.notes.contains { $0.contains("3 cases can illustrate an argument") })
  }

  @Test("Values outside 0 to 1, missing ones and text are refused by name", .tags(.failure))
  func values() throws {
    #expect(
      throws: EvidenceError.membershipOutOfRange(column: "x", caseName: "Togo", value: 1.5)
    ) { try Self.memberships(try Self.frame(x: [0.9, 0.2, 1.5])) }
    #expect(
      throws: EvidenceError.membershipOutOfRange(column: "y", caseName: "Ghana", value: -0.1)
    ) { try Self.memberships(try Self.frame(y: [-0.1, 0.2, 0.3])) }
    #expect(throws: EvidenceError.missingValue(column: "x", caseName: "Mali")) {
      try Self.memberships(try Self.frame(x: [0.9, nil, 0.8]))
    }
    #expect(throws: EvidenceError.notNumeric(column: "note")) {
      try Self.memberships(try Self.frame(), conditions: ["x", "note"])
    }
  }

  @Test("Columns that are not there, or used twice, are refused", .tags(.failure))
  func columns() throws {
    let frame = try Self.frame()
    #expect {
      try CaseTable(frame, outcome: "y", conditions: ["x", "W2"], caseColumn: "country")
        .memberships()
    } throws: { error in
      guard case EvidenceError.unknownColumn("W2", let closest, let known) = error else {
        return false
      }
      return closest == ["w"] || closest.isEmpty && known.contains("w")
    }
    #expect(throws: EvidenceError.repeatedColumn("x")) {
      try Self.memberships(frame, conditions: ["x", "x"])
    }
    #expect(throws: EvidenceError.repeatedColumn("y")) {
      try Self.memberships(frame, conditions: ["x", "y"])
    }
    #expect(throws: EvidenceError.repeatedCase("Mali")) {
      try Self.memberships(try Self.frame(names: ["Mali", "Mali", "Togo"]))
    }
    #expect(throws: EvidenceError.conditionCount(found: 0, limit: 15)) {
      try Self.memberships(frame, conditions: [])
    }
    #expect(throws: EvidenceError.noCases) {
      try Memberships(cases: [], conditions: ["x"], outcome: "y", values: [[]], outcomeValues: [])
    }
    #expect(throws: EvidenceError.conditionCount(found: 16, limit: 15)) {
      try Memberships(
        cases: ["a"], conditions: (0..<16).map { "c\($0)" }, outcome: "y",
        values: Array(repeating: [1], count: 16), outcomeValues: [1])
    }
    #expect {
      try CaseTable(
        frame, outcome: "y", conditions: ["x"],
        calibrations: [("z", .crisp(threshold: 1))]
      ).memberships()
    } throws: { error in
      if case EvidenceError.unknownColumn("z", _, _) = error { true } else { false }
    }
  }

  @Test("No positive rows: refused with what comes nearest", .tags(.failure))
  func noPositiveRows() throws {
    let table = try Self.memberships(try Self.frame(y: [0.2, 0.1, 0.3]))
    #expect {
      try ComparativeAnalysis(
        table, .init(cutoffs: .init(consistency: 0.9), expectations: [.none, .none]))
    } throws: { error in
      guard case EvidenceError.noPositiveRows("y", 0.9, let highest?, let row, _) = error else {
        return false
      }
      return highest < 0.9 && row.hasPrefix("row ")
    }
    #expect {
      try ComparativeAnalysis(
        table, .init(cutoffs: .init(consistency: 0.9, frequency: 4), expectations: [.none, .none]))
    } throws: { error in
      if case EvidenceError.noPositiveRows(_, _, nil, _, 1) = error { true } else { false }
    }
  }

  @Test("Expectations are one a condition, in their order", .tags(.failure))
  func expectations() throws {
    let names = ["A", "B", "C"]
    #expect(
      try DirectionalExpectation.list("A,~B,-", conditions: names) == [.present, .absent, .none])
    #expect(
      try DirectionalExpectation.list("1, 0, -", conditions: names) == [.present, .absent, .none])
    #expect(throws: EvidenceError.expectationCount(found: 2, conditions: names)) {
      try DirectionalExpectation.list("A,B", conditions: names)
    }
    #expect(throws: EvidenceError.badExpectation("B", condition: "A")) {
      try DirectionalExpectation.list("B,A,-", conditions: names)
    }
    let table = try Self.memberships(try Self.frame())
    #expect(throws: EvidenceError.expectationCount(found: 1, conditions: ["x", "w"])) {
      try ComparativeAnalysis(
        table, .init(cutoffs: .init(consistency: 0.8), expectations: [.none]))
    }
  }

  @Test("Cutoffs out of range are refused", .tags(.failure))
  func cutoffs() throws {
    let table = try Self.memberships(try Self.frame())
    for cutoffs in [
      TruthTable.Cutoffs(consistency: 0), .init(consistency: 1.1), .init(consistency: .nan),
      .init(consistency: 0.8, frequency: 0), .init(consistency: 0.8, pri: 2),
      .init(consistency: 0.8, contradiction: 0.8),
    ] {
      #expect {
        try TruthTable(table, cutoffs)
      } throws: { error in
        if case EvidenceError.badCutoff = error { true } else { false }
      }
    }
  }

  @Test("Terms name conditions of the analysis, each once", .tags(.failure))
  func terms() throws {
    let names = ["A", "B", "C"]
    let terms = try Conjunction.sum("A*~B + C", conditions: names)
    #expect(terms.map { $0.label(names) } == ["A*~B", "C"])
    #expect(throws: EvidenceError.unknownCondition("D", in: "A*D", conditions: names)) {
      try Conjunction("A*D", conditions: names)
    }
    for text in ["A*A", "A*~A", "", "~", "A**B"] {
      #expect(throws: EvidenceError.badTerm(text, conditions: names)) {
        try Conjunction(text, conditions: names)
      }
    }
  }

  @Test("Rows whose cases disagree are reported by number and name", .tags(.failure))
  func contradictions() throws {
    let memberships = try Memberships(
      cases: ["a", "b", "c", "d", "e"], conditions: ["x"], outcome: "y",
      values: [[1, 1, 1, 1, 0]], outcomeValues: [1, 1, 1, 0, 0])
    let positive = try ComparativeAnalysis(
      memberships, .init(cutoffs: .init(consistency: 0.7), expectations: [.none]))
    #expect(positive.table.rows[1].isContradictory)
    #expect(
      positive.notes.contains(
        "Row 2 (1) is contradictory: a, b, c have y, d has not; it counts as positive."))
    #expect(positive.complex.models[0].parts[0].without == [3])
    let undecided = try TruthTable(memberships, .init(consistency: 0.8, contradiction: 0.7))
    #expect(undecided.rows.map(\.outcome) == [.negative, .contradiction])
  }

  @Test("Every message says what was found and what to try", .tags(.failure))
  func messages() {
    let errors: [EvidenceError] = [
      .unknownColumn("x", closest: ["y"], known: ["y"]), .repeatedColumn("x"), .noCases,
      .repeatedCase("x"), .conditionCount(found: 0, limit: 15),
      .conditionCount(found: 16, limit: 15), .notNumeric(column: "x"),
      .missingValue(column: "x", caseName: "c"),
      .membershipOutOfRange(column: "x", caseName: "c", value: 2),
      .ambiguousMembership(column: "x", caseName: "c"),
      .onCrossover(column: "x", caseName: "c", crossover: 2),
      .badAnchors(column: "x", anchors: [1]), .badCalibration("x"),
      .badCutoff(name: "x", value: 1, expected: "y"),
      .expectationCount(found: 1, conditions: ["x", "y"]), .badExpectation("x", condition: "y"),
      .unknownCondition("x", in: "x*y", conditions: ["y"]), .badTerm("x", conditions: ["x", "y"]),
      .noPositiveRows(outcome: "y", cutoff: 0.8, highest: 0.7, row: "row 1 (0)", cases: 1),
      .noPositiveRows(outcome: "y", cutoff: 0.8, highest: nil, row: "row 1 (0)", cases: 1),
      .minimizationUnfinished(rows: 1, primes: 2, proven: 1, known: 2),
    ]
    for error in errors {
      let sentences = error.description.split(separator: ". ").count
      #expect(sentences >= 2, "\(error.description)")
      #expect(error.description.hasSuffix("."), "\(error.description)")
    }
  }
}

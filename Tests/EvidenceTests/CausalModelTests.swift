import Evidence
import TestSupport
import Testing

@Suite struct CausalModelTests {
  private struct Published: Decodable {
    var given: [String: String]
    private enum CodingKeys: String, CodingKey { case given = "given_I0_D1" }
  }

  private func question() throws -> CausalQuestion {
    try #require(try CaseFileLibrary.caseFile("causal-clues").causalModel)
  }

  /// The nine posteriors, exact fractions.
  @Test(.tags(.reference))
  func publishedPosteriors() throws {
    let published = try Fixture.decode(Published.self, "process-tracing/posteriors.json").given
    let question = try question()
    #expect(question.answers.count == published.count)
    for answer in question.answers {
      let key = question.clues.compactMap { clue in
        answer.clues[clue].map { clue + ($0 ? "1" : "0") }
      }.joined()
      let parts = try #require(published[key.isEmpty ? "none" : key]).split(separator: "/")
        .compactMap { Double($0) }
      // Sums of equal weights; only the last division rounds.
      expectClose(answer.probability, parts[0] / parts[1], relative: 1e-13, key)
    }
  }

  @Test(.tags(.reference)) func countsNodalTypes() throws {
    // Monotone functions of three and of one variables: 20 and 3 (Dedekind numbers).
    #expect(try question().model.types.map(\.count) == [2, 2, 3, 20])
    let free = try CausalModel([
      .init("a"), .init("b", parents: [.init("a")]),
      .init("c", parents: [.init("a"), .init("b")]),
      .init("d", parents: [.init("a"), .init("b"), .init("c")]),
    ])
    #expect(free.types.map(\.count) == [2, 4, 16, 256])
  }

  @Test(.tags(.identity)) func weightsAreProbabilities() throws {
    // One cause, b = a or constant: P(effect | a = 1, b = 1) by hand.
    let nodes = [CausalModel.Node("a"), .init("b", parents: [.init("a", .rising)])]
    let model = try CausalModel(nodes, weights: ["b": [1, 2, 5]])
    // Types 00, 01 (copies a), 11 in the order of their bits: 0b00, 0b10, 0b11.
    #expect(model.types[1] == [0, 2, 3])
    let probability = try model.probabilityOfEffect(
      of: "a", on: "b", given: ["a": true, "b": true])
    expectClose(probability, 2.0 / 7, relative: 1e-14)
    #expect(try model.probabilityOfEffect(of: "b", on: "a", given: [:]) == 0)
  }

  @Test(.tags(.failure)) func refusesWhatCannotBeEnumerated() throws {
    func expectBad(_ nodes: [CausalModel.Node], weights: [String: [Double]] = [:]) {
      let error = #expect(throws: EvidenceError.self) {
        try CausalModel(nodes, weights: weights)
      }
      guard case .caseFile(.badModel) = error else {
        Issue.record("another error: \(String(describing: error))")
        return
      }
    }
    expectBad([])
    expectBad((0..<5).map { .init("n\($0)") })
    expectBad([.init("a"), .init("a")])
    expectBad([.init("a", parents: [.init("b")]), .init("b")])
    expectBad([.init("a")], weights: ["a": [1]])
    expectBad([.init("a")], weights: ["z": [1, 1]])
    let model = try CausalModel([.init("a"), .init("b", parents: [.init("a", .rising)])])
    #expect(throws: EvidenceError.self) {
      try model.probabilityOfEffect(of: "a", on: "z", given: [:])
    }
    let fixed = try CausalModel([.init("a")], weights: ["a": [1, 0]])
    #expect(throws: EvidenceError.caseFile(.impossibleData("a = 1"))) {
      try fixed.probabilityOfEffect(of: "a", on: "a", given: ["a": true])
    }
  }
}

import Evidence
import Foundation
import Numerics
import TestSupport
import Testing

/// Sums and logarithms of some tens of terms.
private let rounding = 1e-12

@Suite struct ProcessTraceTests {
  private func trace(
    _ caseFile: CaseFileText, options: ProcessTrace.Options = ProcessTrace.Options()
  ) throws(EvidenceError) -> ProcessTrace {
    try ProcessTrace(
      try CaseFile(yaml: caseFile.yaml, file: "test"), caseID: "x", options: options)
  }

  /// Published by DeclareDesign for a straw and a smoking gun at a prior of one half.
  @Test(
    .tags(.reference),
    arguments: [
      ([(0.75, 0.25, "seen")], 0.75), ([(0.30, 0.05, "seen")], 0.857143),
      ([(0.75, 0.25, "seen"), (0.30, 0.05, "seen")], 0.947368),
      ([(0.75, 0.25, "absent")], 0.25), ([(0.30, 0.05, "absent")], 0.424242),
    ])
  func clues(_ clues: [(p: Double, q: Double, outcome: String)], posterior: Double) throws {
    let items = clues.enumerated().map { index, clue in
      CaseFileText.item(
        "i\(index)", source: ["a", "b"][index], p: clue.p, q: clue.q,
        "outcome: \(clue.outcome), searched: the archive")
    }
    let printedDigits = 5e-7
    expectClose(
      try trace(CaseFileText(items)).posterior[0], posterior, absolute: printedDigits)
  }

  @Test(.tags(.identity)) func orderChangesNotABit() throws {
    var random = Xoshiro256(seed: 5)
    var items = (0..<12).map { index in
      CaseFileText.item(
        "i\(index)", source: ["a", "b", "c", "d"][index % 4],
        p: 0.05 + 0.9 * Double.random(in: 0...1, using: &random),
        q: 0.05 + 0.9 * Double.random(in: 0...1, using: &random),
        index % 3 == 0 ? "reliability: 0.7" : "")
    }
    var text = CaseFileText(items)
    text.extra = "dependence: {a: {shared: 0.4, because: partly}}"
    let first = try trace(text)
    for _ in 0..<20 {
      items.shuffle(using: &random)
      text.items = items
      #expect(try trace(text) == first)
    }
  }

  @Test(.tags(.identity)) func anItemWithRatioOneChangesNothing() throws {
    let base = [CaseFileText.item("i1"), CaseFileText.item("i2", source: "b", p: 0.4, q: 0.7)]
    let without = try trace(CaseFileText(base))
    let with = try trace(
      CaseFileText(base + [CaseFileText.item("i3", source: "c", p: 0.37, q: 0.37)]))
    expectClose(with.posterior, without.posterior, relative: rounding)
    #expect(with.items.last?.decibels[1] == 0)
    #expect(with.items.last?.expectedLearning == 0)
  }

  @Test(.tags(.identity)) func splittingADocumentDoesNotRaiseThePosterior() throws {
    var random = Xoshiro256(seed: 9)
    for _ in 0..<300 {
      let (p, q) = (
        Double.random(in: 0.01...0.99, using: &random),
        Double.random(in: 0.01...0.99, using: &random)
      )
      let whole = try trace(CaseFileText([CaseFileText.item("i1", p: p, q: q)]))
      let halves = try trace(
        CaseFileText([CaseFileText.item("i1", p: p, q: q), CaseFileText.item("i2", p: p, q: q)]))
      // The same document read as two items says what it said.
      #expect(halves.posterior == whole.posterior)
      // Further passages never make the document say more than its strongest passage.
      let (p2, q2) = (
        Double.random(in: 0.01...0.99, using: &random),
        Double.random(in: 0.01...0.99, using: &random)
      )
      let other = try trace(CaseFileText([CaseFileText.item("i2", p: p2, q: q2)]))
      let both = try trace(
        CaseFileText([CaseFileText.item("i1", p: p, q: q), CaseFileText.item("i2", p: p2, q: q2)]))
      #expect(
        both.posterior[0] <= max(whole.posterior[0], other.posterior[0]) * (1 + rounding))
    }
  }

  @Test(.tags(.identity)) func itemsTiedWithoutADocumentCountOnce() throws {
    let apart = try trace(
      CaseFileText([CaseFileText.item("i1"), CaseFileText.item("i2", source: "b")]))
    let tied = try trace(
      CaseFileText([
        CaseFileText.item("i1"), CaseFileText.item("i2", source: "b", "depends-on: i1"),
      ]))
    expectClose(apart.posterior[0], 0.8, relative: rounding)
    expectClose(tied.posterior[0], 2.0 / 3, relative: rounding)
    #expect(tied.clusters.count == 1)
  }

  @Test(.tags(.identity)) func dependenceMovesBetweenItsEnds() throws {
    func posterior(_ rule: String) throws -> Double {
      var text = CaseFileText([CaseFileText.item("i1"), CaseFileText.item("i2")])
      text.extra = "dependence: {a: {\(rule), because: stated}}"
      return try trace(text).posterior[0]
    }
    expectClose(try posterior("shared: 0"), 0.8, relative: rounding)
    expectClose(try posterior("shared: 1"), 2.0 / 3, relative: rounding)
    expectClose(try posterior("correlation: 0"), 0.8, relative: rounding)
    // Equal margins: a correlation is the share.
    expectClose(
      try posterior("correlation: 0.35"), try posterior("shared: 0.35"), relative: rounding)
    expectClose(
      try posterior("joint: {h: 0.5, other: 0.1}"), 0.5 / 0.6, relative: rounding)
  }

  @Test(.tags(.identity)) func reliabilityPullsTowardsNothing() throws {
    // r p + (1 - r) u against r q + (1 - r) u.
    let half = try trace(CaseFileText([CaseFileText.item("i1", "reliability: 0.5, noise: 0.4")]))
    expectClose(half.posterior[0], 0.5 / (0.5 + 0.35), relative: rounding)
  }

  @Test(.tags(.identity)) func absenceCountsOnlyWhereSearched() throws {
    let base = CaseFileText.item("i1")
    let unsearched = try trace(
      CaseFileText([base, CaseFileText.item("i2", source: "b", "outcome: absent")]))
    #expect(unsearched.posterior == (try trace(CaseFileText([base]))).posterior)
    #expect(unsearched.idle.map(\.id) == ["i2"])
    let searched = try trace(
      CaseFileText([base, CaseFileText.item("i2", source: "b", "outcome: absent, searched: files")])
    )
    expectClose(searched.posterior[0], 2 * 0.4 / (2 * 0.4 + 0.7), relative: rounding)
  }

  @Test(.tags(.identity)) func expectedLearningIsTheMeanMove() throws {
    var random = Xoshiro256(seed: 11)
    for _ in 0..<100 {
      let prior = Double.random(in: 0.05...0.95, using: &random)
      let p = Double.random(in: 0.01...0.99, using: &random)
      let q = Double.random(in: 0.01...0.99, using: &random)
      var text = CaseFileText([CaseFileText.item("i1", p: p, q: q)])
      text.hypotheses =
        "  h: {statement: It is so, prior: \(prior)}\n"
        + "  other: {statement: It is not, other: true, prior: \(1 - prior)}"
      // Enumerate both outcomes.
      let seen = prior * p + (1 - prior) * q
      let mean =
        seen * abs(prior * p / seen - prior)
        + (1 - seen) * abs(prior * (1 - p) / (1 - seen) - prior)
      // Differences of probabilities near each other lose digits.
      expectClose(
        try trace(text).items[0].expectedLearning, mean, relative: 1e-9, absolute: 1e-12)
    }
  }

  @Test(.tags(.identity)) func envelopesHoldEveryChoiceWithinTheBounds() throws {
    var random = Xoshiro256(seed: 13)
    let bounds = [(0.5, 0.7, 0.2, 0.4), (0.3, 0.4, 0.5, 0.6), (0.6, 0.9, 0.1, 0.3)]
    func text(_ cells: [(String, String)]) -> CaseFileText {
      var text = CaseFileText(
        cells.enumerated().map { index, cell in
          "{id: i\(index), case: x, date: 1970, kind: claim, source: \(["a", "a", "b"][index]), "
            + "probabilities: {h: \(cell.0), other: \(cell.1)}, because: so}"
        })
      text.extra = "dependence: {a: {shared: 0.6, because: partly}}"
      return text
    }
    let whole = try trace(
      text(bounds.map { ("[\($0.0), \($0.1)]", "[\($0.2), \($0.3)]") }))
    for _ in 0..<200 {
      let drawn = try trace(
        text(
          bounds.map {
            (
              "\(Double.random(in: $0.0...$0.1, using: &random))",
              "\(Double.random(in: $0.2...$0.3, using: &random))"
            )
          }))
      #expect(whole.intervals[0].contains(drawn.posterior[0]))
    }
  }

  @Test(.tags(.identity)) func weightsAddUpToThePosterior() throws {
    let caseFile = try CaseFileLibrary.caseFile("loyalty")
    let trace = try ProcessTrace(caseFile, caseID: "pakistan")
    for rival in trace.hypotheses.indices.dropFirst() {
      let total = trace.clusters.compactMap { $0.decibels[rival] }.reduce(0, +)
      let odds = 10 * log10Ratio(trace.posterior[0], trace.posterior[rival])
      expectClose(total, odds, relative: 1e-9)
    }
    // A sweep point at the stated prior is the posterior itself.
    let point = trace.sweep.first { $0.prior == 0.2 }
    expectClose(point?.posterior ?? 0, trace.posterior[0], relative: rounding)
    let even = try #require(trace.breakEvenPrior)
    #expect(even > 0 && even < 0.2)
    #expect(trace.oneWitness[0] < trace.posterior[0])
  }

  @Test(.tags(.identity)) func labelsFollowTheThresholds() {
    #expect(TestKind(p: 0.9, q: 0.5) == .hoop)
    #expect(TestKind(p: 0.4, q: 0.1) == .smokingGun)
    #expect(TestKind(p: 0.8, q: 0.2) == .doublyDecisive)
    #expect(TestKind(p: 0.79, q: 0.21) == .straw)
    let strict = TestKind.Thresholds(high: 0.95, low: 0.05)
    #expect(TestKind(p: 0.9, q: 0.1, thresholds: strict) == .straw)
    #expect(WeightGrade(decibels: -11) == .strong)
    #expect(WeightGrade(decibels: 0.5) == .none)
  }

  @Test(.tags(.failure)) func refusesByName() throws {
    #expect(throws: EvidenceError.caseFile(.nothingToWeigh(caseName: "X"))) {
      try trace(CaseFileText(["{id: i, case: x, date: 1970, kind: claim, source: a}"]))
    }
    #expect(throws: EvidenceError.caseFile(.correlationCount(cluster: "a", found: 3))) {
      var text = CaseFileText(["i1", "i2", "i3"].map { CaseFileText.item($0) })
      text.extra = "dependence: {a: {correlation: 0.2, because: so}}"
      _ = try trace(text)
    }
    // 0.9 and 0.9 leave at least 0.8 for both.
    var text = CaseFileText(["i1", "i2"].map { CaseFileText.item($0, p: 0.9, q: 0.3) })
    text.extra = "dependence: {a: {joint: {h: 0.5, other: 0.2}, because: so}}"
    let error = #expect(throws: EvidenceError.self) { try trace(text) }
    guard
      case .caseFile(.jointOutOfBounds(let cluster, let hypothesis, _, let low, let high)) = error
    else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect((cluster, hypothesis) == ("a", "h"))
    expectClose([low, high], [0.8, 0.9], absolute: rounding)
    #expect(throws: EvidenceError.caseFile(.contradiction(caseName: "X"))) {
      try trace(
        CaseFileText([
          CaseFileText.item("i1", p: 0, q: 0.5, "logical: cannot be"),
          CaseFileText.item("i2", source: "b", p: 0.5, q: 0, "logical: cannot be"),
        ]))
    }
    let caseFile = try CaseFile(yaml: CaseFileText([CaseFileText.item("i")]).yaml, file: "test")
    #expect(throws: EvidenceError.self) { try ProcessTrace(caseFile, caseID: "y") }
    #expect(throws: EvidenceError.self) {
      try ProcessTrace(caseFile, caseID: "x", options: ProcessTrace.Options(focal: "g"))
    }
  }

  @Test(.tags(.identity)) func aLogicalCertaintyDecides() throws {
    let decided = try trace(
      CaseFileText([CaseFileText.item("i1", p: 0.5, q: 0, "logical: it is the definition")]))
    #expect(decided.posterior == [1, 0])
    #expect(decided.items[0].decibels == [nil, nil])
    #expect(decided.breakEvenPrior == nil)
  }
}

/// log10(a / b).
private func log10Ratio(_ a: Double, _ b: Double) -> Double {
  log10(a) - log10(b)
}

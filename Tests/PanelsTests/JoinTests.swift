import Frames
import Panels
import TestSupport
import Testing

@Suite struct JoinTests {
  private func panel() throws -> Frame {
    try Frame([
      Column(name: "ccode", integers: [2, 2, 200, 200, 255, nil]),
      Column(name: "year", integers: [2000, 2001, 2000, 2001, 2000, 2000]),
      Column(name: "y", doubles: [1, 2, 3, 4, 5, 6]),
    ])
  }

  private func scores() throws -> Frame {
    try Frame([
      Column(name: "ccode", doubles: [200, 2, 2, 710]),
      Column(name: "year", doubles: [2000, 2001, 2000, 2000]),
      Column(name: "score", doubles: [30, 20, nil, 70]),
      Column(name: "label", texts: ["c", "b", "a", "d"]),
    ])
  }

  @Test("an integer key meets a double of the same value, and the left order stays")
  func values() throws {
    let (frame, ledger) = try Join(name: "scores", on: ["ccode", "year"])(panel(), scores())
    #expect(frame.names == ["ccode", "year", "y", "score", "label"])
    let score = try frame.column("score")
    #expect((0..<6).map { score.double(at: $0) } == [nil, 20, 30, nil, nil, nil])
    let label = try frame.column("label")
    #expect((0..<6).map { label.text(at: $0) } == ["a", "b", "c", nil, nil, nil])
    #expect(ledger.rowsLeft == 6 && ledger.rowsRight == 4 && ledger.rowsOut == 6)
    #expect(ledger.matched == 3 && ledger.unmatchedLeft == 3 && ledger.unmatchedRight == 1)
    #expect(ledger.withoutKeyLeft == 1 && ledger.withoutKeyRight == 0 && ledger.duplicated == 0)
    #expect(ledger.examplesLeft == ["(absent), 2000", "200, 2001", "255, 2000"])
    #expect(ledger.examplesRight == ["710, 2000"])
    #expect(ledger.unmatchedUnitsLeft.map(\.unit) == ["(absent)", "255"])
    #expect(ledger.unmatchedUnitsRight.map(\.unit) == ["710"])
  }

  @Test("the inner join is the left join without its unmatched rows", .tags(.identity))
  func inner() throws {
    let left = try Join(name: "l", on: ["ccode", "year"])(panel(), scores()).frame
    let inner = try Join(name: "i", kind: .inner, on: ["ccode", "year"])(panel(), scores()).frame
    let label = try left.column("label")
    let kept = left.filtered((0..<left.rowCount).map { label.isPresent(at: $0) })
    #expect(inner.rowCount == 3)
    for column in inner.columns {
      let other = try kept.column(column.name)
      #expect((0..<3).map { column.text(at: $0) } == (0..<3).map { other.text(at: $0) })
    }
  }

  @Test("a key twice on the one side is refused with its values and rows", .tags(.failure))
  func duplicates() throws {
    let twice = try Frame([
      Column(name: "ccode", integers: [2, 255, 20, 255, 20, 20]),
      Column(name: "year", integers: [1990, 1990, 1991, 1990, 1991, 1991]),
      Column(name: "x", integers: [1, 2, 3, 4, 5, 6]),
    ])
    #expect(
      throws: PanelsError.duplicateKey(
        join: "t", side: .right, key: ["ccode 255", "year 1990"], rows: [2, 4], duplicatedKeys: 2)
    ) { try Join(name: "t", on: ["ccode", "year"])(panel(), twice) }
    #expect(throws: PanelsError.self) {
      try Join(name: "t", cardinality: .oneToMany, on: ["ccode", "year"])(
        twice.selecting(["ccode", "year"]), twice)
    }
    #expect(throws: PanelsError.self) {
      try Join(name: "t", cardinality: .oneToOne, on: ["ccode", "year"])(
        twice.selecting(["ccode", "year"]), panel())
    }
  }

  @Test("one to many repeats left rows in the order of the right rows", .tags(.identity))
  func oneToMany() throws {
    let rounds = try Frame([
      Column(name: "ccode", integers: [220, 2, 220]),
      Column(name: "round", integers: [1, 1, 2]),
    ])
    let states = try Frame([Column(name: "ccode", integers: [2, 220, 20])])
    let (frame, ledger) = try Join(
      name: "rounds", cardinality: .oneToMany, on: ["ccode"], time: nil)(states, rounds)
    let round = try frame.column("round")
    let ccode = try frame.column("ccode")
    #expect((0..<4).map { ccode.integer(at: $0) } == [2, 220, 220, 20])
    #expect((0..<4).map { round.integer(at: $0) } == [1, 1, 2, nil])
    #expect(ledger.duplicated == 1 && ledger.rowsOut == 4 && ledger.matched == 2)
  }

  @Test("unlike keys, clashing names and no keys are refused", .tags(.failure))
  func refusals() throws {
    let text = try Frame([
      Column(name: "ccode", texts: ["2"]), Column(name: "year", integers: [2000]),
      Column(name: "y", doubles: [1]),
    ])
    #expect(throws: PanelsError.keyKinds(join: "t", left: "ccode", right: "ccode")) {
      try Join(name: "t", keys: [Join.Key("ccode")], prefix: "t_")(panel(), text)
    }
    #expect(throws: PanelsError.columnClash(join: "t", columns: ["ccode", "y"])) {
      try Join(name: "t", on: ["year"])(panel(), text)
    }
    #expect(throws: PanelsError.noKeys(join: "t")) { try Join(name: "t", on: [])(panel(), text) }
    #expect(throws: PanelsError.self) { try Join(name: "t", on: ["code"])(panel(), text) }
  }

  @Test("whole numbers beyond 2^53 meet only their equals, and texts only the same bytes")
  func exactness() throws {
    let wide = try Frame([Column(name: "k", integers: [1 << 53, 1 << 53 + 1, 5])])
    let doubles = try Frame([
      Column(name: "k", doubles: [0x1p53, 2.5, 5]), Column(name: "v", integers: [1, 2, 3]),
    ])
    let found = try Join(name: "d", on: ["k"], time: nil)(wide, doubles).frame.column("v")
    #expect((0..<3).map { found.integer(at: $0) } == [1, nil, 3])
    let composed = try Frame([Column(name: "k", texts: ["C\u{f4}te", "Zaire"])])
    let decomposed = try Frame([
      Column(name: "k", texts: ["Zaire", "Co\u{302}te"]), Column(name: "v", integers: [1, 2]),
    ])
    let names = try Join(name: "t", on: ["k"], time: nil)(composed, decomposed)
    #expect(names.ledger.matched == 1 && names.ledger.unmatchedLeft == 1)
  }

  @Test("joined by hand or by hash, shuffled and sparse keys agree", .tags(.identity))
  func againstDictionary() throws {
    var generator = SplitMix(seed: 7)
    let wide: [Int64] = (0..<300).map { _ in Int64.random(in: -1 << 40...1 << 40, using: &generator)
    }
    let rightKeys = (0..<200).map { (wide[$0], Int64($0 % 7)) }
    let leftKeys = (0..<1000).map { _ in
      (wide.randomElement(using: &generator)!, Int64.random(in: 0..<7, using: &generator))
    }
    let left = try Frame([
      Column(name: "a", integers: leftKeys.map { $0.0 }),
      Column(name: "b", integers: leftKeys.map { $0.1 }),
    ])
    let right = try Frame([
      Column(name: "a", integers: rightKeys.map { $0.0 }),
      Column(name: "b", integers: rightKeys.map { $0.1 }),
      Column(name: "row", integers: (0..<200).map { Int64($0) }),
    ])
    let joined = try Join(name: "d", on: ["a", "b"], time: nil)(left, right).frame.column("row")
    for (row, key) in leftKeys.enumerated() {
      let expected = rightKeys.firstIndex { $0 == key }.map { Int64($0) }
      #expect(joined.integer(at: row) == expected)
    }
  }
}

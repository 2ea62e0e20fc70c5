import Frames
import TestSupport
import Testing

/// The one numbering of keys against its definition, by dictionaries of values.
@Suite struct KeyCodesTests {
  /// A value as keys see it: equal values are equal keys.
  enum Value: Hashable {
    case text([UInt8])
    case whole(Int64)
    case fraction(UInt64)

    init?(_ column: Column, _ row: Int) {
      guard column.isPresent(at: row) else { return nil }
      switch column.storage {
      case .text(let codes, let levels): self = .text(Array(levels[Int(codes[row])].utf8))
      case .integer(let values): self = .whole(values[row])
      case .double(let values):
        guard !values[row].isNaN else { return nil }
        if let whole = Int64(exactly: values[row]) {
          self = .whole(whole)
        } else {
          self = .fraction(values[row].bitPattern)
        }
      }
    }
  }

  /// Codes by first appearance, the literal way.
  struct Naive {
    var numbers: [[Value]: Int32] = [:]
    var firsts: [Int32] = []
    var seen: Int32 = 0

    mutating func codes(_ columns: [Column], rows: [Int]) -> [Int32] {
      rows.map { row in
        defer { seen += 1 }
        let key = columns.compactMap { Value($0, row) }
        guard key.count == columns.count else { return -1 }
        if let known = numbers[key] { return known }
        numbers[key] = Int32(firsts.count)
        firsts.append(seen)
        return Int32(firsts.count - 1)
      }
    }
  }

  /// Kinds of columns that take different ways through the numbering.
  enum Kind: String, CaseIterable {
    case years, negative, identifiers, extremes, beyondDoubles
    case wholeDoubles, fractions, oddDoubles, texts, manyTexts
  }

  static func column(_ kind: Kind, _ rows: Int, _ random: inout SplitMix) -> Column {
    func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    func column(_ values: [Int64]) -> Column.Storage { .integer(values) }
    let storage: Column.Storage
    switch kind {
    case .years: storage = column((0..<rows).map { _ in Int64(1990 + draw(20)) })
    case .negative: storage = column((0..<rows).map { _ in Int64(draw(9)) - 4 })
    case .identifiers:
      // Far apart: a table over the range would be too large.
      storage = column((0..<rows).map { _ in Int64(draw(40)) << 40 - 7 })
    case .extremes:
      let ends = [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max]
      storage = column((0..<rows).map { _ in ends[draw(ends.count)] })
    case .beyondDoubles:
      storage = column((0..<rows).map { _ in 1 << 53 + Int64(draw(5)) })
    case .wholeDoubles:
      storage = .double((0..<rows).map { _ in [-3, -0.0, 0, 2, 0x1p40][draw(5)] })
    case .fractions: storage = .double((0..<rows).map { _ in Double(draw(30)) / 4 })
    case .oddDoubles:
      let odd = [
        .nan, -.nan, .infinity, -.infinity, 0, -0.0, 0x1p62, 0x1p63, 1e300, .leastNonzeroMagnitude,
      ]
      storage = .double((0..<rows).map { _ in odd[draw(odd.count)] })
    case .texts, .manyTexts:
      let levels = (0..<(kind == .texts ? 12 : 3000)).map { level in
        level == 0 ? "" : String(repeating: "é", count: level % 7) + "\(level)"
      }
      storage = .text(codes: (0..<rows).map { _ in Int32(draw(levels.count)) }, levels: levels)
    }
    let presence =
      draw(2) == 0
      ? nil
      : (0..<rows).map { _ in [Presence.present, .present, .missing, .outsideCoverage][draw(4)] }
    return Column(name: kind.rawValue, storage: storage, presence: presence)
  }

  /// Around the sizes of blocks and tables.
  static let sizes = [0, 1, 2, 7, 1023, 1024, 1025, 3000]

  @Test("codes are those of a dictionary of values", .tags(.identity), arguments: sizes)
  func againstDictionary(rows: Int) {
    var random = SplitMix(seed: UInt64(rows) + 1)
    var lists = Kind.allCases.map { [$0] }
    for _ in 0..<12 {
      lists.append(
        (0..<Int(random.next() % 4 + 1)).map { _ in Kind.allCases.randomElement(using: &random)! })
    }
    for kinds in lists {
      let columns = kinds.map { Self.column($0, rows, &random) }
      let some = (0..<rows).filter { _ in random.next() % 3 > 0 }
      for selection in [RowSelection(all: rows), RowSelection(some)] {
        var naive = Naive()
        let expected = naive.codes(columns, rows: Array(selection))
        let found = KeyCodes(columns, rows: selection)
        #expect(found.codes == expected, "\(kinds)")
        #expect(found.firstRows == naive.firsts, "\(kinds)")
        #expect(found.absentCount == expected.count { $0 < 0 }, "\(kinds)")
        #expect(found.count == naive.firsts.count)
      }
    }
  }

  @Test("two tables have one numbering", .tags(.identity), arguments: sizes)
  func common(rows: Int) {
    var random = SplitMix(seed: UInt64(rows) + 2)
    for _ in 0..<15 {
      var (left, right): ([Column], [Column]) = ([], [])
      let others = Int(random.next() % 1500)
      for _ in 0..<Int(random.next() % 3 + 1) {
        let kind = Kind.allCases.randomElement(using: &random)!
        let isText = kind == .texts || kind == .manyTexts
        // Numbers meet numbers of any kind.
        let partner = Kind.allCases.filter {
          ($0 == .texts || $0 == .manyTexts) == isText
        }.randomElement(using: &random)!
        left.append(Self.column(kind, rows, &random))
        right.append(Self.column(partner, others, &random))
      }
      let some = (0..<others).filter { _ in random.next() % 3 > 0 }
      for selection in [RowSelection(all: others), RowSelection(some)] {
        var naive = Naive()
        let expected = (
          naive.codes(left, rows: Array(0..<rows)), naive.codes(right, rows: Array(selection))
        )
        let found = CommonKeyCodes(
          left, rows: RowSelection(all: rows), right, rows: selection)
        #expect(found.left == expected.0, "\(left.map(\.name))")
        #expect(found.right == expected.1, "\(right.map(\.name))")
        #expect(found.firstRows == naive.firsts)
        #expect(found.absentLeft == expected.0.count { $0 < 0 })
        #expect(found.absentRight == expected.1.count { $0 < 0 })
        #expect(found.count == naive.firsts.count)
      }
    }
  }

  static func codes(_ column: Column) -> [Int32] {
    KeyCodes([column], rows: RowSelection(all: column.count)).codes
  }

  @Test("what equal keys are", .tags(.identity))
  func equality() {
    #expect(
      Self.codes(Column(name: "x", doubles: [0, -0.0, nil, .nan, 2, 0.5])) == [0, 0, -1, -1, 1, 2])
    #expect(
      Self.codes(Column(name: "x", integers: [1 << 53, 1 << 53 + 1, nil, 1 << 53])) == [
        0, 1, -1, 0,
      ])
    // One letter of one code point, and of two: different bytes.
    #expect(
      Self.codes(Column(name: "x", texts: ["\u{e9}", "e\u{301}", "\u{e9}", nil, ""])) == [
        0, 1, 0, -1, 2,
      ])
    let whole = Column(name: "x", integers: [2, 1 << 53 + 1, 1 << 53, 0])
    let double = Column(name: "y", doubles: [0x1p53, 2, -0.0, 2.5])
    let found = CommonKeyCodes(
      [whole], rows: RowSelection(all: 4), [double], rows: RowSelection(all: 4))
    #expect(found.left == [0, 1, 2, 3])
    #expect(found.right == [2, 0, 3, 4])
  }

  @Test("keys of no columns are one key", .tags(.identity))
  func noColumns() {
    #expect(KeyCodes([], rows: RowSelection(all: 3)).codes == [0, 0, 0])
    #expect(KeyCodes([], rows: RowSelection(all: 0)).count == 0)
  }

  @Test("combinations of codes", .tags(.identity), arguments: sizes)
  func crossings(rows: Int) {
    var random = SplitMix(seed: UInt64(rows) + 3)
    for size in [1, 5, 400, Int(Int32.max) - 1] {
      let codes = (0..<3).map { _ in
        (0..<rows).map { _ in Int32(random.next() % UInt64(size + 1)) - (size == 5 ? 1 : 0) }
      }
      func naive(_ key: (Int) -> [Int32]) -> [Int32] {
        var numbers: [[Int32]: Int32] = [:]
        return (0..<rows).map { row in
          let key = key(row)
          guard key.allSatisfy({ $0 >= 0 }) else { return -1 }
          let code = numbers[key] ?? Int32(numbers.count)
          numbers[key] = code
          return code
        }
      }
      let crossed = KeyCodes(crossing: codes)
      #expect(crossed.codes == naive { row in codes.map { $0[row] } })
    }
  }

  @Test("rows without a key can stand apart, each for itself", .tags(.identity))
  func apart() {
    let column = Column(name: "x", integers: [7, nil, 8, 7, nil, 8, 9])
    let keys = KeyCodes([column], rows: RowSelection(all: 7)).withRowsApart
    #expect(keys.codes == [0, 1, 2, 0, 3, 2, 4])
    #expect(keys.firstRows == [0, 1, 2, 4, 6])
    #expect(keys.absentCount == 0)
    let whole = KeyCodes([Column(name: "x", integers: [1, 2])], rows: RowSelection(all: 2))
    #expect(whole.withRowsApart == whole)
  }

  @Test("an index holds each key's rows, in their order", .tags(.identity), arguments: sizes)
  func index(rows: Int) {
    var random = SplitMix(seed: UInt64(rows) + 4)
    for count in [1, 3, 2000] {
      let codes = (0..<rows).map { _ in Int32(random.next() % UInt64(count + 1)) - 1 }
      let index = KeyIndex(codes, count: count)
      #expect(index.count == count)
      for code in 0..<count {
        #expect(Array(index[code]) == codes.indices.filter { codes[$0] == code }.map { Int32($0) })
      }
      let lists = (0..<count).map { Array(index[$0]) }.filter { $0.count > 1 }
      #expect(index.repeatedCount == lists.count)
      let first = lists.min { $0[1] < $1[1] }
      #expect(index.firstRepeated?.0 == first.map { Int($0[0]) })
      #expect(index.firstRepeated?.1 == first.map { Int($0[1]) })
      let backwards = KeyIndex(codes, count: count, visiting: (0..<Int32(rows)).reversed())
      for code in 0..<count { #expect(Array(backwards[code]) == index[code].reversed()) }
    }
  }

  @Test("levels that no row has, and levels in another order, change nothing", .tags(.identity))
  func levels() {
    let one = Column(name: "x", storage: .text(codes: [3, 1, 3], levels: ["a", "b", "c", "d"]))
    let other = Column(name: "x", storage: .text(codes: [0, 2, 1], levels: ["d", "e", "b"]))
    #expect(Self.codes(one) == [0, 1, 0])
    let found = CommonKeyCodes(
      [one], rows: RowSelection(all: 3), [other], rows: RowSelection(all: 3))
    #expect(found.left == [0, 1, 0] && found.right == [0, 1, 2])
    // Levels that look alike are no one numbering.
    let looks = ["\u{e9}", "e\u{301}"].map { Column(name: "x", texts: [$0]) }
    let alike = CommonKeyCodes(
      [looks[0]], rows: RowSelection(all: 1), [looks[1]], rows: RowSelection(all: 1))
    #expect(alike.left == [0] && alike.right == [1])
  }
}

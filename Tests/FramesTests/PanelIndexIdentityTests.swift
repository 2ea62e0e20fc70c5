import Frames
import TestSupport
import Testing

/// Random panels against the definition: the row of the same unit at exactly that distance in time.
@Suite struct PanelIndexIdentityTests {
  /// What tells units apart, in one column or several.
  enum Units: String, CaseIterable {
    case integers, wide, texts, doubles, dyads, mixed
  }

  /// A shuffled panel with gaps, and each row's unit as a text.
  static func panel(
    _ units: Units, wideTimes: Bool, seed: UInt64, shuffled: Bool = true
  ) throws -> (frame: Frame, names: [String], unit: [String], time: [Int64]) {
    var random = SplitMix(seed: seed)
    var rows: [(unit: Int, time: Int64)] = []
    for unit in 0..<40 {
      for time in 0..<25 where random.next() % 4 > 0 {
        rows.append((unit, wideTimes ? Int64(time) << 45 - 1 << 49 : Int64(time) - 3))
      }
    }
    if shuffled { rows.shuffle(using: &random) }
    func column(_ name: String, _ text: (Int) -> String?, _ kind: Units) -> Column {
      switch kind {
      case .texts: Column(name: name, texts: rows.map { text($0.unit) })
      case .doubles: Column(name: name, doubles: rows.map { Double($0.unit) / 4 - 2 })
      case .wide: Column(name: name, integers: rows.map { Int64($0.unit) << 55 + 3 })
      default: Column(name: name, integers: rows.map { Int64($0.unit) - 11 })
      }
    }
    var columns: [Column]
    switch units {
    case .dyads:
      columns = [
        Column(name: "a", integers: rows.map { Int64($0.unit / 8) }),
        Column(name: "b", integers: rows.map { Int64($0.unit % 8) }),
      ]
    case .mixed:
      columns = [
        Column(name: "a", texts: rows.map { "unit \($0.unit / 8)" }),
        Column(name: "b", doubles: rows.map { Double($0.unit % 4) + 0.5 }),
        Column(name: "c", integers: rows.map { Int64($0.unit % 8 / 4) << 60 }),
      ]
    default: columns = [column("a", { "é\($0)" }, units)]
    }
    let names = columns.map(\.name)
    columns.append(Column(name: "t", integers: rows.map(\.time)))
    return (try Frame(columns), names, rows.map { String($0.unit) }, rows.map(\.time))
  }

  static let cases = Units.allCases.flatMap { units in [false, true].map { (units, $0) } }

  @Test(
    "units, order and neighbours are those of the definition", .tags(.identity), arguments: cases)
  func definition(units: Units, wideTimes: Bool) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      for shuffled in [true, false] {
        let (frame, names, unit, time) = try Self.panel(
          units, wideTimes: wideTimes, seed: seed, shuffled: shuffled)
        let index = try PanelIndex(frame, units: names, time: "t")
        var numbers: [String: Int32] = [:]
        for key in unit where numbers[key] == nil { numbers[key] = Int32(numbers.count) }
        #expect(index.units == unit.map { numbers[$0]! })
        #expect(index.unitCount == numbers.count)
        #expect(index.times == time)
        let order = unit.indices.sorted {
          (numbers[unit[$0]]!, time[$0]) < (numbers[unit[$1]]!, time[$1])
        }
        #expect(index.order == order.map { Int32($0) })
        #expect(index.starts.count == index.unitCount + 1)
        var places: [String: Int32] = [:]
        for row in unit.indices { places["\(unit[row]) \(time[row])"] = Int32(row) }
        let step: Int64 = wideTimes ? 1 << 45 : 1
        for periods in [0, 1, 2, -1, -3, 7].map({ $0 * step }) + [.max, .min, 5] {
          let expected = unit.indices.map { row -> Int32 in
            let (wanted, overflow) = time[row].subtractingReportingOverflow(periods)
            return overflow ? -1 : places["\(unit[row]) \(wanted)"] ?? -1
          }
          #expect(index.rows(earlierBy: periods) == expected, "\(periods)")
        }
      }
    }
  }

  @Test("a frame without rows is a panel without units", .tags(.identity))
  func empty() throws {
    let (frame, names, _, _) = try Self.panel(.dyads, wideTimes: false, seed: 1)
    let index = try PanelIndex(frame.gathered([]), units: names, time: "t")
    #expect(index.unitCount == 0 && index.order.isEmpty && index.starts == [0])
    #expect(index.rows(earlierBy: 1).isEmpty)
  }

  @Test("the first duplicate by unit and time is named", .tags(.failure), arguments: Units.allCases)
  func duplicates(units: Units) throws {
    let (frame, names, unit, time) = try Self.panel(units, wideTimes: false, seed: 5)
    // Rows 30 and 4 once more; row 4's unit comes first.
    let twice = frame.gathered(Array(0..<frame.rowCount).map { $0 } + [30, 4].map { $0 })
    let first = [30, 4].min { left, right in
      let firsts = [left, right].map { row in unit.firstIndex(of: unit[row])! }
      return (firsts[0], time[left]) < (firsts[1], time[right])
    }!
    let second = first == 30 ? frame.rowCount + 1 : frame.rowCount + 2
    let name = try names.map { try frame.column($0).text(at: first)! }
    #expect(
      throws: PanelIndexError.duplicate(unit: name, time: time[first], rows: [first + 1, second])
    ) { try PanelIndex(twice, units: names, time: "t") }
  }

  @Test("the first row without a key is named, and its first such column", .tags(.failure))
  func absentKeys() throws {
    func refusal(_ a: [Int64?], _ b: [Double?], _ t: [Double?]) throws -> PanelIndexError? {
      let frame = try Frame([
        Column(name: "a", integers: a), Column(name: "b", doubles: b),
        Column(name: "t", doubles: t),
      ])
      return #expect(throws: PanelIndexError.self) {
        try PanelIndex(frame, units: ["a", "b"], time: "t")
      }
    }
    #expect(try refusal([1, nil], [1, nil], [1, nil]) == .absentKey(column: "a", row: 2))
    #expect(try refusal([1, 2, nil], [1, nil, 1], [1, 1, 1]) == .absentKey(column: "b", row: 2))
    #expect(try refusal([1, 2, nil], [1, 1, 1], [1, 1.5, 1]) == .absentKey(column: "t", row: 2))
    #expect(try refusal([1, 2, 3], [1, .nan, 1], [1, nil, 1]) == .absentKey(column: "b", row: 2))
    let text = try Frame([Column(name: "a", integers: [1]), Column(name: "t", texts: ["x"])])
    let refused = #expect(throws: PanelIndexError.self) {
      try PanelIndex(text, units: ["a"], time: "t")
    }
    #expect(refused?.description.contains("row 1 has 'x' in 't'") == true)
  }

  @Test("A time with a footnote is named by its own row and cell", .tags(.failure))
  func footnote() throws {
    let frame = try CSV.parse(text: "unit,year,x\na,2000,1\nb,2000,2\na,2001,3\nb,2001*,4\n")
    let refused = #expect(throws: PanelIndexError.self) {
      try PanelIndex(frame, units: ["unit"], time: "year")
    }
    #expect(refused?.description.contains("row 4 has '2001*' in 'year'") == true)
  }

  @Test("0 and -0 are one unit", .tags(.failure))
  func zeros() throws {
    let frame = try Frame([
      Column(name: "u", storage: .double([0, -0.0])), Column(name: "t", integers: [1, 1]),
    ])
    #expect(throws: PanelIndexError.duplicate(unit: ["0"], time: 1, rows: [1, 2])) {
      try PanelIndex(frame, units: ["u"], time: "t")
    }
  }
}

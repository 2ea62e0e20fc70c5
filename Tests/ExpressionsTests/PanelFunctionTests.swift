import Expressions
import Frames
import Numerics
import TestSupport
import Testing

/// Functions along a unit's time on random panels, against their definitions row by row.
@Suite struct PanelFunctionTests {
  /// Sums in the same order; a mean divides where the definition does.
  static let rounding = 1e-12

  /// How a panel names its units.
  enum Units: String, CaseIterable { case texts, integers, doubles, several }

  /// Rows in any order, with gaps in time and missing values, and for each row its unit.
  struct Panel {
    let frame: Frame
    let index: PanelIndex
    let unit: [Int]
    let time: [Int]
    let x: [Double?]
    let spell: [String?]
    let event: [Double?]

    init(_ units: Units, seed: UInt64) throws {
      var random = Xoshiro256(seed: seed)
      var keys: [(unit: Int, time: Int)] = []
      for unit in 0..<12 {
        for time in 0..<18 where random.uniform() < 0.8 { keys.append((unit, 1990 + time)) }
      }
      keys.shuffle(using: &random)
      unit = keys.map(\.unit)
      time = keys.map(\.time)
      x = keys.map { _ in random.uniform() < 0.1 ? nil : (random.uniform() * 100).rounded() }
      spell = keys.map { _ in random.uniform() < 0.1 ? nil : ["p", "q"][Int(random.uniform() * 2)] }
      event = keys.map { _ in random.uniform() < 0.1 ? nil : random.uniform() < 0.3 ? 1 : 0 }
      let named: [Column] =
        switch units {
        case .texts: [Column(name: "u", texts: unit.map { "unit \($0)" })]
        case .integers: [Column(name: "u", integers: unit.map { Int64($0 * 7) })]
        case .doubles: [Column(name: "u", doubles: unit.map { Double($0) / 2 - 1 })]
        case .several:
          [
            Column(name: "u", texts: unit.map { "u\($0 % 3)" }),
            Column(name: "v", doubles: unit.map { Double($0 / 3) }),
          ]
        }
      frame = try Frame(
        named + [
          Column(name: "t", integers: time.map { Int64($0) }), Column(name: "x", doubles: x),
          Column(name: "g", texts: spell), Column(name: "e", doubles: event),
        ])
      index = try PanelIndex(frame, units: named.map(\.name), time: "t")
    }

    func row(_ unit: Int, _ time: Int) -> Int? {
      self.unit.indices.first { self.unit[$0] == unit && self.time[$0] == time }
    }

    /// The unit's rows up to this one, by time.
    func history(_ row: Int) -> [Int] {
      unit.indices.filter { unit[$0] == unit[row] && time[$0] <= time[row] }.sorted {
        time[$0] < time[$1]
      }
    }

    func neighbour(_ row: Int, earlierBy periods: Int) -> Int? {
      self.row(unit[row], time[row] - periods)
    }

    func values(_ text: String) throws -> [Double?] {
      var evaluator = Evaluator(frame, panel: index)
      let column = try evaluator.column(ExpressionParser.parse(text))
      return (0..<column.count).map { column.double(at: $0) }
    }

    /// The value before the spell that the row stands in, as far back as nothing is unknown.
    func predecessor(_ row: Int) -> Double? {
      guard let own = spell[row] else { return nil }
      var first = row
      while let before = neighbour(first, earlierBy: 1), spell[before] == own { first = before }
      guard let before = neighbour(first, earlierBy: 1), spell[before] != nil else { return nil }
      return x[before]
    }

    func clock(_ row: Int) -> Double? {
      guard let before = history(row).dropLast().last else { return 1 }
      guard time[before] == time[row] - 1, let happened = event[before] else { return nil }
      return happened != 0 ? 1 : clock(before).map { $0 + 1 }
    }

    /// The mean of a window's values, of which none may be missing.
    func mean(_ rows: [Int]) -> Double? {
      let there = rows.compactMap { x[$0] }
      return there.count == rows.count ? there.reduce(0, +) / Double(there.count) : nil
    }

    /// The function's definition in a row.
    func expected(_ text: String, _ row: Int) -> Double? {
      switch text {
      case "lag(x)": return neighbour(row, earlierBy: 1).flatMap { x[$0] }
      case "lag(x, 3)": return neighbour(row, earlierBy: 3).flatMap { x[$0] }
      case "lag(x, -2)", "lead(x, 2)": return neighbour(row, earlierBy: -2).flatMap { x[$0] }
      case "lead(x)": return neighbour(row, earlierBy: -1).flatMap { x[$0] }
      case "change(x)":
        guard let now = x[row], let before = neighbour(row, earlierBy: 1).flatMap({ x[$0] })
        else { return nil }
        return now - before
      case "fill(x)": return history(row).reversed().compactMap { x[$0] }.first
      case "cumulative(x)":
        let all = history(row).map { x[$0] }
        // What absent periods would add is not known.
        let times = history(row).map { time[$0] }
        if zip(times, times.dropFirst()).contains(where: { $1 != $0 + 1 }) { return nil }
        return all.contains { $0 == nil } ? nil : all.compactMap(\.self).reduce(0, +)
      case "predecessor(x, by: g)": return predecessor(row)
      case "time_since(e)": return clock(row)
      case "mean(x, rows: 3)":
        let window = history(row).suffix(3)
        return window.count == 3 ? mean(Array(window)) : nil
      case "mean(x, rows: 3, minimum: 1)": return mean(Array(history(row).suffix(3)))
      case "mean(x, periods: 4, minimum: 2)":
        let window = history(row).filter { time[$0] > time[row] - 4 }
        return window.count >= 2 ? mean(window) : nil
      case "sum(x, by: g, rows: 2, missing: skip)":
        guard let own = spell[row] else { return nil }
        let window = history(row).filter { spell[$0] == own }.suffix(2)
        let there = window.compactMap { x[$0] }
        return window.count == 2 && !there.isEmpty ? there.reduce(0, +) : nil
      case "max(x, by: u^g, missing: skip)":
        guard let own = spell[row], let column = try? frame.column("u") else { return nil }
        return unit.indices.filter {
          spell[$0] == own && column.text(at: $0) == column.text(at: row)
        }.compactMap { x[$0] }.max()
      default: preconditionFailure("no definition of \(text)")
      }
    }
  }

  static let functions = [
    "lag(x)", "lag(x, 3)", "lag(x, -2)", "lead(x, 2)", "lead(x)", "change(x)", "fill(x)",
    "cumulative(x)", "predecessor(x, by: g)", "time_since(e)", "mean(x, rows: 3)",
    "mean(x, rows: 3, minimum: 1)", "mean(x, periods: 4, minimum: 2)",
    "sum(x, by: g, rows: 2, missing: skip)", "max(x, by: u^g, missing: skip)",
  ]

  @Test(.tags(.identity), arguments: functions, Units.allCases)
  func definitions(text: String, units: Units) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let panel = try Panel(units, seed: seed)
      let found = try panel.values(text)
      for row in found.indices {
        let expected = panel.expected(text, row)
        #expect((found[row] == nil) == (expected == nil), "seed \(seed), row \(row)")
        expectClose(found[row] ?? 0, expected ?? 0, absolute: Self.rounding, "row \(row)")
      }
    }
  }

  @Test("identifiers beyond 2^53 are groups of their own", .tags(.identity))
  func wideGroups() throws {
    let frame = try Frame([
      Column(name: "g", integers: [1 << 53, 1 << 53 + 1, 1 << 53, nil]),
      Column(name: "x", doubles: [1, 2, 3, 4]),
    ])
    var evaluator = Evaluator(frame)
    let sums = try evaluator.column(ExpressionParser.parse("sum(x, by: g)"))
    #expect((0..<4).map { sums.double(at: $0) } == [4, 2, 4, nil])
    let levels = try evaluator.column(ExpressionParser.parse("factor(g)"))
    #expect(
      (0..<4).map { levels.text(at: $0) }
        == ["9007199254740992", "9007199254740993", "9007199254740992", nil])
  }
}

import Frames

/// Coverage brought down to the rows of one join: for each left row its year, and whether the
/// source describes its unit.
struct JoinCoverage {
  private let coverage: Coverage?
  private let years: Column?
  /// For each left row; `nil` where every unit is covered.
  private let unitCovered: [Bool]?

  /// - Parameter unmatched: The left rows for which coverage will be asked; a matched row's unit is
  ///   covered by the row it meets.
  init(
    _ join: Join, left: Frame, columns: [(left: Column, right: Column)], unmatched: [Int32]
  ) {
    coverage = join.coverage
    let time = join.keys.firstIndex { $0.left == join.time }
    years = time.map { columns[$0].left }
    let units = columns.indices.filter { $0 != time }.map { columns[$0] }
    let described = join.coverage.map { $0.units ?? .asObserved }
    switch described {
    case nil, .all:
      unitCovered = nil
    case .listed(let codes):
      let listed = Set(codes)
      unitCovered = Self.covered(units.count, left.rowCount, unmatched) { unit, row in
        units[unit].left.integer(at: row).map { listed.contains($0) } ?? false
      }
    case .asObserved, .asObservedMembers:
      let sets = units.map { Self.values($0.right) }
      let members =
        described == .asObservedMembers
        ? sets.map { sets.reduce($0) { $0.union($1) } } : sets
      unitCovered = Self.covered(units.count, left.rowCount, unmatched) { unit, row in
        Self.value(units[unit].left, row).map { members[unit].contains($0) } ?? false
      }
    }
  }

  private enum Value: Hashable {
    case number(Double)
    case text(SpelledText)
  }

  private static func value(_ column: Column, _ row: Int) -> Value? {
    column.isNumeric
      ? column.double(at: row).map { .number($0) }
      : column.text(at: row).map { .text(SpelledText($0)) }
  }

  private static func values(_ column: Column) -> Set<Value> {
    var set: Set<Value> = []
    // Keys come in runs more often than not.
    var last: Value?
    for row in 0..<column.count {
      guard let value = value(column, row), value != last else { continue }
      set.insert(value)
      last = value
    }
    return set
  }

  private static func covered(
    _ units: Int, _ count: Int, _ rows: [Int32], _ test: (Int, Int) -> Bool
  ) -> [Bool]? {
    guard units > 0 else { return nil }
    var covered = [Bool](repeating: true, count: count)
    for row in rows { covered[Int(row)] = (0..<units).allSatisfy { test($0, Int(row)) } }
    return covered
  }

  /// Whether the source covers a column in the year of a left row. A row without a year, and a
  /// table without years, are covered.
  func coversYear(_ column: String, leftRow: Int) -> Bool {
    guard let range = coverage?.years(of: column), let year = years?.integer(at: leftRow) else {
      return true
    }
    return range.contains(Int(year))
  }

  /// What an absent row says in a column: `nil` for a zero.
  func absent(_ column: String, leftRow: Int) -> Presence? {
    guard let coverage else { return .missing }
    guard coversYear(column, leftRow: leftRow), unitCovered?[leftRow] ?? true else {
      return .outsideCoverage
    }
    return coverage.absentMeans == .zero ? nil : .missing
  }

  var isDeclared: Bool { coverage != nil }
}

/// How many cells a join filled, and with what.
struct CellCounts {
  var zero = 0
  var missing = 0
  var outsideCoverage = 0
  /// Cells that the table has although their year lies outside coverage.
  var takenOut = 0
  /// The rows of the result that have at least one of the first, and one of the third.
  var rowsWithZero: Set<Int> = []
  var rowsOutsideCoverage: Set<Int> = []
}

extension Column {
  /// The column's rows as they meet the left side, absent cells told apart by coverage.
  func joined(
    _ matches: JoinMatches, as newName: String, coverage: JoinCoverage, counts: inout CellCounts
  ) -> Column {
    var states = [Presence](repeating: .present, count: matches.rightRows.count)
    var zeros: [Int] = []
    for position in matches.rightRows.indices {
      let row = Int(matches.rightRows[position])
      let left = Int(matches.leftRows[position])
      if row >= 0 {
        states[position] = presence(at: row)
        if coverage.isDeclared, !coverage.coversYear(name, leftRow: left) {
          if states[position] == .present { counts.takenOut += 1 }
          states[position] = .outsideCoverage
        }
        continue
      }
      switch coverage.absent(name, leftRow: left) {
      case .some(let state):
        states[position] = state
        if state == .missing {
          counts.missing += 1
        } else {
          counts.outsideCoverage += 1
          counts.rowsOutsideCoverage.insert(position)
        }
      case .none where isNumeric:
        zeros.append(position)
        counts.zero += 1
        counts.rowsWithZero.insert(position)
      case .none:
        states[position] = .missing
        counts.missing += 1
      }
    }
    func pick<T>(_ values: [T], _ filler: T) -> [T] {
      matches.rightRows.map { $0 < 0 ? filler : values[Int($0)] }
    }
    // The filler of absent cells is 0, which is also what a zero needs.
    let picked: Storage =
      switch storage {
      case .double(let values): .double(pick(values, 0))
      case .integer(let values): .integer(pick(values, 0))
      case .text(let codes, let levels): .text(codes: pick(codes, 0), levels: levels)
      }
    return Column(name: newName, label: label, storage: picked, presence: states)
  }
}

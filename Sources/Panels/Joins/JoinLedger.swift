import Frames

/// What a join did: rows in, out, matched, unmatched and repeated, with examples.
public struct JoinLedger: Sendable, Equatable {
  /// The name of the join, usually the source.
  public let name: String
  /// Whether unmatched left rows stayed.
  public let kind: Join.Kind
  /// What was declared, and held.
  public let cardinality: Join.Cardinality
  /// The pairs of columns that had to be equal.
  public let keys: [Join.Key]
  /// Rows of the left frame.
  public let rowsLeft: Int
  /// Rows of the right frame.
  public let rowsRight: Int
  /// Rows of the result.
  public let rowsOut: Int
  /// Left rows that met at least one right row.
  public let matched: Int
  /// Left rows that met no right row.
  public let unmatchedLeft: Int
  /// Right rows that no left row met.
  public let unmatchedRight: Int
  /// Left rows that met several right rows, and so were repeated.
  public let duplicated: Int
  /// Rows whose key is absent, which cannot match (a part of the unmatched).
  public let withoutKeyLeft: Int
  /// As on the left.
  public let withoutKeyRight: Int
  /// Keys of unmatched rows, in order, at most five: `["255, 1955"]`.
  public let examplesLeft: [String]
  /// As on the left.
  public let examplesRight: [String]
  /// Units none of whose rows match, in order, with their rows.
  public let unmatchedUnitsLeft: [UnitCount]
  /// As on the left.
  public let unmatchedUnitsRight: [UnitCount]
  /// Cells filled with 0 because an absent row means zero.
  public let filledZero: Int
  /// Cells without a row within coverage, or without declared coverage.
  public let filledMissing: Int
  /// Cells without a row whose unit or year the source does not cover.
  public let filledOutsideCoverage: Int
  /// Rows with a cell filled with 0.
  public let rowsFilledZero: Int
  /// Rows with a cell outside coverage.
  public let rowsOutsideCoverage: Int
  /// Values that the table has for years outside its declared coverage, and that were taken out.
  public let takenOut: Int

  /// A unit and how many of its rows did not match.
  public struct UnitCount: Sendable, Equatable {
    /// The keys other than time.
    public let unit: String
    /// Its rows, none of which matched.
    public let rows: Int
  }

  init(
    join: Join, left: Frame, right: Frame, matches: JoinMatches, cells: CellCounts,
    absentLeft: Int, absentRight: Int
  ) {
    name = join.name
    kind = join.kind
    cardinality = join.cardinality
    keys = join.keys
    rowsLeft = left.rowCount
    rowsRight = right.rowCount
    rowsOut = matches.leftRows.count
    matched = left.rowCount - matches.unmatchedLeft.count
    unmatchedLeft = matches.unmatchedLeft.count
    unmatchedRight = matches.unmatchedRight.count
    duplicated = matches.repeatedLeft
    withoutKeyLeft = absentLeft
    withoutKeyRight = absentRight
    let time = join.keys.firstIndex { $0.left == join.time }
    let leftSide = SideSummary(left, join.keys.map(\.left), time, matches.unmatchedLeft)
    let rightSide = SideSummary(right, join.keys.map(\.right), time, matches.unmatchedRight)
    examplesLeft = leftSide.examples
    examplesRight = rightSide.examples
    unmatchedUnitsLeft = leftSide.units
    unmatchedUnitsRight = rightSide.units
    filledZero = cells.zero
    filledMissing = cells.missing
    filledOutsideCoverage = cells.outsideCoverage
    rowsFilledZero = cells.rowsWithZero.count
    rowsOutsideCoverage = cells.rowsOutsideCoverage.count
    takenOut = cells.takenOut
  }
}

extension JoinLedger: CustomStringConvertible {
  /// The join on one line: keys, rows in and out, matched and not, with examples, and cells filled.
  public var description: String {
    let on = keys.map { $0.left == $0.right ? $0.left : "\($0.left) = \($0.right)" }
    func examples(_ list: [String]) -> String {
      list.isEmpty ? "" : " (\(list.joined(separator: "; ")))"
    }
    func units(_ label: String, _ list: [UnitCount]) -> String {
      guard !list.isEmpty else { return "" }
      let shown = list.prefix(5).map { "\($0.unit) (\($0.rows))" }.joined(separator: ", ")
      return "; \(label) wholly unmatched: \(Plural.count(list.count, "unit")), \(shown)"
        + (list.count > 5 ? ", ..." : "")
    }
    return
      "\(name): \(kind.rawValue) join \(cardinality.rawValue) on \(on.joined(separator: ", ")); "
      + "left \(rowsLeft), right \(rowsRight), out \(rowsOut); matched \(matched); "
      + "left unmatched \(unmatchedLeft)\(examples(examplesLeft)), "
      + "right unmatched \(unmatchedRight)\(examples(examplesRight)), repeated \(duplicated)"
      + units("left", unmatchedUnitsLeft) + units("right", unmatchedUnitsRight)
      + "; cells filled: \(filledZero) zero, \(filledMissing) missing, "
      + "\(filledOutsideCoverage) outside coverage"
      + (takenOut > 0 ? "; \(takenOut) values beyond coverage taken out" : "")
  }
}

/// The unmatched rows of one side, in the order of their keys.
private struct SideSummary {
  let examples: [String]
  let units: [JoinLedger.UnitCount]

  init(_ frame: Frame, _ keys: [String], _ time: Int?, _ unmatched: [Int32]) {
    guard !unmatched.isEmpty else {
      examples = []
      units = []
      return
    }
    let columns = keys.compactMap { try? frame.column($0) }
    let unitColumns = columns.indices.filter { $0 != time }.map { columns[$0] }
    var lowest: [Int] = []
    for row in unmatched {
      // Keep the five lowest keys: sorting all of them would cost more than the join.
      let place = lowest.firstIndex { Self.precedes(columns, Int(row), $0) } ?? lowest.count
      if place < 5 {
        lowest.insert(Int(row), at: place)
        if lowest.count > 5 { lowest.removeLast() }
      }
    }
    examples = lowest.map { Self.text(columns, $0) }
    units = Self.whollyUnmatched(frame, unitColumns, unmatched)
  }

  private static func text(_ columns: [Column], _ row: Int) -> String {
    columns.map { $0.text(at: row) ?? "(absent)" }.joined(separator: ", ")
  }

  /// By each key in turn; rows of equal keys in row order.
  private static func precedes(_ columns: [Column], _ row: Int, _ other: Int) -> Bool {
    for column in columns {
      if column.isNumeric {
        let left = column.double(at: row) ?? -.infinity
        let right = column.double(at: other) ?? -.infinity
        if left != right { return left < right }
      } else {
        let left = column.text(at: row) ?? ""
        let right = column.text(at: other) ?? ""
        if !left.isSpelled(as: right) { return left.isSpelledBefore(right) }
      }
    }
    return row < other
  }

  private static func whollyUnmatched(
    _ frame: Frame, _ columns: [Column], _ unmatched: [Int32]
  ) -> [JoinLedger.UnitCount] {
    guard !columns.isEmpty else { return [] }
    let keys = KeyCodes(columns, rows: RowSelection(all: frame.rowCount))
    // The unmatched rows of each unit; units without a key are one. The last place is theirs.
    var counts = [Int](repeating: 0, count: keys.count + 1)
    var first = [Int?](repeating: nil, count: keys.count + 1)
    func place(_ row: Int) -> Int { keys.codes[row] < 0 ? keys.count : Int(keys.codes[row]) }
    var isUnmatched = [Bool](repeating: false, count: frame.rowCount)
    for row in unmatched {
      let unit = place(Int(row))
      isUnmatched[Int(row)] = true
      counts[unit] += 1
      if first[unit] == nil { first[unit] = Int(row) }
    }
    for row in 0..<frame.rowCount where !isUnmatched[row] { first[place(row)] = nil }
    return zip(first, counts).compactMap { row, count in row.map { (row: $0, count: count) } }
      .sorted { precedes(columns, $0.row, $1.row) }
      .map { JoinLedger.UnitCount(unit: text(columns, $0.row), rows: $0.count) }
  }
}

/// Which rows are neighbours in time: unit and time of every row, and each unit's rows in order.
///
/// A lag of one period at time t is the row of the same unit at t - 1, whatever the order of the
/// rows; where no such row exists (a gap, or the unit's first period) the lag is missing.
public struct PanelIndex: Sendable {
  /// What identifies a unit, as column names.
  public let unitNames: [String]
  public let timeName: String
  /// The unit of each row, from 0.
  public let units: [Int32]
  public let unitCount: Int
  /// The period of each row.
  public let times: [Int64]
  /// Rows sorted by unit, then time.
  public let order: [Int]
  /// Where each unit starts in `order`; one more entry than units.
  public let starts: [Int]

  /// Indexes a frame by unit columns and a time column.
  /// - Throws: `PanelIndexError` for an absent or fractional key and for a duplicated unit-time.
  public init(_ frame: Frame, units unitNames: [String], time timeName: String) throws {
    self.unitNames = unitNames
    self.timeName = timeName
    let columns = try unitNames.map { try frame.column($0) }
    let timeColumn = try frame.column(timeName)
    var numbers: [[String]: Int32] = [:]
    var codes: [Int32] = []
    var times: [Int64] = []
    codes.reserveCapacity(frame.rowCount)
    times.reserveCapacity(frame.rowCount)
    for row in 0..<frame.rowCount {
      var key: [String] = []
      for column in columns {
        guard let text = column.text(at: row) else {
          throw PanelIndexError.absentKey(column: column.name, row: row + 1)
        }
        key.append(text)
      }
      guard let time = timeColumn.integer(at: row) else {
        throw PanelIndexError.absentKey(column: timeName, row: row + 1)
      }
      let code = numbers[key] ?? Int32(numbers.count)
      numbers[key] = code
      codes.append(code)
      times.append(time)
    }
    self.units = codes
    self.times = times
    unitCount = numbers.count
    let sorted = codes.indices.sorted { (codes[$0], times[$0], $0) < (codes[$1], times[$1], $1) }
    for (earlier, later) in zip(sorted, sorted.dropFirst())
    where codes[earlier] == codes[later] && times[earlier] == times[later] {
      let unit = columns.map { $0.text(at: earlier) ?? "" }
      throw PanelIndexError.duplicate(
        unit: unit, time: times[earlier], rows: [earlier + 1, later + 1])
    }
    order = sorted
    var starts = [0]
    for (position, row) in sorted.enumerated().dropFirst()
    where codes[row] != codes[sorted[position - 1]] { starts.append(position) }
    if !sorted.isEmpty { starts.append(sorted.count) }
    self.starts = starts
  }

  /// For each row the row of the same unit `periods` earlier, if there is one.
  public func rows(earlierBy periods: Int64) -> [Int?] {
    var result = [Int?](repeating: nil, count: times.count)
    for (start, end) in zip(starts, starts.dropFirst()) {
      var other = start
      for position in start..<end {
        let (wanted, overflow) = times[order[position]].subtractingReportingOverflow(periods)
        if overflow { continue }
        if periods >= 0 {
          while other < end, times[order[other]] < wanted { other += 1 }
        } else {
          other = max(other, position)
          while other < end, times[order[other]] < wanted { other += 1 }
        }
        if other < end, times[order[other]] == wanted { result[order[position]] = order[other] }
      }
    }
    return result
  }
}

/// Why rows could not be indexed as a panel.
public enum PanelIndexError: Error, Equatable, Sendable {
  case absentKey(column: String, row: Int)
  case duplicate(unit: [String], time: Int64, rows: [Int])
}

extension PanelIndexError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .absentKey(let column, let row):
      "row \(row) has no whole number or text in '\(column)', which identifies the panel. "
        + "Drop such rows before the panel is built, or name another column."
    case .duplicate(let unit, let time, let rows):
      "unit \(unit.joined(separator: ", ")) has two rows at \(time) (rows \(rows[0]) and "
        + "\(rows[1])); a panel needs one. Aggregate them, or add the column that tells them apart."
    }
  }
}

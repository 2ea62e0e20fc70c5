import Machine

/// Which rows are neighbours in time: unit and time of every row, and each unit's rows in order.
///
/// A lag of one period at time t is the row of the same unit at t - 1, whatever the order of the
/// rows; where no such row exists (a gap, or the unit's first period) the lag is missing. O(n) for n
/// rows, and O(d log d) for d distinct times where a unit's rows are not in order.
public struct PanelIndex: Sendable {
  /// What identifies a unit, as column names.
  public let unitNames: [String]
  /// The column of the period.
  public let timeName: String
  /// The unit of each row, from 0 in order of first appearance.
  public let units: [Int32]
  /// How many units there are.
  public let unitCount: Int
  /// The period of each row.
  public let times: [Int64]
  /// Rows sorted by unit, then time.
  public let order: [Int32]
  /// Where each unit starts in `order`; one more entry than units.
  public let starts: [Int32]
  /// The periods in the order of `order`.
  private let orderedTimes: [Int64]

  /// Indexes a frame by unit columns and a time column.
  ///
  /// Units are the same where all of their columns are: texts byte by byte, numbers by value.
  /// - Throws: `PanelIndexError` for an absent or fractional key and for a duplicated unit-time;
  ///   `FrameError.noColumn`.
  public init(_ frame: Frame, units unitNames: [String], time timeName: String) throws {
    self.unitNames = unitNames
    self.timeName = timeName
    let columns = try unitNames.map { try frame.column($0) }
    let timeColumn = try frame.column(timeName)
    if let word = timeColumn.firstWord {
      throw PanelIndexError.timeIsText(
        column: timeName, row: word.row + 1, text: word.text, remedy: word.remedy)
    }
    let keys = KeyCodes(columns, rows: RowSelection(all: frame.rowCount))
    guard keys.absentCount == 0, let times = timeColumn.wholeNumbers else {
      throw PanelIndex.absentKey(columns, timeColumn)
    }
    let isOrdered = PanelIndex.isOrdered(keys, times)
    let order = KeyIndex(
      keys.codes, count: keys.count,
      visiting: isOrdered ? nil : PanelIndex.rowsByTime(timeColumn, times))
    units = keys.codes
    unitCount = keys.count
    self.times = times
    self.order = order.rows
    starts = order.starts
    let isInPlace = order.rows.indices.allSatisfy { order.rows[$0] == $0 }
    orderedTimes = isInPlace ? times : PanelIndex.picked(times, order.rows)
    if !isOrdered, let (first, second) = duplicate {
      throw PanelIndexError.duplicate(
        unit: columns.map { $0.text(at: first) ?? "" }, time: times[first],
        rows: [first + 1, second + 1])
    }
  }

  /// Whether each unit's rows come in ascending order of time, no time twice.
  private static func isOrdered(_ keys: KeyCodes, _ times: [Int64]) -> Bool {
    var last = [Int64](repeating: .min, count: keys.count)
    for (row, unit) in keys.codes.enumerated() {
      let isFirst = keys.firstRows[Int(unit)] == row
      guard isFirst || times[row] > last[Int(unit)] else { return false }
      last[Int(unit)] = times[row]
    }
    return true
  }

  /// All rows by time; those of one time in row order.
  private static func rowsByTime(_ column: Column, _ times: [Int64]) -> [Int32] {
    let low = times.min() ?? 0
    let (span, overflow) = (times.max() ?? 0).subtractingReportingOverflow(low)
    if !overflow, span < times.count {
      return KeyIndex(times.map { Int32($0 - low) }, count: Int(span) + 1).rows
    }
    let keys = KeyCodes([column], rows: RowSelection(all: times.count))
    let distinct = keys.firstRows.map { times[Int($0)] }
    var ranks = [Int32](repeating: 0, count: distinct.count)
    for (rank, code) in distinct.indices.sorted(by: { distinct[$0] < distinct[$1] }).enumerated() {
      ranks[code] = Int32(rank)
    }
    return KeyIndex(keys.codes.map { ranks[Int($0)] }, count: ranks.count).rows
  }

  private static func picked(_ times: [Int64], _ rows: [Int32]) -> [Int64] {
    LargePages.inlined(rows.count) { target in
      for (place, row) in rows.enumerated() {
        (target + place).initialize(to: times[Int(row)])
      }
    }
  }

  /// The first two rows of one unit and time, in the order of units and times.
  private var duplicate: (Int, Int)? {
    for unit in 0..<unitCount {
      for place in Int(starts[unit])..<Int(starts[unit + 1]) - 1
      where orderedTimes[place] == orderedTimes[place + 1] {
        return (Int(order[place]), Int(order[place + 1]))
      }
    }
    return nil
  }

  /// The first row without a key, and the first of its columns that has none there.
  private static func absentKey(_ units: [Column], _ time: Column) -> PanelIndexError {
    let missing =
      units.map { column in
        (0..<column.count).first { row in
          column.text(at: row) == nil || column.double(at: row)?.isNaN == true
        }
      } + [(0..<time.count).first { time.integer(at: $0) == nil }]
    let row = missing.compactMap(\.self).min() ?? 0
    let column = zip(units + [time], missing).first { $0.1 == row }?.0 ?? time
    return .absentKey(
      column: column.name, row: row + 1, mayBeCode: column.missingAmongCodes > 0)
  }

  /// For each row the row of the same unit `periods` earlier, or -1 if there is none.
  public func rows(earlierBy periods: Int64) -> [Int32] {
    LargePages.inlined(times.count) { result in
      result.initialize(repeating: KeyCodes.absent, count: times.count)
      order.withUnsafeBufferPointer { order in
        orderedTimes.withUnsafeBufferPointer { times in
          for unit in 0..<unitCount {
            let end = Int(starts[unit + 1])
            var other = Int(starts[unit])
            for position in Int(starts[unit])..<end {
              let (wanted, overflow) = times[position].subtractingReportingOverflow(periods)
              if overflow { continue }
              while other < end, times[other] < wanted { other += 1 }
              if other < end, times[other] == wanted {
                result[Int(order[position])] = order[other]
              }
            }
          }
        }
      }
    }
  }
}

extension Column {
  /// The whole numbers of all rows; `nil` if one has none.
  fileprivate var wholeNumbers: [Int64]? {
    if case .integer(let values) = storage, presence == nil { return values }
    var numbers: [Int64] = []
    numbers.reserveCapacity(count)
    for row in 0..<count {
      guard let number = integer(at: row) else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}

/// A table: columns of one length, with distinct names, in order.
public struct Frame: Sendable, Equatable {
  /// In order, with distinct names, all of `rowCount` cells.
  public private(set) var columns: [Column]
  /// Rows; 0 where there is no column.
  public let rowCount: Int
  private var positions: [String: Int]

  /// A frame of the given columns.
  /// - Throws: `FrameError.duplicateColumn`, `.columnLength`.
  public init(_ columns: [Column]) throws(FrameError) {
    rowCount = columns.first?.count ?? 0
    self.columns = []
    positions = [:]
    for column in columns { try append(column) }
  }

  /// A frame without columns and rows.
  package static let empty = Frame(unchecked: [], rowCount: 0, positions: [:])

  /// The columns' names, in order.
  public var names: [String] { columns.map(\.name) }

  /// Whether there is a column of that name; case counts.
  public func contains(_ name: String) -> Bool { positions[name] != nil }

  /// The column of that name.
  /// - Throws: `FrameError.noColumn`, with the names that come close.
  public func column(_ name: String) throws(FrameError) -> Column {
    guard let position = positions[name] else {
      throw .noColumn(
        name, closest: NearestNames.closest(to: name, among: names), known: names.count)
    }
    return columns[position]
  }

  /// Adds a column at the end.
  public mutating func append(_ column: Column) throws(FrameError) {
    guard positions[column.name] == nil else { throw .duplicateColumn(column.name) }
    guard columns.isEmpty || column.count == rowCount else {
      throw .columnLength(column.name, found: column.count, expected: rowCount)
    }
    positions[column.name] = columns.count
    columns.append(column)
  }

  /// Replaces the column of that name, or adds it.
  public mutating func set(_ column: Column) throws(FrameError) {
    guard let position = positions[column.name] else { return try append(column) }
    guard column.count == rowCount else {
      throw .columnLength(column.name, found: column.count, expected: rowCount)
    }
    columns[position] = column
  }

  /// The named columns, in the order given.
  public func selecting(_ names: [String]) throws(FrameError) -> Frame {
    var picked: [Column] = []
    for name in names { picked.append(try column(name)) }
    return try Frame(picked)
  }

  /// The rows at the given positions, in that order; `nil` gives a row of absent cells.
  public func gathered(_ rows: [Int?], absent: Presence = .missing) -> Frame {
    var copy = self
    copy.columns = columns.map { $0.gathered(rows, absent: absent) }
    return Frame(unchecked: copy.columns, rowCount: rows.count, positions: positions)
  }

  /// The rows where the mask is true.
  public func filtered(_ keep: [Bool]) -> Frame {
    precondition(keep.count == rowCount, "mask does not fit the frame")
    return gathered(keep.indices.filter { keep[$0] })
  }

  private init(unchecked columns: [Column], rowCount: Int, positions: [String: Int]) {
    self.columns = columns
    self.rowCount = rowCount
    self.positions = positions
  }
}

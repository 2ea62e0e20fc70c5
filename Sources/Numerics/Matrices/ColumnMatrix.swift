/// A tall matrix whose columns are arrays of their own.
///
/// A design's regressors are mostly columns of a table as they stand. Holding them as arrays shares
/// the table's memory; one block of storage would be a second copy of the data.
public struct ColumnMatrix: Sendable, Equatable {
  /// The length of every column.
  public let rows: Int
  private var storage: [[Double]]

  /// The number of columns.
  public var columns: Int { storage.count }

  /// A matrix with the given columns, each of `rows` numbers.
  public init(rows: Int, columns: [[Double]]) {
    precondition(columns.allSatisfy { $0.count == rows }, "columns differ in length")
    self.rows = rows
    storage = columns
  }

  /// A matrix with the given columns, all of one length.
  public init(columns: [[Double]]) {
    self.init(rows: columns.first?.count ?? 0, columns: columns)
  }

  /// A copy of a dense matrix.
  public init(_ matrix: Matrix) {
    self.init(
      rows: matrix.rows, columns: (0..<matrix.columns).map { Array(matrix.column($0)) })
  }

  /// One column.
  public subscript(column column: Int) -> [Double] {
    _read { yield storage[column] }
    _modify {
      yield &storage[column]
      precondition(storage[column].count == rows, "a column does not fit the matrix")
    }
  }

  /// One element; O(1).
  public subscript(row: Int, column: Int) -> Double { storage[column][row] }
}

/// A dense matrix of doubles, stored column by column (element (r, c) is `values[c * rows + r]`).
///
/// The shape never changes after creation; kernels borrow `values` as a contiguous buffer.
public struct Matrix: Sendable, Equatable {
  /// The length of a column.
  public let rows: Int
  /// The length of a row.
  public let columns: Int
  /// Column-major storage of length `rows * columns`.
  public var values: [Double]

  /// Wraps column-major `values`.
  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(values.count == rows * columns, "matrix storage does not fit its shape")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A matrix filled with one number.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(rows: rows, columns: columns, values: Array(repeating: value, count: rows * columns))
  }

  /// A matrix with the given columns, all of one length.
  public init(columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows }, "columns differ in length")
    self.init(rows: rows, columns: columns.count, values: columns.flatMap(\.self))
  }

  /// One element; O(1). An index beyond the shape is a mistake of the caller.
  public subscript(row: Int, column: Int) -> Double {
    get { values[column * rows + row] }
    set { values[column * rows + row] = newValue }
  }

  /// One column as a slice of the storage.
  public func column(_ index: Int) -> ArraySlice<Double> {
    values[(index * rows)..<((index + 1) * rows)]
  }

  /// The identity of the given order.
  public static func identity(_ order: Int) -> Matrix {
    var result = Matrix(rows: order, columns: order)
    for index in 0..<order { result[index, index] = 1 }
    return result
  }

  /// The main diagonal.
  public var diagonal: [Double] { (0..<Swift.min(rows, columns)).map { self[$0, $0] } }
}

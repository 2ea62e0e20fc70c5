/// A byte that means something in numbers, in every column or in some by name.
public struct ColumnMarks: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// The mark of columns that have none of their own; `nil` for the usual one.
  public var everywhere: UInt8?
  /// Marks of single columns.
  public var columns: [String: UInt8]

  /// Marks of single columns.
  public init(dictionaryLiteral elements: (String, UInt8)...) {
    columns = Dictionary(uniqueKeysWithValues: elements)
  }

  /// The mark of a column.
  public subscript(column: String) -> UInt8? { columns[column] ?? everywhere }

  /// All marks that are said.
  var marks: [UInt8] {
    (everywhere.map { [$0] } ?? []) + columns.keys.sorted().map { columns[$0]! }
  }
}

/// What a parser must know of a delimited file before it reads a row.
struct TablePlan: Sendable {
  /// How the cells of a column are being read. A column moves only down this list: what some row
  /// asked for holds for all.
  enum Kind: UInt8, Sendable, Comparable {
    /// Not wanted.
    case skip
    case integer
    case double
    /// Codes of the texts that the block has met.
    case text
    /// Begun as a number, found to be text: to be read again.
    case deferred

    static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  struct PlannedColumn: Sendable {
    var name: String
    var declared: ColumnType?
    /// The marks inside its numbers.
    var marks = NumberMarks()
    /// What a block begins with.
    var kind: Kind
  }

  /// What messages call the file.
  var file: String
  var columns: [PlannedColumn]
  var delimiter: UInt8
  var quote: UInt8
  var encoding: TextEncoding
  var missing: MissingSpellings
  /// The spellings in columns declared text.
  var textMissing: MissingSpellings

  /// Whether some column has other marks than a point, so that no number can be read in passing.
  var hasMarks: Bool { columns.contains { !$0.marks.isPlain } }
}

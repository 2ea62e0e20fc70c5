#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a column of a text file is declared to hold.
public enum ColumnType: String, Sendable, Equatable, CaseIterable {
  /// A finite decimal number.
  case double
  /// A whole number that fits 64 bits.
  case integer
  /// Text, stored as it stands.
  case text
  /// `TRUE`, `True`, `true`, `T`, `1` and their opposites, stored as the integers 1 and 0.
  case logical

  /// The type with its article, for messages.
  var phrase: String {
    switch self {
    case .double: "a finite number"
    case .integer: "a whole number of at most 64 bits"
    case .text: "text"
    case .logical: "TRUE or FALSE"
    }
  }
}

/// How the bytes of a text file spell characters.
public enum TextEncoding: Sendable, Equatable {
  case utf8
  /// ISO 8859-1: each byte is the character of that number.
  case latin1
}

/// How a delimited text file is to be understood.
public struct CSVOptions: Sendable, Equatable {
  /// The byte between fields. Default: a comma.
  public var delimiter: UInt8
  /// The spellings of a missing value, compared with the cell after the spaces around it are
  /// dropped. Default: nothing at all, and `NA`.
  public var missing: Set<String>
  /// Whether a quoted cell can be a spelling of missing (`"NA"`). Default: it can, as in most
  /// files of the field; `false` reads what `CSV.write` wrote without any loss.
  public var quotedMissing: Bool
  /// The types of columns that are not to be inferred. Default: none.
  public var types: [String: ColumnType]
  /// Columns whose numbers carry a separator of thousands, and that byte: `1,234,567` is read as
  /// 1234567, and groups must be of three digits. Default: none.
  public var thousands: [String: UInt8]
  /// The columns to read, in the order wanted. Default: all.
  public var columns: [String]?
  /// Default: UTF-8.
  public var encoding: TextEncoding
  /// The most threads to use; the result does not depend on it. Default: one a processor.
  public var threads: Int

  /// The defaults read a file as R's `write.csv` and its kin write it: comma, header, `NA` or
  /// nothing for a missing value.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","), missing: Set<String> = ["", "NA"],
    quotedMissing: Bool = true, types: [String: ColumnType] = [:],
    thousands: [String: UInt8] = [:], columns: [String]? = nil, encoding: TextEncoding = .utf8,
    threads: Int = CSVOptions.processors
  ) {
    self.delimiter = delimiter
    self.missing = missing
    self.quotedMissing = quotedMissing
    self.types = types
    self.thousands = thousands
    self.columns = columns
    self.encoding = encoding
    self.threads = threads
  }

  /// The number of processors that are online.
  public static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

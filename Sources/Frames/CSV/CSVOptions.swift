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

/// How a delimited text file is to be understood.
///
/// Every member that a user may have to say has a name as ``Setting``, which commands, requests, studies
/// and descriptions of sources share.
public struct CSVOptions: Sendable, Equatable {
  /// The byte between fields. Where it is not said it is a comma (a tab in a `.tsv` file), and a header
  /// of one field that holds another mark is refused: it is not guessed.
  public var delimiter: UInt8?
  /// The byte around fields that hold a delimiter. Default: the double quote.
  public var quote: UInt8
  /// The mark before a number's fraction. Default: a point.
  public var decimal: ColumnMarks
  /// The separator of thousands: `1,234,567` is read as 1234567, and groups must be of three digits.
  /// Default: none.
  public var thousands: ColumnMarks
  /// The line of the header, from 1; lines above it are passed over. Where it is not said it is the
  /// first that is not blank.
  public var header: Int?
  /// Names of which the header has one of each. Where they are said and `header` is not, the header is
  /// the first line that has them, among the first ``headerSearch``; the first line where none has.
  public var headerNames: [[String]]
  /// Lines that begin so are no records: notes above, within or below the table. With any such
  /// beginning blank lines are no records either. Default: none.
  public var comments: [String]
  /// The spellings of a missing value, compared with the cell after the spaces around it are
  /// dropped. Default: nothing at all, and `NA`.
  public var missing: Set<String>
  /// The spellings of a missing value in columns declared text. Where they are not said they are
  /// those of `missing` but for `NA`, which is Namibia, North America or a name there.
  public var textMissing: Set<String>?
  /// Whether a quoted cell can be a spelling of missing (`"NA"`). Default: it can, as in most
  /// files of the field; `false` reads what `CSV.write` wrote without any loss.
  public var quotedMissing: Bool
  /// The types of columns that are not to be inferred. Default: none.
  public var types: [String: ColumnType]
  /// The columns to read, in the order wanted. Default: all.
  public var columns: [String]?
  /// Default: UTF-8. A byte order mark in the file wins over it.
  public var encoding: TextEncoding
  /// The most threads to use; the result does not depend on it. Default: one a processor.
  public var threads: Int

  /// The defaults read a file as R's `write.csv` and its kin write it: comma, header, `NA` or
  /// nothing for a missing value.
  public init(
    delimiter: UInt8? = nil, missing: Set<String> = ["", "NA"],
    quotedMissing: Bool = true, types: [String: ColumnType] = [:],
    thousands: ColumnMarks = [:], columns: [String]? = nil, encoding: TextEncoding = .utf8,
    threads: Int = CSVOptions.processors
  ) {
    self.delimiter = delimiter
    quote = UInt8(ascii: "\"")
    decimal = [:]
    self.thousands = thousands
    headerNames = []
    comments = []
    self.missing = missing
    self.quotedMissing = quotedMissing
    self.types = types
    self.columns = columns
    self.encoding = encoding
    self.threads = threads
  }

  /// The byte between fields.
  var separator: UInt8 { delimiter ?? UInt8(ascii: ",") }

  /// What is missing in columns declared text. A table that tells `NA` from `"NA"` needs no rule.
  var missingInText: Set<String> {
    textMissing ?? (quotedMissing ? missing.subtracting(["NA"]) : missing)
  }

  /// How many lines are searched for the header that names are given of: publishers put some lines of
  /// origin and date above it, not pages.
  static let headerSearch = 30

  /// The number of processors that are online.
  public static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

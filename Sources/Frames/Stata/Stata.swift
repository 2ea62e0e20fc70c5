import CReadStat

/// Stata's `.dta` files, formats 104 to 119, by way of the ReadStat library.
///
/// `byte`, `int` and `long` variables become integer columns, `float` and `double` ones double
/// columns (a float keeps its binary value: 0.1 is read as 0.10000000149011612), strings text.
/// `.`, `.a` to `.z` and the empty string are missing. Variable labels become column labels; value
/// labels are kept beside the numbers in `Column.valueLabels`, those of missing values dropped.
/// Dates stay the numbers they are: days since 1960-01-01 for `%td`.
public enum Stata {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - columns: the columns to read, in the order wanted; all where it is `nil`.
  ///   - encoding: what files before format 118 spell their text in, as iconv names it; such files
  ///     do not say. Windows-1252 where it is `nil`.
  /// - Throws: `ReadError`: `.notFound`, `.unreadable`, `.notStata`, `.unsupportedStata`,
  ///   `.corruptStata`, `.noColumn`.
  public static func read(
    _ path: String, columns: [String]? = nil, encoding: String? = nil
  ) throws(ReadError) -> Frame {
    try parse(OpenFile(path).contents(), name: path, columns: columns, encoding: encoding)
  }

  /// Reads a file that is already in memory.
  /// - Parameter name: what messages call it.
  public static func parse(
    _ bytes: [UInt8], name: String = "table", columns: [String]? = nil, encoding: String? = nil
  ) throws(ReadError) -> Frame {
    guard !bytes.isEmpty else { throw .empty(file: name) }
    guard let format = format(bytes) else { throw .notStata(file: name) }
    // ReadStat 1.1 takes the references of 118 for those of 119, which are cut elsewhere, and finds no
    // text behind them.
    if format == 119, hasLongStrings(bytes) {
      throw .unsupportedStata(
        file: name, detail: "strL variables in format 119, whose texts would be read as empty")
    }
    let collector = StataCollector(format: format)
    let status = run(StataMemory(bytes), collector, encoding)
    if let detail = collector.failure { throw .corruptStata(file: name, detail: detail) }
    switch status {
    case READSTAT_OK: break
    case READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION, READSTAT_ERROR_UNSUPPORTED_CHARSET:
      throw .unsupportedStata(file: name, detail: message(status))
    default:
      throw .corruptStata(file: name, detail: message(status))
    }
    return try frame(collector, name, columns)
  }

  private static func frame(
    _ collector: StataCollector, _ name: String, _ wanted: [String]?
  ) throws(ReadError) -> Frame {
    guard let columns = collector.columns() else {
      throw .corruptStata(file: name, detail: "some variables have fewer values than others")
    }
    do throws(FrameError) {
      let frame = try Frame(columns)
      guard let wanted else { return frame }
      return try frame.selecting(wanted)
    } catch {
      switch error {
      case .noColumn(let column, let closest, let known):
        throw .noColumn(file: name, column: column, closest: closest, known: known)
      case .duplicateColumn(let column):
        throw .corruptStata(file: name, detail: "two variables are called '\(column)'")
      case .columnLength(let column, _, _):
        throw .corruptStata(file: name, detail: "'\(column)' differs in length")
      case .notNumeric: preconditionFailure("making a frame asks no column for numbers")
      }
    }
  }

  private static func run(
    _ memory: StataMemory, _ collector: StataCollector, _ encoding: String?
  ) -> readstat_error_t {
    guard let parser = readstat_parser_init() else {
      preconditionFailure("ReadStat gives no parser")
    }
    defer { readstat_parser_free(parser) }
    memory.attach(to: parser)
    collector.attach(to: parser)
    if let encoding { readstat_set_file_character_encoding(parser, encoding) }
    return withExtendedLifetime((memory, collector)) {
      readstat_parse_dta(parser, "memory", Unmanaged.passUnretained(collector).toOpaque())
    }
  }

  /// The number of the format that a file says it has, or `nil` where it does not begin as Stata
  /// files do. Formats from 117 on open with tags; older ones with their number, a byte order of
  /// 1 or 2 and a 1 (Stata, "help dta").
  private static func format(_ bytes: [UInt8]) -> Int? {
    let opening = Array("<stata_dta><header><release>".utf8)
    if bytes.starts(with: opening) {
      let digits = bytes.dropFirst(opening.count).prefix(3)
      return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
    guard bytes.count > 3, (102...116).contains(bytes[0]), (1...2).contains(bytes[1]),
      bytes[2] == 1
    else { return nil }
    return Int(bytes[0])
  }

  /// Whether a file of format 119 has a variable of type strL, 32768 in the list of types, where each has
  /// two bytes (Stata, "help dta").
  private static func hasLongStrings(_ bytes: [UInt8]) -> Bool {
    let opening = Array("<variable_types>".utf8)
    let closing = Array("</variable_types>".utf8)
    let order = Array("<byteorder>MSF".utf8)
    guard let start = bytes.firstRange(of: opening)?.upperBound,
      let end = bytes[start...].firstRange(of: closing)?.lowerBound
    else { return false }
    let isBigEndian = bytes.prefix(200).firstRange(of: order) != nil
    let long: [UInt8] = isBigEndian ? [0x80, 0] : [0, 0x80]
    return stride(from: start, to: end - 1, by: 2).contains {
      bytes[$0] == long[0] && bytes[$0 + 1] == long[1]
    }
  }

  private static func message(_ status: readstat_error_t) -> String {
    readstat_error_message(status).map { String(cString: $0).lowercased() } ?? "status \(status)"
  }
}

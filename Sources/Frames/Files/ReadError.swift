/// Why a table could not be read.
///
/// Lines count from 1 at the top of the file, the header included; a line break inside a quoted
/// field counts too, so the number is the one a text editor shows.
public enum ReadError: Error, Equatable, Sendable {
  /// No file at the path. `near` lists names in its folder that come close.
  case notFound(path: String, folderExists: Bool, near: [String])
  /// The file is there but the system refuses to hand it over.
  case unreadable(path: String, reason: String)
  /// The extension is none of those that can be read.
  case unknownKind(path: String, known: [String])
  /// Nothing in the file.
  case empty(file: String)
  /// An option that cannot work, such as a line break for a delimiter.
  case badOption(String)
  /// An option names a column that the file lacks.
  case noColumn(file: String, column: String, closest: [String], known: Int)
  /// Two columns carry one name; positions count from 1.
  case duplicateHeader(file: String, name: String, first: Int, second: Int)
  /// A row has another number of fields than the header; `headerLine` is the line that has as many as
  /// the row and may be the header.
  case raggedRow(file: String, line: Int, found: Int, expected: Int, headerLine: Int? = nil)
  /// The header is to be on a line that the file does not have.
  case noHeaderLine(file: String, line: Int, lines: Int)
  /// A header of one field that holds a mark which separates fields elsewhere.
  case otherDelimiter(file: String, header: String, mark: String)
  /// A file of another kind under the name of a text file.
  case notDelimited(file: String, kind: FileKind)
  /// A quote that is never closed.
  case unterminatedQuote(file: String, line: Int)
  /// Text between a closing quote and the next delimiter.
  case strayQuote(file: String, line: Int, column: String)
  /// A cell does not hold what the column was declared to hold.
  case wrongType(file: String, line: Int, column: String, found: String, expected: ColumnType)
  /// Bytes that are not what the encoding allows where text is expected.
  case invalidText(
    file: String, line: Int, column: String, byte: UInt8, encoding: TextEncoding = .utf8)
  /// The file announces an encoding that is not read.
  case unsupportedEncoding(file: String, encoding: String)
  /// A gzip stream that is cut off or damaged.
  case corruptArchive(file: String, detail: String)
  /// A file that does not begin as Stata files do.
  case notStata(file: String)
  /// A Stata file whose layout is not understood.
  case unsupportedStata(file: String, detail: String)
  /// A Stata file that ends early or contradicts itself.
  case corruptStata(file: String, detail: String)
}

extension ReadError {
  /// The same with its line, if it names one, moved.
  func movingLines(_ moved: (Int) -> Int) -> ReadError {
    switch self {
    case .raggedRow(let file, let line, let found, let expected, let header):
      .raggedRow(
        file: file, line: moved(line), found: found, expected: expected,
        headerLine: header.map(moved))
    case .unterminatedQuote(let file, let line): .unterminatedQuote(file: file, line: moved(line))
    case .strayQuote(let file, let line, let column):
      .strayQuote(file: file, line: moved(line), column: column)
    case .wrongType(let file, let line, let column, let found, let expected):
      .wrongType(file: file, line: moved(line), column: column, found: found, expected: expected)
    case .invalidText(let file, let line, let column, let byte, let encoding):
      .invalidText(file: file, line: moved(line), column: column, byte: byte, encoding: encoding)
    default: self
    }
  }
}

extension ReadError: CustomStringConvertible {
  /// The place in the file, what was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .notFound(let path, let folderExists, let near):
      "there is no file '\(path)'"
        + (folderExists ? "" : ", nor the folder it should be in") + ". "
        + (near.isEmpty
          ? "Check the path." : "Did you mean \(NearestNames.sentence(near))?")
    case .unreadable(let path, let reason):
      "'\(path)' cannot be read: \(reason). A readable file was expected; check its permissions."
    case .unknownKind(let path, let known):
      "'\(path)' is of no kind that can be read. Known kinds are "
        + known.joined(separator: ", ") + "; export the table to one of them."
    case .empty(let file):
      "\(file) is empty where a header row was expected. Fetch or export it again."
    case .badOption(let message):
      message
    case .noColumn(let file, let column, let closest, let known):
      "\(file) has no column '\(column)' among its \(known). "
        + (closest.isEmpty
          ? "Look at its header row." : "Did you mean \(NearestNames.sentence(closest))?")
    case .duplicateHeader(let file, let name, let first, let second):
      "\(file): columns \(first) and \(second) are both called '\(name)' where names must differ. "
        + "Rename one of them."
    case .raggedRow(let file, let line, let found, let expected, let headerLine):
      "\(file), line \(line): \(Plural.count(found, "field")) where the header has "
        + "\(expected). "
        + (headerLine.map {
          "If the lines above are notes and the header is on line \($0), say "
            + "\(CSVOptions.Setting.header.said(String($0)))."
        }
          ?? "Look for a missing or unquoted delimiter. Notes within or below the table are passed "
          + "over by how they begin: \(CSVOptions.Setting.comment.said("Source:")).")
    case .noHeaderLine(let file, let line, let lines):
      "\(file) has \(lines) lines where the header was expected on line \(line). Look where it stands."
    case .otherDelimiter(let file, let header, let mark):
      "\(file): the header is one field, '\(header.showingControls)'. "
        + "If \(mark == "\t" ? "a tab" : "'\(mark)'") separates its names, say "
        + "\(CSVOptions.Setting.delimiter.said(mark == "\t" ? "tab" : "\(mark)")); if it is one name, "
        + "say \(CSVOptions.Setting.delimiter.said(","))."
    case .notDelimited(let file, let kind):
      "\(file) \(kind.sentence)."
    case .unterminatedQuote(let file, let line):
      "\(file), line \(line): a quote opens here and is never closed where a closing quote was "
        + "expected. Close it, or double a quote that belongs to the text."
    case .strayQuote(let file, let line, let column):
      "\(file), line \(line), column '\(column)': text follows the closing quote where a delimiter "
        + "was expected. Double the quotes that belong to the text."
    case .wrongType(let file, let line, let column, let found, let expected):
      "\(file), line \(line), column '\(column)': found '\(found)' where \(expected.phrase) was "
        + "expected. Correct the cell, declare the column as text, "
        + "\(CSVOptions.Setting.text.said(column)), or, where it says that there is none, name it: "
        + "\(CSVOptions.Setting.missing.said(found))."
    case .invalidText(let file, let line, let column, let byte, let encoding):
      "\(file), line \(line), column '\(column)': byte 0x\(String(byte, radix: 16)) where "
        + "\(encoding.rawValue) text was expected. Say "
        + "\(CSVOptions.Setting.encoding.said("windows-1252")), as Excel writes in the West, or latin-1, "
        + "or save it as UTF-8."
    case .unsupportedEncoding(let file, let encoding):
      "\(file) is encoded as \(encoding) where UTF-8, UTF-16, Latin-1 or Windows-1252 was expected. "
        + "Save it as UTF-8."
    case .corruptArchive(let file, let detail):
      "\(file) is not a whole gzip file (\(detail)). Fetch or compress it again."
    case .notStata(let file):
      "\(file) does not begin as a Stata file does. If it is text, name it .csv."
    case .unsupportedStata(let file, let detail):
      "\(file) is a Stata file of a kind that is not read (\(detail)); formats 104 to 119 are "
        + "expected. Save it again from Stata with 'saveold', or export it to CSV."
    case .corruptStata(let file, let detail):
      "\(file) is a damaged Stata file (\(detail)) where a whole one was expected. Fetch it again."
    }
  }
}

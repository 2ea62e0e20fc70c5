extension CSV {
  /// Writes a frame as RFC 4180 text with a header row and LF line ends, whole or not at all.
  ///
  /// Doubles are written in the fewest digits that read back as the same number. Cells outside
  /// coverage are written as missing ones are; labels are not written. `CSV.read` with
  /// `quotedMissing: false`, and with the types of text and double columns declared, gives the
  /// same columns back: a text `NA` or an empty one is written in quotes.
  ///
  /// - Throws: `WriteError`; a file that was there before is then as it was.
  public static func write(
    _ frame: Frame, to path: String, options: CSVWriteOptions = CSVWriteOptions()
  ) throws(WriteError) {
    guard !path.hasSuffix(".gz") else { throw .packed(path: path) }
    try validate(options)
    let file = try WholeFile(path)
    let writer = FrameText(frame, options)
    try file.append(writer.header)
    for first in stride(from: 0, to: frame.rowCount, by: FrameText.rowsAtOnce) {
      let last = min(first + FrameText.rowsAtOnce, frame.rowCount)
      try file.append(writer.rows(first..<last))
    }
    try file.finish()
  }

  /// A frame as the text that `write` would put into a file.
  public static func text(
    _ frame: Frame, options: CSVWriteOptions = CSVWriteOptions()
  ) throws(WriteError) -> String {
    try validate(options)
    let writer = FrameText(frame, options)
    return String(decoding: writer.header + writer.rows(0..<frame.rowCount), as: UTF8.self)
  }

  private static func validate(_ options: CSVWriteOptions) throws(WriteError) {
    do throws(ReadError) {
      try CSVOptions(delimiter: options.delimiter).validate()
    } catch {
      throw .badOption("\(error)")
    }
    guard !needsQuotes(Array(options.missing.utf8), delimiter: options.delimiter) else {
      throw .badOption(
        "'\(options.missing)' was asked for as the spelling of missing where one without "
          + "delimiters, quotes and line breaks was expected. Try 'NA'.")
    }
  }
}

/// The bytes of a frame as delimited text.
private struct FrameText {
  static let rowsAtOnce = 8192

  private let frame: Frame
  private let delimiter: UInt8
  private let missing: [UInt8]
  /// The levels of each text column as they are written; empty for numbers.
  private let levels: [[[UInt8]]]

  init(_ frame: Frame, _ options: CSVWriteOptions) {
    self.frame = frame
    delimiter = options.delimiter
    let alone = frame.columns.count == 1 && options.missing.isEmpty
    missing = Array((alone ? "NA" : options.missing).utf8)
    levels = frame.columns.map { column in
      guard case .text(_, let levels) = column.storage else { return [] }
      return levels.map { FrameText.field($0, options) }
    }
    names = frame.names.map { FrameText.field($0, options) }
  }

  private let names: [[UInt8]]

  var header: [UInt8] {
    Array(names.joined(separator: [delimiter])) + [UInt8(ascii: "\n")]
  }

  func rows(_ rows: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * frame.columns.count * 8)
    guard !frame.columns.isEmpty else { return bytes }
    for row in rows {
      for (number, column) in frame.columns.enumerated() {
        if number > 0 { bytes.append(delimiter) }
        guard column.isPresent(at: row) else {
          bytes.append(contentsOf: missing)
          continue
        }
        switch column.storage {
        case .double(let values): bytes.append(contentsOf: Column.render(values[row]).utf8)
        case .integer(let values): bytes.append(contentsOf: String(values[row]).utf8)
        case .text(let codes, _): bytes.append(contentsOf: levels[number][Int(codes[row])])
        }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// A text, quoted where it would not come back as it is.
  private static func field(_ text: String, _ options: CSVWriteOptions) -> [UInt8] {
    let bytes = Array(text.utf8)
    let space = UInt8(ascii: " ")
    let wouldChange =
      bytes.isEmpty || bytes.first == space || bytes.last == space || text == "NA"
      || text == options.missing
    return wouldChange || CSV.needsQuotes(bytes, delimiter: options.delimiter)
      ? CSV.quoted(bytes) : bytes
  }
}

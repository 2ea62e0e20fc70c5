/// Delimited text: RFC 4180 and what is met in practice.
///
/// The type of a column that is not declared is inferred from the whole file: integer if every
/// value is a whole number of 64 bits, else double if every value is a finite number, else 0 and 1
/// if every value is a word for true or false, else text. A column without any value is double.
/// Quotes decide nothing: `"12"` is a number where its column is one. Spaces around a number are
/// dropped, those around text are kept.
///
/// - `NaN`, in any case and with any sign, is missing in a column of numbers.
/// - `Inf` is no finite number: it makes an undeclared column text, and is an error in a declared
///   one. Put `Inf` among the missing spellings to read such a column as numbers.
/// - A number that overflows a double counts as `Inf`; one that underflows is zero.
/// - Doubles are rounded to nearest, as `strtod` rounds them.
/// - A header cell without a name, such as the one above R's row names, is called `row` and its
///   position from 1. Blank lines before the header and after the last record are ignored; between
///   records they are ragged rows, or a missing value where there is but one column.
/// - Lines end in LF, CR LF, or (where there is no LF in the file) in CR.
public enum CSV {
  /// Reads a file, unpacking it if it is gzip, whatever it is called.
  ///
  /// Peak memory is the columns and one column more a thread; and the unpacked file, if it is
  /// packed.
  public static func read(
    _ path: String, options: CSVOptions = CSVOptions()
  ) throws(ReadError) -> Frame {
    try read(path, options: options, witness: nil)
  }

  /// Reads a file whose bytes somebody else wants to see too.
  static func read(
    _ path: String, options: CSVOptions, witness: TableSource.Witness?
  ) throws(ReadError) -> Frame {
    try CSVReader(source: TableSource(path, witness: witness), name: path, options: options)
      .frame()
  }

  /// Reads a file that is already in memory.
  /// - Parameter name: what messages call it.
  public static func parse(
    _ bytes: [UInt8], name: String = "table", options: CSVOptions = CSVOptions()
  ) throws(ReadError) -> Frame {
    try CSVReader(source: TableSource(bytes, name: name), name: name, options: options).frame()
  }

  /// Reads text that is already in memory.
  public static func parse(
    text: String, name: String = "table", options: CSVOptions = CSVOptions()
  ) throws(ReadError) -> Frame {
    try parse(Array(text.utf8), name: name, options: options)
  }
}

/// How a frame is to be written as delimited text.
public struct CSVWriteOptions: Sendable, Equatable {
  /// The byte between fields. Default: a comma.
  public var delimiter: UInt8
  /// What stands for a cell without a value. Default: nothing. In a frame of one column nothing
  /// would make a blank line, and `NA` is written instead.
  public var missing: String

  /// Commas between fields, and nothing where a cell has no value.
  public init(delimiter: UInt8 = UInt8(ascii: ","), missing: String = "") {
    self.delimiter = delimiter
    self.missing = missing
  }
}

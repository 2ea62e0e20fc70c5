/// Tables in files of any kind that can be read.
public enum TableFile {
  /// The extensions that `read` knows, longest first.
  public static let kinds = [".csv.gz", ".tsv.gz", ".csv", ".tsv", ".dta"]

  /// Reads a table as its extension says; upper case counts as lower.
  ///
  /// - Parameter options: for delimited text. A `.tsv` file is delimited by tabs whatever they
  ///   say; for a Stata file only `columns` counts.
  /// - Throws: `ReadError`: `.notFound` before `.unknownKind`, so that a mistyped name is told
  ///   from a kind of file that is not read.
  public static func read(
    _ path: String, options: CSVOptions = CSVOptions()
  ) throws(ReadError) -> Frame {
    let name = path.lowercased()
    switch kinds.first(where: name.hasSuffix) {
    case ".csv", ".csv.gz":
      return try CSV.read(path, options: options)
    case ".tsv", ".tsv.gz":
      var tabs = options
      tabs.delimiter = UInt8(ascii: "\t")
      return try CSV.read(path, options: tabs)
    case ".dta":
      return try Stata.read(path, columns: options.columns)
    default:
      _ = try OpenFile(path)
      throw .unknownKind(path: path, known: kinds)
    }
  }
}

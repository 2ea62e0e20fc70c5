/// Tables in files of any kind that can be read.
public enum TableFile {
  /// The extensions that `read` knows, longest first.
  public static let kinds = [
    ".csv.gz", ".tsv.gz", ".txt.gz", ".csv", ".tsv", ".txt", ".dta",
  ]

  /// Reads a table as its extension says; upper case counts as lower.
  ///
  /// - Parameter options: for delimited text. A `.tsv` file is delimited by tabs where they
  ///   do not say; for a Stata file only `columns` counts.
  /// - Throws: `ReadError`: `.notFound` before `.unknownKind`, so that a mistyped name is told
  ///   from a kind of file that is not read.
  public static func read(
    _ path: String, options: CSVOptions = CSVOptions()
  ) throws(ReadError) -> Frame {
    try table(path, options: options, witness: nil)
  }

  /// Reads a table and shows the bytes of its file to `witness`, as they lie there, in order and
  /// each once: what a hash of the file takes, without opening it a second time.
  package static func read(
    _ path: String, options: CSVOptions = CSVOptions(),
    witness: (UnsafeRawBufferPointer) -> Void
  ) throws(ReadError) -> Frame {
    try withoutActuallyEscaping(witness) { (witness) throws(ReadError) in
      try table(path, options: options, witness: witness)
    }
  }

  private static func table(
    _ path: String, options: CSVOptions, witness: TableSource.Witness?
  ) throws(ReadError) -> Frame {
    let name = path.lowercased()
    switch kinds.first(where: name.hasSuffix) {
    case ".csv", ".csv.gz", ".txt", ".txt.gz":
      return try CSV.read(path, options: options, witness: witness)
    case ".tsv", ".tsv.gz":
      var tabs = options
      tabs.delimiter = options.delimiter ?? UInt8(ascii: "\t")
      return try CSV.read(path, options: tabs, witness: witness)
    case ".dta":
      let bytes = try OpenFile(path).contents()
      if let witness { bytes.withUnsafeBytes(witness) }
      return try Stata.parse(bytes, name: path, columns: options.columns)
    default:
      _ = try OpenFile(path)
      throw .unknownKind(path: path, known: kinds)
    }
  }
}

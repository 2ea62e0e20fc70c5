import Frames

/// What libFuzzer calls with each input: the first byte picks the reader, the rest is the file.
/// A frame or a typed error is right; anything else stops the fuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  do throws(ReadError) {
    switch start[0] % 5 {
    case 0:
      let one = try CSV.parse(bytes, options: CSVOptions(threads: 1))
      _ = try? CSV.text(one)
    case 1:
      _ = try CSV.parse(
        bytes,
        options: CSVOptions(
          delimiter: UInt8(ascii: ";"), quotedMissing: false, encoding: .latin1, threads: 1))
    case 2:
      var options = CSVOptions(threads: 1)
      try options.set(.quote, to: ["'"])
      try options.set(.decimal, to: [","])
      try options.set(.thousands, to: ["."])
      try options.set(.comment, to: ["#", "Source"])
      try options.set(.encoding, to: ["windows-1252"])
      let frame = try CSV.parse(bytes, options: options)
      for column in frame.columns { _ = (column.strayText, column.alikeLevels) }
    case 3:
      var options = CSVOptions(encoding: .utf16, threads: 1)
      options.headerNames = [["a"], ["b", "x"]]
      let frame = try CSV.parse(bytes, options: options)
      for column in frame.columns { _ = (column.strayText, column.firstWord) }
    default:
      _ = try Stata.parse(bytes)
    }
  } catch {
    _ = error.description
  }
  return 0
}

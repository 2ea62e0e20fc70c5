import Frames

/// What libFuzzer calls with each input: the first byte picks the reader, the rest is the file.
/// A frame or a typed error is right; anything else stops the fuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  do throws(ReadError) {
    switch start[0] % 3 {
    case 0:
      let one = try CSV.parse(bytes, options: CSVOptions(threads: 1))
      _ = try? CSV.text(one)
    case 1:
      _ = try CSV.parse(
        bytes,
        options: CSVOptions(
          delimiter: UInt8(ascii: ";"), quotedMissing: false, encoding: .latin1, threads: 1))
    default:
      _ = try Stata.parse(bytes)
    }
  } catch {
    _ = error.description
  }
  return 0
}

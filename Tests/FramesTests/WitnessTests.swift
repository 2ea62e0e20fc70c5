import Frames
import TestSupport
import Testing

/// Who else wants to see a file's bytes is shown them once, as they lie there.
@Suite struct WitnessTests {
  private func shown(
    _ bytes: [UInt8], _ name: String
  ) throws -> (bytes: [UInt8], frame: Frame, alone: Frame) {
    let folder = try ScratchFolder()
    let path = try folder.write(bytes, name)
    var seen: [UInt8] = []
    let frame = try TableFile.read(path) { seen += $0 }
    return (seen, frame, try TableFile.read(path))
  }

  @Test("small, packed, delimited by tabs, Stata", .tags(.identity))
  func kinds() throws {
    let text = Array("a,b\n1,x\n2,y\n".utf8)
    let files: [(String, [UInt8])] = [
      ("t.csv", text), ("t.csv.gz", try GzipFixture.packed(text)),
      ("t.tsv", Array("a\tb\n1\t2\n".utf8)),
      ("t.dta", try StataFixture.file(version: 118)),
    ]
    for (name, bytes) in files {
      let result = try shown(bytes, name)
      #expect(result.bytes == bytes, "\(name)")
      #expect(result.frame == result.alone, "\(name)")
    }
  }

  /// Larger files stay on disk, and are shown window by window.
  @Test("every length around the windows of a large file", .tags(.identity))
  func large() throws {
    let (small, window) = (1 << 20, 1 << 18)
    for length in [
      small - 1, small, small + 1, small + window - 1, small + window, small + window + 1,
    ] {
      var bytes = Array("a\n".utf8)
      while bytes.count < length { bytes += Array("1234567\n".utf8) }
      bytes.removeLast(bytes.count - length)
      let result = try shown(bytes, "t.csv")
      #expect(result.bytes == bytes, "\(length) bytes")
      #expect(result.frame == result.alone)
    }
  }

  @Test("a file that is refused throws what it throws without a witness", .tags(.failure))
  func refused() throws {
    let folder = try ScratchFolder()
    #expect(throws: ReadError.self) { try TableFile.read(folder.file("t.csv")) { _ in } }
    let ragged = try folder.write(Array("a,b\n1\n".utf8), "r.csv")
    var count = 0
    #expect(throws: ReadError.raggedRow(file: ragged, line: 2, found: 1, expected: 2)) {
      try TableFile.read(ragged) { count += $0.count }
    }
    #expect(count == 6)
  }

  @Test("white space goes at both ends alone", .tags(.identity))
  func trimmed() {
    #expect(" \t\na b\u{A0}\r\n".trimmed == "a b")
    #expect("".trimmed.isEmpty && " \n ".trimmed.isEmpty && "x".trimmed == "x")
    #expect("  ab  ".dropFirst().trimmed == "ab")
  }
}

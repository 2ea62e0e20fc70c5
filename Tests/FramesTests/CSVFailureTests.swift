import Foundation
import Frames
import TestSupport
import Testing

@Suite("What delimited text can do wrong", .tags(.failure))
struct CSVFailureTests {
  private func expect(
    _ expected: ReadError, _ text: String, _ options: CSVOptions = CSVOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: expected, sourceLocation: sourceLocation) {
      try CSV.parse(text: text, name: "t.csv", options: options)
    }
  }

  @Test("an empty file, and one of blank lines", arguments: ["", "\n\n", "\u{FEFF}", "\r\n"])
  func empty(_ text: String) {
    expect(.empty(file: "t.csv"), text)
  }

  @Test("too few fields, too many, and a note below the table")
  func ragged() {
    expect(.raggedRow(file: "t.csv", line: 3, found: 2, expected: 3), "a,b,c\n1,2,3\n4,5\n6,7,8\n")
    expect(.raggedRow(file: "t.csv", line: 2, found: 4, expected: 3), "a,b,c\n1,2,3,4\n")
    expect(
      .raggedRow(file: "t.csv", line: 5, found: 1, expected: 2),
      "a,b\n\"x\ny\",1\n2,3\nSource: nobody\n")
  }

  @Test("a line in the middle of a large file is counted, quoted line breaks included")
  func lateLine() {
    var text = "a,b\n"
    for row in 0..<30_000 { text += row % 10 == 0 ? "\"x\ny\",\(row)\n" : "word,\(row)\n" }
    text += "last\n"
    expect(.raggedRow(file: "t.csv", line: 33_002, found: 1, expected: 2), text)
  }

  @Test("a quote that is never closed is reported where it opens")
  func unterminated() {
    expect(.unterminatedQuote(file: "t.csv", line: 3), "a,b\n1,2\n3,\"x\n5,6\n")
    expect(.unterminatedQuote(file: "t.csv", line: 1), "a,\"b\n1,2\n")
  }

  @Test("text after a closing quote")
  func stray() {
    expect(.strayQuote(file: "t.csv", line: 2, column: "b"), "a,b\n1,\"x\"y\n")
    expect(.strayQuote(file: "t.csv", line: 1, column: "x"), "a,\"x\"y\n1,2\n")
  }

  @Test("two columns of one name")
  func duplicateHeader() {
    expect(.duplicateHeader(file: "t.csv", name: "a", first: 1, second: 3), "a,b,a\n1,2,3\n")
  }

  @Test("a declared type that a cell breaks")
  func wrongType() {
    expect(
      .wrongType(file: "t.csv", line: 3, column: "b", found: "2.5", expected: .integer),
      "a,b\n1,2\n1,2.5\n", CSVOptions(types: ["b": .integer]))
    expect(
      .wrongType(file: "t.csv", line: 2, column: "a", found: "Inf", expected: .double),
      "a,b\nInf,2\n", CSVOptions(types: ["a": .double]))
    expect(
      .wrongType(
        file: "t.csv", line: 2, column: "a", found: "9223372036854775808", expected: .integer),
      "a,b\n9223372036854775808,2\n", CSVOptions(types: ["a": .integer]))
    expect(
      .wrongType(file: "t.csv", line: 2, column: "a", found: "maybe", expected: .logical),
      "a,b\nmaybe,2\n", CSVOptions(types: ["a": .logical]))
  }

  @Test("bytes that are no UTF-8, in a cell and in the header")
  func invalidText() {
    #expect(throws: ReadError.invalidText(file: "table", line: 3, column: "n", byte: 0xF4)) {
      try CSV.parse(Array("n\nab\nC".utf8) + [0xF4] + Array("te\n".utf8))
    }
    #expect(throws: ReadError.invalidText(file: "table", line: 1, column: "2", byte: 0xFF)) {
      try CSV.parse(Array("n,".utf8) + [0xFF] + Array("\n1,2\n".utf8))
    }
    #expect(throws: ReadError.unsupportedEncoding(file: "table", encoding: "UTF-32")) {
      try CSV.parse([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0])
    }
  }

  @Test("an option that names a column the file lacks, with the nearest names")
  func noColumn() {
    for options in [
      CSVOptions(types: ["yeer": .integer]), CSVOptions(columns: ["yeer"]),
      CSVOptions(thousands: ["yeer": UInt8(ascii: ",")]),
    ] {
      expect(
        .noColumn(file: "t.csv", column: "yeer", closest: ["year"], known: 2), "year,b\n1,2\n",
        options)
    }
  }

  @Test("options that cannot work")
  func badOptions() {
    for options in [
      CSVOptions(delimiter: UInt8(ascii: "\n")), CSVOptions(delimiter: UInt8(ascii: "5")),
      CSVOptions(thousands: ["a": UInt8(ascii: ".")]), CSVOptions(threads: 0),
      CSVOptions(columns: ["a", "a"]),
    ] {
      #expect {
        try CSV.parse(text: "a\n1\n", options: options)
      } throws: {
        if case .badOption? = $0 as? ReadError { true } else { false }
      }
    }
  }

  @Test("gzip that is cut off, damaged or followed by something else")
  func corruptArchives() throws {
    let packed = try GzipFixture.packed(Array("a,b\n1,2\n".utf8))
    #expect(try CSV.parse(packed) == CSV.parse(text: "a,b\n1,2\n"))
    #expect(try CSV.parse(packed + [0, 0]) == CSV.parse(text: "a,b\n1,2\n"))
    #expect(
      try CSV.parse(packed + GzipFixture.packed(Array("3,4\n".utf8)))
        == CSV.parse(text: "a,b\n1,2\n3,4\n"))
    var flipped = packed
    flipped[packed.count - 6] ^= 1
    for damaged in [Array(packed.dropLast(5)), flipped, packed + [1, 2, 3]] {
      #expect {
        try CSV.parse(damaged, name: "t.csv.gz")
      } throws: {
        if case .corruptArchive("t.csv.gz", _)? = $0 as? ReadError { true } else { false }
      }
    }
  }

  @Test("every message says what was found and one thing to try")
  func messages() {
    let error = ReadError.wrongType(
      file: "t.csv", line: 3, column: "b", found: "x", expected: .integer)
    #expect(
      error.description
        == "t.csv, line 3, column 'b': found 'x' where a whole number of at most 64 bits was "
        + "expected. Correct the cell, declare the column as text, --text 'b' (in a file `text: [\"b\"]`), or, "
        + "where it says that there is none, name it: --missing 'x' (in a file `missing: [\"x\"]`)."
    )
    #expect(
      ReadError.notFound(path: "d/x.csv", folderExists: false, near: []).description
        == "there is no file 'd/x.csv', nor the folder it should be in. Check the path.")
  }
}

import Foundation
import Frames
import TestSupport
import Testing

@Suite("Writing delimited text")
struct CSVWriteTests {
  private static let strict = CSVOptions(quotedMissing: false)

  @Test("what is written is read back, column by column", .tags(.identity))
  func roundTrip() throws {
    let frame = try Frame([
      Column(name: "i", integers: [1, nil, .min, .max, 0, 7]),
      Column(
        name: "d", doubles: [0.1, -0.0, nil, .leastNonzeroMagnitude, 1.7976931348623157e308, 1e16]),
      Column(name: "t, \"quoted\"", texts: ["a,b", "say \"hi\"", "two\r\nlines", " x ", nil, ""]),
      Column(name: "n", texts: ["NA", "Côte d'Ivoire", nil, "T", "", "x"]),
      Column(name: "empty", doubles: [nil, nil, nil, nil, nil, nil]),
    ])
    #expect(try CSV.parse(text: CSV.text(frame), options: Self.strict) == frame)
    let folder = try ScratchFolder()
    try CSV.write(frame, to: folder.file("t.csv"))
    #expect(try CSV.read(folder.file("t.csv"), options: Self.strict) == frame)
    #expect(try folder.names == ["t.csv"])
  }

  @Test("doubles come back to the bit", .tags(.identity))
  func doubles() throws {
    var random = SplitMix(seed: 5)
    let values = (0..<20_000).map { _ in Double(bitPattern: random.next()) }
      .map { $0.isFinite ? $0 : -0.0 }
    let frame = try Frame([Column(name: "d", storage: .double(values))])
    let found = try CSV.parse(
      text: CSV.text(frame), options: CSVOptions(types: ["d": .double])
    ).column("d")
    guard case .double(let read) = found.storage else { return #expect(Bool(false)) }
    #expect(read.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test("missing values of a single column do not become blank lines", .tags(.identity))
  func singleColumn() throws {
    let frame = try Frame([Column(name: "a", integers: [nil, 1, nil])])
    #expect(try CSV.text(frame) == "a\nNA\n1\nNA\n")
    #expect(try CSV.parse(text: CSV.text(frame)) == frame)
  }

  @Test("delimiter and spelling of missing are the caller's", .tags(.identity))
  func options() throws {
    let frame = try Frame([
      Column(name: "a", texts: ["x;y", "p,q", nil]), Column(name: "b", integers: [1, 2, nil]),
    ])
    let options = CSVWriteOptions(delimiter: UInt8(ascii: ";"), missing: "NA")
    #expect(try CSV.text(frame, options: options) == "a;b\n\"x;y\";1\np,q;2\nNA;NA\n")
  }

  @Test("a frame without rows is a header", .tags(.identity))
  func noRows() throws {
    let frame = try Frame([Column(name: "a", doubles: []), Column(name: "b", doubles: [])])
    #expect(try CSV.text(frame) == "a,b\n")
    #expect(try CSV.parse(text: CSV.text(frame)) == frame)
  }

  @Test("a table that cannot be written leaves what was there", .tags(.failure))
  func failures() throws {
    let folder = try ScratchFolder()
    let frame = try Frame([Column(name: "a", integers: [1])])
    let missing = folder.file("none/t.csv")
    #expect(throws: WriteError.noFolder(path: missing, folder: folder.file("none"))) {
      try CSV.write(frame, to: missing)
    }
    #expect(throws: WriteError.packed(path: "t.csv.gz")) { try CSV.write(frame, to: "t.csv.gz") }
    #expect(throws: WriteError.refused(path: folder.path, reason: "it is a folder")) {
      try CSV.write(frame, to: folder.path)
    }
    #expect {
      try CSV.text(frame, options: CSVWriteOptions(missing: "a,b"))
    } throws: {
      if case .badOption? = $0 as? WriteError { true } else { false }
    }
    #expect {
      try CSV.text(frame, options: CSVWriteOptions(delimiter: UInt8(ascii: "\"")))
    } throws: {
      if case .badOption? = $0 as? WriteError { true } else { false }
    }
    #expect(try folder.names.isEmpty)
  }
}

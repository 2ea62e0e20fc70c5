import Foundation
import Frames
import TestSupport
import Testing

@Suite("Stata files")
struct StataTests {
  @Test(
    "every format gives the same columns", .tags(.identity),
    arguments: [113, 114, 115, 117, 118, 119])
  func formats(_ version: Int) throws {
    let frame = try Stata.parse(StataFixture.file(version: version))
    #expect(frame.names == ["id", "score", "share", "kind", "name"])
    #expect(try frame.column("id") == Column(name: "id", integers: [-7, 32_000, nil]))
    #expect(
      try frame.column("score")
        == Column(name: "score", label: "a score", doubles: [0.1, -2.5e300, nil]))
    // Stata's float is a binary fraction of 24 bits: 0.1 is not 0.1 in doubles.
    #expect(
      try frame.column("share") == Column(name: "share", doubles: [0.100000001490116119, 1.5, nil]))
    var kind = Column(name: "kind", integers: [1, 2, nil])
    kind.valueLabels = [1: "ally", 2: "rival"]
    #expect(try frame.column("kind") == kind)
    #expect(
      try frame.column("name") == Column(name: "name", texts: ["Chad", "Peru, \"inc\"", nil]))
  }

  @Test("texts of format 119 that would be read as empty are refused, others read", .tags(.failure))
  func longStrings() throws {
    let path = Fixture.path("faults/stata-119/strl.dta")
    let refused = #expect(throws: ReadError.self) { try Stata.read(path) }
    #expect(refused?.description.contains("strL variables in format 119") == true)
    let plain = try Stata.read(Fixture.path("faults/stata-119/plain.dta"))
    #expect(
      try plain.column("note")
        == Column(name: "note", texts: ["short", String(repeating: "x", count: 40)]))
  }

  @Test("a file cut anywhere is refused by a typed error, never a trap", .tags(.failure))
  func cut() throws {
    let bytes = try StataFixture.file(version: 118)
    for length in stride(from: 1, to: bytes.count * 3 / 4, by: 7) {
      #expect(throws: ReadError.self) { try Stata.parse(Array(bytes.prefix(length))) }
    }
    #expect(throws: ReadError.notStata(file: "t.dta")) {
      try Stata.parse(Array("id,year\n1,2\n".utf8), name: "t.dta")
    }
  }

  @Test("value labels stay with rows that are picked", .tags(.identity))
  func labelsStay() throws {
    let frame = try Stata.parse(StataFixture.file(version: 118)).gathered([1, nil])
    #expect(try frame.column("kind").valueLabels == [1: "ally", 2: "rival"])
  }

  @Test("only the columns asked for, in the order asked", .tags(.identity))
  func selection() throws {
    let bytes = try StataFixture.file(version: 118)
    #expect(try Stata.parse(bytes, columns: ["name", "id"]).names == ["name", "id"])
    #expect(
      throws: ReadError.noColumn(file: "t.dta", column: "nam", closest: ["name"], known: 5)
    ) {
      try Stata.parse(bytes, name: "t.dta", columns: ["nam"])
    }
  }

  @Test("what is no Stata file, an empty one, and one of a later format", .tags(.failure))
  func notStata() throws {
    #expect(throws: ReadError.notStata(file: "t.dta")) {
      try Stata.parse(Array("a,b\n1,2\n".utf8), name: "t.dta")
    }
    #expect(throws: ReadError.empty(file: "t.dta")) { try Stata.parse([], name: "t.dta") }
    let later = Array("<stata_dta><header><release>199</release>".utf8)
    #expect {
      try Stata.parse(later + [UInt8](repeating: 0, count: 200), name: "t.dta")
    } throws: {
      switch $0 as? ReadError {
      case .unsupportedStata, .corruptStata: true
      default: false
      }
    }
  }

  @Test(
    "a file that ends early is damaged, wherever it ends", .tags(.failure), arguments: [115, 118])
  func truncated(_ version: Int) throws {
    let bytes = try StataFixture.file(version: version)
    // Behind the data lie value labels, which older formats may lack.
    for length in stride(from: 40, to: bytes.count / 2, by: 97) {
      #expect {
        try Stata.parse(Array(bytes.prefix(length)), name: "t.dta")
      } throws: {
        if case .corruptStata("t.dta", _)? = $0 as? ReadError { true } else { false }
      }
    }
  }

  @Test("a name of value labels that fills its field and more is refused", .tags(.failure))
  func unclosedLabelName() throws {
    var bytes = try StataFixture.file(version: 115)
    let name = Array("kinds".utf8) + [0]
    let start = try #require(
      (0..<bytes.count - name.count).first { Array(bytes[$0..<$0 + name.count]) == name })
    // The field has 33 bytes, and that of the next variable follows.
    for index in start..<start + 66 { bytes[index] = UInt8(ascii: "x") }
    #expect {
      try Stata.parse(bytes, name: "t.dta")
    } throws: {
      if case .corruptStata("t.dta", _)? = $0 as? ReadError { true } else { false }
    }
  }

  @Test(
    "a published file agrees with its conversion to text", .tags(.reference),
    .needsTables(
      "data/raw/ReplicationData_ISQ_Promises.dta", "data/blankenship_promises.csv.gz",
      "data/raw/cpi_avg.dta", "data/us_cpi_avg.csv", of: "Blankenship; consumer prices"))
  func publishedFile() throws {
    let stata = try Stata.read(TablesOfOthers.path("data/raw/ReplicationData_ISQ_Promises.dta"))
    let text = try CSV.read(TablesOfOthers.path("data/blankenship_promises.csv.gz"))
    #expect(stata.rowCount == text.rowCount)
    var compared = 0
    for column in text.columns where stata.contains(column.name) {
      let other = try stata.column(column.name)
      guard column.isNumeric, other.isNumeric else { continue }
      for row in 0..<text.rowCount {
        guard let found = other.double(at: row), let expected = column.double(at: row) else {
          #expect(other.isPresent(at: row) == column.isPresent(at: row), "\(column.name) \(row)")
          continue
        }
        compared += 1
        expectClose(found, expected, relative: Self.printedDigits, "\(column.name) \(row)")
      }
    }
    #expect(compared > 300_000)
    let prices = try Stata.read(TablesOfOthers.path("data/raw/cpi_avg.dta"))
    let printed = try CSV.read(TablesOfOthers.path("data/us_cpi_avg.csv"))
    #expect(prices.rowCount == printed.rowCount)
  }

  /// The text was printed with fifteen digits.
  private static let printedDigits = 1e-14
}

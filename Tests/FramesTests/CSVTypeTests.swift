import Frames
import TestSupport
import Testing

@Suite("The type of a column")
struct CSVTypeTests {
  private func column(_ lines: [String], _ options: CSVOptions = CSVOptions()) throws -> Column {
    try CSV.parse(text: "v,w\n" + lines.map { $0 + ",0\n" }.joined(), options: options).column("v")
  }

  @Test("whole numbers are integers, to both ends of 64 bits", .tags(.identity))
  func integers() throws {
    let found = try column(["1", "-9223372036854775808", "+9223372036854775807", "007"])
    #expect(found == Column(name: "v", integers: [1, .min, .max, 7]))
  }

  @Test("one number with a fraction makes the whole column double", .tags(.identity))
  func doubles() throws {
    let found = try column(["1", "2", "2.5", ".5", "5.", "-1e-3", "9223372036854775808"])
    #expect(
      found == Column(name: "v", doubles: [1, 2, 2.5, 0.5, 5, -0.001, 9_223_372_036_854_775_808]))
  }

  @Test(
    "a double after the first block turns integers of all blocks into doubles", .tags(.identity))
  func lateDouble() throws {
    let values = (0..<40_000).map { $0 == 39_999 ? "0.5" : String($0) }
    let found = try column(values)
    #expect(found.storage == .double(values.compactMap(Double.init)))
  }

  @Test("a word after the first block turns numbers into the text they were", .tags(.identity))
  func lateText() throws {
    var values: [String?] = (0..<40_000).map { "0\($0)" }
    values[7] = nil
    values[8] = "NaN"
    values[39_999] = "end"
    let found = try column(values.map { $0 ?? "NA" })
    #expect(found == Column(name: "v", texts: values))
  }

  @Test("nothing but missing values is a column of doubles", .tags(.identity))
  func allMissing() throws {
    let found = try column(["", "NA", "NaN", "-nan"])
    #expect(found == Column(name: "v", doubles: [nil, nil, nil, nil]))
  }

  @Test("minus zero keeps its sign", .tags(.identity))
  func minusZero() throws {
    let found = try column(["-0", "1"])
    #expect(found.double(at: 0)?.sign == .minus)
  }

  @Test("words for true and false are 1 and 0; both letters are needed", .tags(.identity))
  func logicals() throws {
    #expect(
      try column(["TRUE", "FALSE", "NA", "TRUE"]) == Column(name: "v", integers: [1, 0, nil, 1]))
    #expect(try column(["T", "F"]) == Column(name: "v", integers: [1, 0]))
    #expect(try column(["F", "F"]) == Column(name: "v", texts: ["F", "F"]))
    #expect(try column(["TRUE", "maybe"]) == Column(name: "v", texts: ["TRUE", "maybe"]))
    let declared = CSVOptions(types: ["v": .logical])
    #expect(try column(["F", "1", "true"], declared) == Column(name: "v", integers: [0, 1, 1]))
  }

  @Test("an infinity is no number: undeclared it is text", .tags(.identity))
  func infinities() throws {
    #expect(try column(["1", "Inf"]) == Column(name: "v", texts: ["1", "Inf"]))
    #expect(try column(["1", "1e999"]) == Column(name: "v", texts: ["1", "1e999"]))
    let asMissing = CSVOptions(missing: ["", "NA", "Inf"])
    #expect(try column(["1", "Inf"], asMissing) == Column(name: "v", integers: [1, nil]))
  }

  @Test("quotes and spaces do not decide a type", .tags(.identity))
  func quotedNumbers() throws {
    #expect(try column(["\"12\"", " 3 ", "\" 4\""]) == Column(name: "v", integers: [12, 3, 4]))
    #expect(try column(["\"a\"", " b "]) == Column(name: "v", texts: ["a", " b "]))
  }

  @Test("a declared type holds where inference would say otherwise", .tags(.identity))
  func declared() throws {
    #expect(
      try column(["007"], CSVOptions(types: ["v": .text])) == Column(name: "v", texts: ["007"]))
    #expect(
      try column(["7"], CSVOptions(types: ["v": .double])) == Column(name: "v", doubles: [7]))
  }

  @Test("separators of thousands are read where they are declared", .tags(.identity))
  func thousands() throws {
    let comma = CSVOptions(thousands: ["v": UInt8(ascii: ",")])
    #expect(
      try column(["\"1,234,567\"", "12", "\"-1,000\""], comma)
        == Column(name: "v", integers: [1_234_567, 12, -1000]))
    #expect(try column(["\"1,234.5\""], comma) == Column(name: "v", doubles: [1234.5]))
    #expect(try column(["\"12,34\""], comma) == Column(name: "v", texts: ["12,34"]))
    #expect(try column(["\"1,234\""]) == Column(name: "v", texts: ["1,234"]))
  }

  @Test("spellings of missing may look like numbers", .tags(.identity))
  func numericMissing() throws {
    let options = CSVOptions(missing: ["-9", "."])
    #expect(
      try column(["-9", "9", ".", "-9.0"], options)
        == Column(name: "v", doubles: [nil, 9, nil, -9]))
  }
}

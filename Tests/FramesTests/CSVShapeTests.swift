import Frames
import TestSupport
import Testing

@Suite("The shape of delimited text")
struct CSVShapeTests {
  private static let expected = try? Frame([
    Column(name: "a", integers: [1, 2]), Column(name: "b", texts: ["x", "y"]),
  ])

  @Test(
    "line breaks, byte order marks and blank ends do not matter", .tags(.identity),
    arguments: [
      "a,b\n1,x\n2,y\n", "a,b\n1,x\n2,y", "a,b\r\n1,x\r\n2,y\r\n", "a,b\r1,x\r2,y\r",
      "\u{FEFF}a,b\n1,x\n2,y\n\n\n", "\n\na,b\n1,x\n2,y\r\n\r\n", "\"a\",\"b\"\n\"1\",\"x\"\n2,y\r",
    ])
  func lineBreaks(_ text: String) throws {
    #expect(try CSV.parse(text: text) == Self.expected)
  }

  @Test("other delimiters", .tags(.identity))
  func delimiters() throws {
    let tab = CSVOptions(delimiter: UInt8(ascii: "\t"))
    #expect(try CSV.parse(text: "a\tb\n1\tx\n2\ty\n", options: tab) == Self.expected)
    let semicolon = CSVOptions(delimiter: UInt8(ascii: ";"))
    #expect(try CSV.parse(text: "a;b\n1;x\n2;y\n", options: semicolon) == Self.expected)
  }

  @Test("quoted fields hold delimiters, doubled quotes and line breaks", .tags(.identity))
  func quotes() throws {
    let text =
      "\"t\",n\n\"a,b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\n5\" pipe,4\n\"5\"\" pipe\",5\n"
    let frame = try CSV.parse(text: text)
    #expect(
      try frame.column("t")
        == Column(name: "t", texts: ["a,b", "say \"hi\"", "two\nlines", "5\" pipe", "5\" pipe"]))
    #expect(try frame.column("n") == Column(name: "n", integers: [1, 2, 3, 4, 5]))
  }

  @Test("a header without rows is a frame without rows", .tags(.identity))
  func headerOnly() throws {
    let frame = try CSV.parse(text: "a,b\n", options: CSVOptions(types: ["b": .text]))
    #expect(frame.rowCount == 0)
    #expect(frame.names == ["a", "b"])
    #expect(try frame.column("a").storage == .double([]))
    #expect(try frame.column("b").storage == .text(codes: [], levels: []))
  }

  @Test("a nameless column is called after its position", .tags(.identity))
  func rowNames() throws {
    #expect(try CSV.parse(text: "\"\",b,\n1,2,3\n").names == ["row1", "b", "row3"])
  }

  @Test("one column may have blank lines, which are missing", .tags(.identity))
  func singleColumn() throws {
    #expect(
      try CSV.parse(text: "a\n1\n\n3\n") == Frame([Column(name: "a", integers: [1, nil, 3])]))
  }

  @Test("only the columns asked for are read, in the order asked", .tags(.identity))
  func selection() throws {
    let options = CSVOptions(columns: ["c", "a"])
    let frame = try CSV.parse(text: "a,b,c\n1,\"x\ny\",3\n4,,6\n", options: options)
    #expect(
      try frame
        == Frame([Column(name: "c", integers: [3, 6]), Column(name: "a", integers: [1, 4])])
    )
  }

  @Test("Latin-1 text is read when it is said to be", .tags(.identity))
  func latin1() throws {
    let bytes = Array("name\nC".utf8) + [0xF4] + Array("te\n".utf8)
    let frame = try CSV.parse(bytes, options: CSVOptions(encoding: .latin1))
    #expect(try frame.column("name").text(at: 0) == "C\u{F4}te")
  }

  @Test("quoted spellings of missing count unless told not to", .tags(.identity))
  func quotedMissing() throws {
    let text = "a,b\n\"NA\",x\n\"\",y\n"
    #expect(try CSV.parse(text: text).column("a") == Column(name: "a", doubles: [nil, nil]))
    let strict = CSVOptions(quotedMissing: false)
    #expect(
      try CSV.parse(text: text, options: strict).column("a")
        == Column(name: "a", texts: ["NA", ""])
    )
  }

  @Test("the result does not depend on the number of threads", .tags(.identity))
  func threads() throws {
    var text = "i,d,t,m\n"
    for row in 0..<120_000 {
      let word = row % 977 == 0 ? "\"a \"\"quoted\"\"\n\(row % 31)\"" : "w\(row % 1013)"
      text += "\(row),\(Double(row) / 7),\(word),\(row % 3 == 0 ? "" : "\(row)")\n"
    }
    let bytes = Array(text.utf8)
    let one = try CSV.parse(bytes, options: CSVOptions(threads: 1))
    for threads in [2, 3, 7] {
      #expect(try CSV.parse(bytes, options: CSVOptions(threads: threads)) == one)
    }
    #expect(try one.column("i").storage == .integer((0..<120_000).map(Int64.init)))
  }
}

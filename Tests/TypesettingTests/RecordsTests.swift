import Frames
import TestSupport
import Testing
import Typesetting

@Suite struct RecordsTests {
  @Test("Records quote fields as frames do, and leave absent ones empty", .tags(.identity))
  func quoting() throws {
    let fields = ["plain", "a,b", "say \"so\"", "two\nlines", "carriage\rreturn", "ü"]
    let records = Records(header: ["name", "value"], rows: fields.map { [$0, ""] })
    #expect(
      records.csv == "name,value\n" + fields.map { CSV.field($0) + ",\n" }.joined())
    let column = Column(name: "name", texts: fields)
    #expect(
      try CSV.text(Frame([column]))
        == "name\n" + fields.map { CSV.field($0) + "\n" }.joined())
  }

  @Test(
    "A field is quoted where it would be split, and nowhere else", .tags(.identity),
    arguments: [
      ("", ""), ("a", "a"), ("a,b", "\"a,b\""), ("\"", "\"\"\"\""), ("a\r\nb", "\"a\r\nb\""),
      (" a ", " a "), ("NA", "NA"), ("a;b", "a;b"),
    ])
  func field(text: String, expected: String) {
    #expect(CSV.field(text) == expected)
  }

  @Test("Another delimiter is quoted instead of the comma", .tags(.identity)) func delimiter() {
    #expect(CSV.field("a;b", delimiter: UInt8(ascii: ";")) == "\"a;b\"")
    #expect(CSV.field("a,b", delimiter: UInt8(ascii: ";")) == "a,b")
  }
}

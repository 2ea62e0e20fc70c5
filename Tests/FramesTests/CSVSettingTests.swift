import TestSupport
import Testing

@testable import Frames

/// What may be said about a file of text, and what is seen without being told.
@Suite("How a file of text is read")
struct CSVSettingTests {
  private static func expected() throws -> Frame {
    try Frame([Column(name: "x", integers: [1, 2]), Column(name: "y", doubles: [2.5, 3])])
  }

  private func options(_ settings: [(CSVOptions.Setting, [String])]) throws -> CSVOptions {
    var options = CSVOptions()
    for (setting, words) in settings { try options.set(setting, to: words) }
    return options
  }

  @Test("each setting reads the file that needs it", .tags(.identity))
  func settings() throws {
    let expected = try Self.expected()
    for (text, settings) in [
      ("x;y\n1;2.5\n2;3\n", [(CSVOptions.Setting.delimiter, [";"])]),
      ("x\ty\n1\t2.5\n2\t3\n", [(.delimiter, ["tab"])]),
      ("x;y\n1;2,5\n2;3\n", [(.delimiter, [";"]), (.decimal, [","])]),
      ("x,y\n1,\"2,5\"\n2,3\n", [(.decimal, ["y=,"])]),
      ("'x','y'\n'1','2.5'\n2,3\n", [(.quote, ["'"])]),
      ("a note\n\nx,y\n1,2.5\n2,3\n", [(.header, ["3"])]),
      ("# one, two\nx,y\n# three\n1,2.5\n\n2,3\n\nSource: me\n", [(.comment, ["#", "Source:"])]),
      ("x,y\n1,2.5\n2,3\n", [(.encoding, ["windows-1252"])]),
    ] as [(String, [(CSVOptions.Setting, [String])])] {
      let frame = try CSV.parse(text: text, options: options(settings))
      #expect(frame == expected, "\(text.debugDescription)")
    }
    let thousands = try CSV.parse(
      text: "x;y\n1.204;1.204,5\n",
      options: options([(.delimiter, [";"]), (.decimal, [","]), (.thousands, ["."])]))
    #expect(try thousands.column("x").integer(at: 0) == 1204)
    #expect(try thousands.column("y").double(at: 0) == 1204.5)
    // With a decimal comma a point is no mark of numbers.
    let strict = try CSV.parse(
      text: "x;y\n1.204;2\n", options: options([(.delimiter, [";"]), (.decimal, [","])]))
    #expect(try strict.column("x").isNumeric == false)
  }

  @Test("NA is a word in a column declared text, unless it is said", .tags(.identity))
  func namibia() throws {
    let text = "iso2,y\nNA,1\n\"NA\",2\nUS,NA\n,4\n"
    let plain = try CSV.parse(text: text)
    #expect(try plain.column("iso2") == Column(name: "iso2", texts: [nil, nil, "US", nil]))
    #expect(try plain.column("iso2").missingAmongCodes == 0)
    let declared = try CSV.parse(text: text, options: options([(.text, ["iso2"])]))
    #expect(try declared.column("iso2") == Column(name: "iso2", texts: ["NA", "NA", "US", nil]))
    #expect(try declared.column("y").isPresent(at: 2) == false)
    let said = try CSV.parse(
      text: text, options: options([(.text, ["iso2"]), (.missing, ["NA"])]))
    #expect(try said.column("iso2").text(at: 0) == nil)
    let many = try CSV.parse(text: "c\nNA\nUS\nDE\n").column("c")
    #expect(many.missingAmongCodes == 1)
  }

  @Test("UTF-16 is read by its mark, and without one where it is said", .tags(.identity))
  func utf16() throws {
    let text = "name,y\nCôte 🌊,1\n"
    let expected = try CSV.parse(text: text)
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try CSV.parse([0xFF, 0xFE] + little) == expected)
    #expect(try CSV.parse([0xFE, 0xFF] + big) == expected)
    #expect(try CSV.parse(little, options: options([(.encoding, ["utf-16"])])) == expected)
    #expect(throws: ReadError.unsupportedEncoding(file: "table", encoding: "broken UTF-16")) {
      try CSV.parse([0xFF, 0xFE] + little + [0x41])
    }
    // A mark of UTF-8 wins over an encoding that is said.
    #expect(
      try CSV.parse(
        [0xEF, 0xBB, 0xBF] + Array(text.utf8), options: options([(.encoding, ["latin-1"])]))
        == expected)
    let windows = try CSV.parse(
      Array("n\n".utf8) + [0x80, 0x93, 0xE9] + Array("\n".utf8),
      options: options([(.encoding, ["windows-1252"])]))
    #expect(try windows.column("n").text(at: 0) == "€“é")
    #expect {
      try CSV.parse(
        Array("n\n".utf8) + [0x81, 0x0A], options: options([(.encoding, ["windows-1252"])]))
    } throws: {
      if case .invalidText(_, 2, "n", 0x81, .windows1252)? = $0 as? ReadError {
        true
      } else {
        false
      }
    }
  }

  @Test("lines end in any way, and a file in fillers", .tags(.identity))
  func ends() throws {
    for text in [
      "x,y\r\n1,2.5\r\n2,3\r\n", "x,y\r\r\n1,2.5\r\r\n2,3\r\r\n", "x,y\r1,2.5\r2,3\r",
      "x,y\n1,2.5\n2,3\n\u{1A}", "x,y\r\n1,2.5\r\n2,3\r\n\u{1A}\0\0\r\n", "x,y\n1,2.5\n2,3\n\0\0\0",
      " x , y \n1,2.5\n2,3\n", "x,y\r\r\n\"1\",2.5\r\r\n2,\"3\"\r\r\n",
    ] {
      #expect(try CSV.parse(text: text) == Self.expected(), "\(text.debugDescription)")
    }
    // Behind a cell they belong to it.
    let padded = try CSV.parse(text: "x,y\n1,2.5\n2,3\0\0")
    #expect(try padded.column("y").strayText?.text == "3<NUL><NUL>")
  }

  @Test("a header that cannot be right names the setting", .tags(.failure))
  func advice() throws {
    func words(_ text: String) -> String {
      let error = #expect(throws: ReadError.self) { try CSV.parse(text: text, name: "t.csv") }
      return error?.description ?? ""
    }
    #expect(words("x;y\n1;2\n").contains("--delimiter ';'"))
    #expect(words("x\ty\n1\t2\n").contains("--delimiter tab"))
    #expect(words("# note\nx,y\n1,2\n3,4\n").contains("--header 2"))
    #expect(
      words("\"Data\",\"WDI\",\n\n\"At\",\"2020\",\n\nx,y\n1,2\n3,4\n").contains("--header 5"))
    #expect(words("x,y\n1,2\n3,4\nSource: me\n").contains("--comment"))
    #expect(words("PK\u{3}\u{4}zzzz").contains("Excel workbook"))
    #expect(words("<!DOCTYPE html><html>\n").contains("web page"))
    #expect(words("x,y\n1,2\n\u{1A}3\n").contains("line 3"))
    // A name with a semicolon can be had by saying that the comma is the delimiter.
    #expect(
      try CSV.parse(text: "a;b\n1\n", options: options([(.delimiter, [","])])).names == ["a;b"])
    #expect(throws: ReadError.noHeaderLine(file: "table", line: 9, lines: 3)) {
      try CSV.parse(text: "x,y\n1,2\n", options: options([(.header, ["9"])]))
    }
  }

  @Test("a line of the file is named, notes included", .tags(.failure))
  func lines() throws {
    let options = try options([(.comment, ["#"]), (.number, ["y"])])
    let error = #expect(throws: ReadError.self) {
      try CSV.parse(text: "# a\n# b\nx,y\n1,2\n# c\n\n3,word\n", name: "t.csv", options: options)
    }
    #expect(
      error
        == .wrongType(file: "t.csv", line: 7, column: "y", found: "word", expected: .double))
  }

  @Test(
    "words that say nothing of the kind are refused", .tags(.failure),
    arguments: [
      (CSVOptions.Setting.delimiter, "ab"), (.delimiter, "5"), (.delimiter, ""), (.quote, "a"),
      (.decimal, "x"), (.decimal, "y=;;"), (.thousands, "."), (.encoding, "klingon"),
      (.header, "0"), (.header, "first"), (.comment, ""), (.quote, ","),
    ])
  func refused(setting: CSVOptions.Setting, word: String) {
    #expect {
      var options = CSVOptions()
      try options.set(setting, to: [word])
    } throws: {
      if case .badOption(let words)? = $0 as? ReadError { !words.isEmpty } else { false }
    }
  }

  @Test("the header of a description is found below what a publisher puts above it")
  func headerNames() throws {
    var options = CSVOptions()
    options.headerNames = [["Code", "code"], ["x"]]
    let text = "\"Source\",\"me\",\n\na quote \" that goes wrong\ncode, x,\nA,1,\nB,2,\n"
    let frame = try CSV.parse(text: text, options: options)
    #expect(frame.names == ["code", "x", "row3"] && frame.rowCount == 2)
    // Where no line has the names the first is the header, and whoever asked says what it lacks.
    #expect(try CSV.parse(text: "a,b\n1,2\n", options: options).names == ["a", "b"])
  }
}

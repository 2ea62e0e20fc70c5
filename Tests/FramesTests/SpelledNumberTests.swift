import TestSupport
import Testing

@testable import Frames

/// What a number is, by one grammar: the reader's choice of a type and the search for stray cells.
@Suite("What spells a number")
struct SpelledNumberTests {
  private func column(_ cells: [String], _ options: CSVOptions = CSVOptions()) throws -> Column {
    try CSV.parse(text: (["v"] + cells).joined(separator: "\n") + "\n", options: options)
      .column("v")
  }

  /// Cells that some language or some human reads as a number, and this grammar does not.
  static let strays = [
    "0x13", "0X1F", "0b11", "19\0", "1d3", "$5", "5%", "Inf", "-inf", "infinity", "2001*", "..",
    "1_000",
    "1e", "e5", "+-1", "0x1p3", "1.2.3", "½", "١٢", "12a", "−5", "1 2", "7 [a]",
  ]

  @Test(
    "one stray cell among numbers is named, never made a category", .tags(.failure),
    arguments: strays)
  func strayCells(stray: String) throws {
    let column = try column(["3", "7", "11", stray, "15", "12.5"])
    #expect(!column.isNumeric)
    let found = try #require(column.strayText)
    #expect(found.row == 3 && found.text == stray.showingControls && !found.remedy.isEmpty)
  }

  @Test("numbers with marks are numbers to be declared", .tags(.failure))
  func marked() throws {
    func remedy(_ cells: [String]) throws -> String {
      try #require(column(cells.map { "\"\($0)\"" }).strayText).remedy
    }
    #expect(try remedy(["27,03", "3,2"]).contains("--decimal 'v=,'"))
    #expect(try remedy(["1,204", "12,400,000"]).contains("1204"))
    #expect(try remedy(["1,204", "27,03"]) == remedy(["27,03", "1,204"]))
    #expect(try remedy(["1,204.5", "2,000.25"]).contains("--thousands 'v=,'"))
    #expect(try remedy(["1.204.000", "2.100.000"]).contains("--thousands 'v=.'"))
    #expect(try remedy(["$5", "$6"]).contains("nothing but the number"))
    // Words that happen to hold digits are words.
    for words in [["A1", "B2", "3"], ["1-4", "5-9"], ["2001-02-03", "2002-02-03"], ["x", "1"]] {
      #expect(try column(words).strayText == nil, "\(words)")
    }
  }

  @Test("a column is numbers if and only if every cell is one", .tags(.identity))
  func oneGrammar() throws {
    var random = SplitMix(seed: 71)
    let alphabet = Array("0123456789..--++eExd $,_\0aInf".unicodeScalars)
    var numbers = 0
    for _ in 0..<20_000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 1..<6, using: &random)).map { _ in
            alphabet.randomElement(using: &random)!
          }))
      guard !text.trimmed.isEmpty, text.lowercased() != "nan" else { continue }
      let options = CSVOptions(delimiter: UInt8(ascii: ";"), missing: [])
      let isNumeric = try column([text, "1.5"], options).isNumeric
      let spelled = SpelledNumber(text) != nil
      if isNumeric != spelled { Issue.record("\(text.debugDescription) is \(spelled)") }
      numbers += spelled ? 1 : 0
    }
    #expect(numbers > 1000)
  }

  // MARK: Whole numbers that are more than their value

  @Test("ids beyond 64 bits, or beyond the doubles beside a fraction, stay as they are spelled")
  func bigIds() throws {
    let ids = ["9007199254740992", "9007199254740993", "9223372036854775808"]
    #expect(try column(ids) == Column(name: "v", texts: ids))
    let mixed = ["9007199254740992", "9007199254740993", "12.5"]
    #expect(try column(mixed) == Column(name: "v", texts: mixed))
    #expect(try column(mixed.reversed()) == Column(name: "v", texts: mixed.reversed()))
    // All fit 64 bits, or are doubles to the last digit.
    #expect(try column(Array(ids.prefix(2))).isNumeric)
    #expect(
      try column(["100000000000000000000", "1.5"]) == Column(name: "v", doubles: [1e20, 1.5]))
    let stray = try #require(column(mixed).strayText)
    #expect(stray.row == 1 && stray.remedy.contains("--text 'v'"))
    #expect(try column(mixed, CSVOptions(types: ["v": .double])).isNumeric)
  }

  @Test("leading zeros that tell codes apart make them text, others do not")
  func leadingZeros() throws {
    #expect(try column(["0101", "101"]) == Column(name: "v", texts: ["0101", "101"]))
    #expect(try column(["1.5", "101", "0101"]).isNumeric == false)
    #expect(
      try column(["01", "02", "12", "NA", "nan"])
        == Column(name: "v", integers: [1, 2, 12, nil, nil]))
    #expect(try column(["01.5", "2.25"]) == Column(name: "v", doubles: [1.5, 2.25]))
    #expect(try column(["0", "-0.5", "0.5", "00"]).isNumeric == false)
    let stray = try #require(column(["0101", "101"]).strayText)
    #expect(stray.row == 1 && stray.remedy.contains("'0101'"))
    #expect(
      try column(["0101", "101"], CSVOptions(types: ["v": .integer]))
        == Column(name: "v", integers: [101, 101]))
  }

  @Test("the same over the blocks of a large file, whatever the threads", .tags(.identity))
  func blocks() throws {
    let rows = 300_000
    func table(_ late: String) -> [UInt8] {
      var text = "id,word\n"
      for row in 0..<rows { text += "\(9_007_199_254_740_993 + row),abc\n" }
      return Array((text + late + ",abc\n").utf8)
    }
    for late in ["0.5", "007", "18446744073709551617"] {
      for threads in [1, 2] {
        let id = try CSV.parse(table(late), options: CSVOptions(threads: threads)).column("id")
        let isText = late != "007"
        #expect(id.isNumeric != isText, "\(late)")
        #expect(id.text(at: 0) == "9007199254740993")
        #expect(id.text(at: rows) == (isText ? late : "7"))
      }
    }
  }
}

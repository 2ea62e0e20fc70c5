import Frames
import TestSupport
import Testing

/// The fast reader against a plain one, byte by byte, on texts made of nothing but hard cases.
@Suite("The reader and the grammar")
struct PlainParserTests {
  /// What the grammar makes of a text: its records, or that it is refused.
  private static func records(_ text: [UInt8]) -> [[[UInt8]]]? {
    var text = text
    let breaks = "\r\n".utf8
    while let last = text.last, breaks.contains(last) { text.removeLast() }
    var start = 0
    while start < text.count, breaks.contains(text[start]) { start += 1 }
    text = Array(text[start...])
    if text.isEmpty { return nil }
    if !text.contains(UInt8(ascii: "\n")) {
      text = text.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
    }
    text.append(UInt8(ascii: "\n"))
    var records: [[[UInt8]]] = []
    var record: [[UInt8]] = []
    var position = 0
    while position < text.count {
      var field: [UInt8] = []
      if text[position] == UInt8(ascii: "\"") {
        position += 1
        while true {
          // The last byte is the line feed that was added.
          if position >= text.count - 1 { return nil }
          if text[position] != UInt8(ascii: "\"") {
            field.append(text[position])
            position += 1
          } else if text[position + 1] == UInt8(ascii: "\"") {
            field.append(text[position])
            position += 2
          } else {
            position += 1
            break
          }
        }
        var end = position
        while text[end] == UInt8(ascii: "\r") { end += 1 }
        if text[end] == UInt8(ascii: "\n") { position = end }
        guard ",\n".utf8.contains(text[position]) else { return nil }
      } else {
        while !",\n".utf8.contains(text[position]) {
          field.append(text[position])
          position += 1
        }
        if text[position] == UInt8(ascii: "\n") {
          while field.last == UInt8(ascii: "\r") { field.removeLast() }
        }
      }
      record.append(field)
      if text[position] == UInt8(ascii: "\n") {
        records.append(record)
        record = []
      }
      position += 1
    }
    return records
  }

  @Test("20,000 random texts of quotes, delimiters and line breaks", .tags(.identity))
  func randomTexts() throws {
    var random = SplitMix(seed: 21)
    let alphabet = Array("\"\"\",,,\n\n\n\rab1 ".utf8)
    var read = 0
    for _ in 0..<20_000 {
      let body = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      // A header of one or two columns, so that many texts are in order.
      let header = Array((Bool.random(using: &random) ? "x,y\n" : "x\n").utf8)
      let text = header + body
      let names = header.count == 2 ? ["x"] : ["x", "y"]
      let options = CSVOptions(
        missing: [], types: Dictionary(uniqueKeysWithValues: names.map { ($0, .text) }))
      let records = Self.records(text).map { $0.dropFirst() }
      let isTable = records?.allSatisfy { $0.count == names.count } ?? false
      let frame = try? CSV.parse(text, options: options)
      guard isTable, let records else {
        if frame != nil { Issue.record("read \(String(decoding: text, as: UTF8.self))") }
        continue
      }
      guard let frame, frame.rowCount == records.count else {
        Issue.record("not read: \(String(decoding: text, as: UTF8.self).debugDescription)")
        continue
      }
      read += 1
      for (number, column) in frame.columns.enumerated() {
        let found = (0..<frame.rowCount).map { column.text(at: $0) }
        let expected = records.map { String(decoding: $0[number], as: UTF8.self) }
        if found != expected { Issue.record("differs: \(String(decoding: text, as: UTF8.self))") }
      }
    }
    #expect(read > 1000)
  }

  @Test("quoted line breaks across the reader's windows and blocks", .tags(.identity))
  func largeText() throws {
    var random = SplitMix(seed: 22)
    var text = Array("x,y\n".utf8)
    let pieces = ["\"\"", "\n", ",", "a", "word", "\r\n", " "].map { Array($0.utf8) }
    while text.count < 700_000 {
      for column in 0..<2 {
        text.append(UInt8(ascii: "\""))
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
          text += pieces.randomElement(using: &random)!
        }
        text += Array((column == 0 ? "\"," : "\"\n").utf8)
      }
      if Bool.random(using: &random) { text += Array("plain \"quotes\" inside,12\n".utf8) }
    }
    let records = try #require(Self.records(text)).dropFirst()
    let options = CSVOptions(missing: [], types: ["x": .text, "y": .text], threads: 2)
    let frame = try CSV.parse(text, options: options)
    #expect(frame.rowCount == records.count)
    for (number, column) in frame.columns.enumerated() {
      let found = (0..<frame.rowCount).map { column.text(at: $0) }
      #expect(found == records.map { String(decoding: $0[number], as: UTF8.self) })
    }
  }
}

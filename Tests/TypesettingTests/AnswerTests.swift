import TestSupport
import Testing

@testable import Typesetting

@Suite struct AnswerTests {
  private static func answer(findings: [String] = []) throws -> Answer {
    Answer(
      tables: [
        try PlainTable(title: "First", headers: ["a", "b"], rows: [["x", "1"]]),
        try PlainTable(title: "Second", headers: ["c"], rows: [["y"]]),
      ], document: .object([("a", .integer(1))]), findings: findings, notes: ["said beside"])
  }

  @Test("Tables follow each other with an empty line between them", .tags(.identity))
  func tables() throws {
    let answer = try Self.answer()
    for format in TableFormat.allCases {
      #expect(
        answer.rendered(.table(format))
          == answer.tables.map { $0.render(format) }.joined(separator: "\n"), "\(format)")
    }
    #expect(answer.rendered(.table(.csv)) == "a,b\nx,1\n\nc\ny\n")
    #expect(answer.rendered(.json) == "{\n  \"a\": 1\n}")
    #expect(!answer.rendered(.table(.text)).contains("said beside"))
  }

  @Test("Findings come last, escaped as their form asks, and not in CSV", .tags(.identity))
  func findings() throws {
    let words = Array(repeating: "word", count: 30).joined(separator: " ")
    let answer = try Self.answer(findings: ["5% < a_b & c", words])
    #expect(answer.rendered(.table(.csv)) == (try Self.answer().rendered(.table(.csv))))
    #expect(answer.rendered(.json) == (try Self.answer().rendered(.json)))
    let text = answer.rendered(.table(.text))
    #expect(text.hasSuffix("word\n  " + Array(repeating: "word", count: 11).joined(separator: " ")))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 98 })
    #expect(answer.rendered(.table(.markdown)).contains("\n- 5% \\< a\\_b \\& c\n- word"))
    #expect(answer.rendered(.table(.latex)).contains("5\\% \\textless{} a\\_b \\& c\n\nword"))
    #expect(answer.rendered(.table(.html)).contains("<p>5% &lt; a_b &amp; c</p>\n<p>word"))
  }

  @Test("A figure that the answer does not have is named", .tags(.failure)) func noFigure() throws {
    let answer = try Self.answer()
    #expect(throws: ExhibitError.unknownFigure("", known: [])) { try answer.figure() }
    #expect(throws: ExhibitError.unknownFigure("map", known: [])) { try answer.figure("map") }
    #expect(
      ExhibitError.unknownFigure("map", known: ["a", "b", "c"]).description
        .contains("a, b or c"))
    #expect(ExhibitError.unknownFigure("map", known: []).description.contains("has none"))
  }

  @Test("A format has one name", .tags(.identity)) func names() {
    #expect(
      OutputFormat.allCases.map(\.rawValue) == [
        "text", "json", "csv", "markdown", "latex", "html",
      ])
    for format in OutputFormat.allCases {
      #expect(OutputFormat(rawValue: format.rawValue) == format)
    }
    #expect(OutputFormat.allCases.count == TableFormat.allCases.count + 1)
    for word in ["", "yaml", "JSON", "Text"] { #expect(OutputFormat(rawValue: word) == nil) }
    #expect(TableFormat.allCases.map(\.fileSuffix) == ["txt", "md", "tex", "html", "csv"])
  }

  @Test("Pages and figures escape the same way, and hold no control character", .tags(.identity))
  func escape() {
    var page = HTML()
    page.paragraph("a\u{1}<b> & \"c\" 'd'\u{FFFF}\tq")
    #expect(page.text == "<p>a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\tq</p>\n")
    var drawing = SVGDocument(width: 10, height: 10, title: "t", summary: "")
    drawing.text("a\u{1}<b> & \"c\" 'd'\u{FFFF}", at: .init(1, 1), size: 8)
    #expect(drawing.markup.contains(">a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</text>"))
  }
}

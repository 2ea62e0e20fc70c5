import Estimation
import Exhibits
import Interpretation
import TestSupport
import Testing
import Typesetting

@Suite struct TableTests {
  static let hostile = "a<b & \"c\" | d_e 5% $x$ {y} #1 \\z ~ ^ `q` [r] 'é' × −"

  private func table(_ label: String, number: String = "1.5") -> TextTable {
    TextTable(
      title: label, headers: ["", label], alignments: [.leading, .decimal],
      groups: [[TextTable.Row([TextTable.Cell(label), .number(number)])]], notes: [label])
  }

  @Test("HTML escapes what XML reserves and keeps other letters", .tags(.identity))
  func html() {
    let found = table(Self.hostile).render(.html)
    let escaped =
      "a&lt;b &amp; &quot;c&quot; | d_e 5% $x$ {y} #1 \\z ~ ^ `q` [r] &#39;é&#39; × −"
    #expect(found.contains("<caption>\(escaped)</caption>"))
    #expect(found.contains("<th scope=\"row\">\(escaped)</th>"))
    #expect(found.components(separatedBy: escaped).count == 5)
  }

  @Test("LaTeX escapes its reserved characters and spells symbols", .tags(.identity))
  func latex() {
    let found = table(Self.hostile).render(.latex)
    let escaped =
      "a\\textless{}b \\& \\char34{}c\\char34{} \\textbar{} d\\_e 5\\% \\$x\\$ \\{y\\} \\#1 "
      + "\\textbackslash{}z \\textasciitilde{} \\textasciicircum{} \\char96{}q\\char96{} [r] 'é' "
      + "$\\times$ $-$"
    #expect(found.contains("\\caption{\(escaped)}"))
  }

  @Test("A row that begins with a bracket is not an option of the line break", .tags(.identity))
  func latexOption() {
    #expect(table("[x]").render(.latex).contains("    {}[x] & 1.5 \\\\"))
    #expect(table("*x").render(.latex).contains("    {}*x & 1.5 \\\\"))
  }

  @Test("Markdown escapes pipes and markup", .tags(.identity))
  func markdown() {
    let found = table("a|b_c*d<e$f").render(.markdown)
    #expect(found.contains("| a\\|b\\_c\\*d\\<e\\$f |"))
  }

  @Test("CSV quotes commas, quotes and line breaks, and nothing else", .tags(.identity))
  func csv() {
    let records = Records(
      header: ["a", "b"], rows: [["1,5", "say \"x\""], ["two\nlines", "a<b & é"]])
    #expect(records.csv == "a,b\n\"1,5\",\"say \"\"x\"\"\"\n\"two\nlines\",a<b & é\n")
  }

  @Test("A minus sign and an exponent are set in each format's own way", .tags(.identity))
  func numbers() {
    let found = table("x", number: "(-4.30e-14)")
    #expect(found.render(.text).contains("(-4.30e-14)"))
    #expect(found.render(.latex).contains("($-$4.30$\\times 10^{-14}$)"))
    #expect(found.render(.html).contains("(\u{2212}4.30\u{00D7}10<sup>\u{2212}14</sup>)"))
  }

  @Test("Decimal points of a column stand below each other in text", .tags(.identity))
  func decimals() {
    let values = ["-0.123", "(0.050)", "12.250***", "1500.1"]
    let table = TextTable(
      headers: ["", "A long header"], alignments: [.leading, .decimal],
      groups: [values.map { TextTable.Row(["x", .number($0)]) }])
    let lines = table.render(.text).split(separator: "\n").filter { $0.hasPrefix("x") }
    let columns = lines.map { $0.distance(from: $0.startIndex, to: $0.firstIndex(of: ".")!) }
    #expect(columns.count == 4)
    #expect(Set(columns).count == 1)
  }

  @Test("A long label breaks over the row of its standard error", .tags(.identity))
  func longLabel() {
    let label = "Years to Election \u{00D7} Change in Support of the Leader by the Patron's Public"
    let row = TextTable.Row([TextTable.Cell(label), .number("0.1")])
    let error = TextTable.Row(["", .number("(0.2)")], continues: true)
    let table = TextTable(
      headers: ["", "(1)"], alignments: [.leading, .decimal], groups: [[row, error]])
    let latex = table.render(.latex)
    #expect(latex.contains("    Years to Election $\\times$ Change & 0.1 \\\\\n"))
    #expect(
      latex.contains("    \\begin{tabular}[t]{@{}l@{}}\\quad{}in Support of the Leader \\\\ "))
    #expect(table.render(.html).contains("<th scope=\"row\" rowspan=\"2\">Years to"))
  }

  @Test(
    "Published numbers beside ours are what they were", .tags(.reference),
    arguments: TableFormat.allCases)
  func comparison(_ format: TableFormat) throws {
    var options = ComparisonTable.Options()
    options.title = "Published and ours"
    options.labels = HandMadeFit.labels
    options.source = "Table 1, model 2"
    let published = [
      PublishedEstimate(
        term: "years_to_election", estimate: -0.123, confidenceLow: -0.221, confidenceHigh: -0.025,
        decimals: 3),
      PublishedEstimate(term: "change_support", estimate: 1.38, standardError: 0.6, decimals: 2),
      PublishedEstimate(term: "years_to_election:change_support", estimate: 0.25, decimals: 2),
      PublishedEstimate(term: "distance", estimate: 0.5, standardError: 0.2),
      PublishedEstimate(term: "tenure", estimate: 0.7),
    ]
    let table = try ComparisonTable(
      published: published, fit: HandMadeFit.huber(), options: options)
    try Golden.expect(table.render(format), "comparison.\(format.rawValue)")
  }

  @Test("A difference is (ours - published) / published error", .tags(.identity))
  func difference() throws {
    let row = ComparisonTable.Row(
      published: PublishedEstimate(term: "a", estimate: 2, standardError: 0.5),
      ours: Quantity(estimate: 2.75, standardError: 9))
    let csv = try ComparisonTable(rows: [row]).render(.csv)
    #expect(csv.split(separator: "\n")[1] == "a,a,2.0,0.5,,,2.75,9.0,,,false,1.5,,")
  }

  @Test("A sample's losses add up, and a table says when they do not", .tags(.identity))
  func waterfall() throws {
    let sample = HandMadeFit.huber().sample
    try Golden.expect(WaterfallTable(sample, title: "Sample").render(.text), "waterfall.text")
    #expect(
      WaterfallTable(sample).render(.csv)
        == """
        step,dropped,left
        offered,,1500
        missing: wavg_tariff,250,1250
        outside coverage: support,24,1226
        used,,1226

        """)
    var broken = sample
    broken.dropped.removeLast()
    #expect(WaterfallTable(broken).render(.text).contains("24 rows were neither used nor dropped"))
  }

  @Test("A ledger sets columns of numbers flush right", .tags(.identity))
  func ledger() throws {
    let table = try PlainTable(
      title: "Merge", headers: ["Step", "Rows in", "Key"],
      rows: [["tariffs", "1,500", "dyad-year"], ["support", "24", "7"], ["gdp", "", "x"]])
    #expect(table.textTable.alignments == [.leading, .trailing, .leading])
    #expect(
      throws: ExhibitError.unevenRow(table: "Merge", row: 1, found: 1, expected: 2)
    ) { try PlainTable(title: "Merge", headers: ["a", "b"], rows: [["1"]]) }
  }

  @Test("Nothing to compare is refused", .tags(.failure))
  func failures() {
    #expect(throws: ExhibitError.self) { try ComparisonTable(rows: []) }
  }
}

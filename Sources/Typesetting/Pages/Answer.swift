/// What a question returns: tables, the same and more as a document, and figures.
///
/// A command prints an answer, a page shows it, a program reads its document. A report is something
/// else: a folder or a page that holds many answers.
public struct Answer: Sendable {
  /// A figure by name. It is drawn when asked for, since drawing may take longer than solving.
  public struct NamedFigure: Sendable {
    /// As an option spells it: `tariff-space`.
    public let name: String
    /// Draws it.
    public let draw: @Sendable () throws -> any Figure

    /// A figure that `draw` makes when it is asked for.
    public init(_ name: String, draw: @escaping @Sendable () throws -> any Figure) {
      self.name = name
      self.draw = draw
    }
  }

  /// In the order of reading; each carries its title and notes.
  public var tables: [any Tabular]
  /// Everything in full precision, with stable keys.
  public var document: JSONValue
  /// Sentences on what the tables come to. They follow the tables in every form but CSV, which has
  /// no place for them.
  public var findings: [String]
  /// The first is the one that is drawn if none is named.
  public var figures: [NamedFigure]
  /// How the answer was come by, such as rows that were left out: said beside it, not in it.
  public var notes: [String]

  /// An answer without figures, findings or notes unless told.
  public init(
    tables: [any Tabular], document: JSONValue, findings: [String] = [],
    figures: [NamedFigure] = [], notes: [String] = []
  ) {
    self.tables = tables
    self.document = document
    self.findings = findings
    self.figures = figures
    self.notes = notes
  }

  /// The answer as text: its document, or its tables and findings with an empty line between them.
  public func rendered(_ format: OutputFormat) -> String {
    switch format {
    case .json: document.text
    case .table(let form):
      (tables.map { $0.render(form) } + paragraphs(form)).joined(separator: "\n")
    }
  }

  /// Draws a figure; the first one if no name is given.
  ///
  /// - Throws: `ExhibitError.unknownFigure`, and what the drawing throws.
  public func figure(_ name: String? = nil) throws -> any Figure {
    let chosen = name.map { name in figures.first { $0.name == name } } ?? figures.first
    guard let chosen else {
      throw ExhibitError.unknownFigure(name ?? "", known: figures.map(\.name))
    }
    return try chosen.draw()
  }

  /// Characters of a line of text, within the hundred of a table.
  private static let lineWidth = 98.0

  /// The findings as they are set in a form; nothing where there are none.
  private func paragraphs(_ form: TableFormat) -> [String] {
    guard !findings.isEmpty else { return [] }
    switch form {
    case .csv: return []
    case .text:
      let lines = findings.map { finding in
        TextWrap.lines(finding, width: Self.lineWidth) { Double($0.count) }
          .joined(separator: "\n  ")
      }
      return [lines.joined(separator: "\n")]
    case .markdown:
      return [findings.map { "- \(TextTable.markdownEscaped($0))\n" }.joined()]
    case .latex: return [findings.map { LaTeXText.escaped($0) + "\n" }.joined(separator: "\n")]
    case .html: return [findings.map { "<p>\(XMLText.escaped($0))</p>\n" }.joined()]
    }
  }
}

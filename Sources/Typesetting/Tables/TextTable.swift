/// A table of text: what every table exhibit becomes before it is written in a format.
///
/// Cells hold plain text; each format escapes it. A number is written with an ASCII hyphen as minus
/// and `e` before an exponent, and each format sets both as it should be set.
public struct TextTable: Tabular, Equatable {
  /// Where the cells of a column stand.
  public enum Alignment: Sendable, Equatable {
    case leading, center, trailing
    /// Numbers by their decimal points, other cells centred.
    case decimal
  }

  /// One cell, and how its text is to be set.
  public struct Cell: Sendable, Equatable, ExpressibleByStringLiteral {
    /// What a format may assume about a cell's text.
    public enum Content: Sendable, Equatable {
      /// Set as it stands.
      case text
      /// A number that lines up with those above and below it, with brackets or stars or without.
      case number
      /// Two numbers in brackets, with a comma between: set as numbers, not lined up, not broken.
      case interval
    }

    /// Plain, not escaped for any format.
    public var text: String
    /// Words unless told.
    public var content: Content

    /// A cell of words unless told.
    public init(_ text: String, content: Content = .text) {
      self.text = text
      self.content = content
    }

    /// A cell of words that stands in code.
    public init(stringLiteral value: String) { self.init(value) }

    /// A number, possibly with brackets around it or stars after it.
    public static func number(_ text: String) -> Cell { Cell(text, content: .number) }

    /// Two numbers in brackets, such as `(0.1, 0.5)`.
    public static func interval(_ text: String) -> Cell { Cell(text, content: .interval) }

    /// Nothing, as under a label that holds for several rows.
    public static let empty = Cell("")

    /// The numbers of the cell, each with the brackets on its side, as written.
    var numbers: [String] { text.split(separator: ", ").map(String.init) }
  }

  /// One cell a column.
  public struct Row: Sendable, Equatable {
    /// The row's label first, then a cell for each further column.
    public var cells: [Cell]
    /// Whether the row belongs to the label of the row above, as a standard error does.
    public var continues: Bool

    /// A row of its own unless told.
    public init(_ cells: [Cell], continues: Bool = false) {
      self.cells = cells
      self.continues = continues
    }
  }

  /// Above the table; none where `nil`.
  public var title: String?
  /// For references: LaTeX `\label`, HTML `id`.
  public var identifier: String?
  /// One a column. The first column holds the row labels.
  public var headers: [String]
  /// One a column.
  public var alignments: [Alignment]
  /// Groups of rows, with a rule between groups.
  public var groups: [[Row]]
  /// Below the table, a paragraph each.
  public var notes: [String]

  /// A table whose rows all have one cell a column; anything else is a fault of the caller.
  public init(
    title: String? = nil, identifier: String? = nil, headers: [String], alignments: [Alignment],
    groups: [[Row]], notes: [String] = []
  ) {
    precondition(headers.count == alignments.count, "one alignment a column")
    precondition(
      groups.allSatisfy { $0.allSatisfy { $0.cells.count == headers.count } },
      "one cell a column in every row")
    self.title = title
    self.identifier = identifier
    self.headers = headers
    self.alignments = alignments
    self.groups = groups.filter { !$0.isEmpty }
    self.notes = notes
  }

  /// The table itself.
  public var textTable: TextTable { self }

  /// The cells as they stand. Titles and notes have no place in CSV and are left out.
  public var records: Records {
    Records(header: headers, rows: groups.flatMap { $0.map { $0.cells.map(\.text) } })
  }

  /// The table in one of the formats. The result ends with a newline.
  public func render(_ format: TableFormat) -> String {
    switch format {
    case .text: text
    case .markdown: markdown
    case .latex: latex
    case .html: html
    case .csv: records.csv
    }
  }
}

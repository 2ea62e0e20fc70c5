import Typesetting

/// A part of a report: what its heading says, where links lead, and what stands below. The page, the
/// folder of files and the navigation are read from one list of these.
struct ReportSection {
  /// A table with the name of its files.
  struct NamedTable {
    var name: String
    var table: any Tabular
    /// Whether it may need more width than a column of text has.
    var isWide = false
  }

  /// A drawn figure with the name of its files.
  struct DrawnFigure {
    var name: OutputName
    var title: String
    var svg: String
  }

  /// What a section is made of, in order.
  enum Block {
    case heading(String)
    case paragraph(String)
    /// A paragraph that begins with a word in bold.
    case entry(term: String, words: String)
    case list([String])
    /// Things that a reader must know.
    case warnings([String])
    case code(String)
    case table(NamedTable)
    case figure(DrawnFigure)
  }

  var title: String
  /// Where a link leads; `nil` for a section that the navigation passes over.
  var anchor: String?
  var blocks: [Block]

  var tables: [NamedTable] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  var figures: [DrawnFigure] {
    blocks.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
  }
}

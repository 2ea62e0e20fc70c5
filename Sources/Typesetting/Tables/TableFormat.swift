/// The forms in which a table can be written.
public enum TableFormat: String, Sendable, CaseIterable {
  /// Plain text, aligned, within 100 columns where it can be.
  case text
  /// A pipe table of GitHub Flavored Markdown.
  case markdown
  /// A `table` environment with booktabs rules; needs `\usepackage{booktabs}` and UTF-8 input.
  case latex
  /// A `<table>` element with scopes and a caption; a fragment, not a page.
  case html
  /// Comma-separated values with full precision (RFC 4180).
  case csv

  /// What the names of its files end in, without a full stop.
  public var fileSuffix: String {
    switch self {
    case .text: "txt"
    case .markdown: "md"
    case .latex: "tex"
    case .html: "html"
    case .csv: "csv"
    }
  }
}

import Expressions
import Frames

/// Row weights that say what they are, because the same numbers give different standard errors.
public struct Weights: Sendable, Equatable {
  /// What a weight says of its row.
  public enum Kind: String, Sendable, CaseIterable {
    /// Each row stands for `w` identical rows: n becomes the sum.
    case frequency
    /// Error variance proportional to 1/w (R's `weights`, Stata's `aweight`).
    case analytic
    /// Inverse probability of selection: point estimates as analytic, robust variance only.
    case sampling
  }

  /// The column that they come from.
  public var column: WeightColumn
  /// n weights.
  public var values: [Double]

  /// A weight a row; that they are not negative is checked where they are used.
  public init(_ column: WeightColumn, values: [Double]) {
    self.column = column
    self.values = values
  }

  /// Weights from a column of that name.
  public init(kind: Kind, name: String, values: [Double]) {
    self.init(WeightColumn(kind, name), values: values)
  }

  /// What a weight says of its row.
  public var kind: Kind { column.kind }
  /// The column's name.
  public var name: String { column.name }
}

/// A column of weights and what they mean, written `analytic:w`.
public struct WeightColumn: Sendable, Hashable, CustomStringConvertible {
  /// What a weight says of its row.
  public var kind: Weights.Kind
  /// The column's name.
  public var name: String

  /// The column that weighs rows in the manner of `kind`.
  public init(_ kind: Weights.Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// Reads `kind:column`, as in `analytic:gdp`.
  public init?(reading text: String) {
    guard let colon = text.firstIndex(of: ":"),
      let kind = Weights.Kind(rawValue: String(text[..<colon].filter { !$0.isWhitespace }))
    else { return nil }
    let typed = text[text.index(after: colon)...].trimmed
    let name = QuotedText.name(typed)
    guard !name.isEmpty, name != typed || !name.contains(":") else { return nil }
    self.init(kind, name)
  }

  /// `analytic: w`, as results say it.
  public var description: String { "\(kind.rawValue): \(name)" }
}

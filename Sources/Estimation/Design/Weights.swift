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

  public init(_ column: WeightColumn, values: [Double]) {
    self.column = column
    self.values = values
  }

  public init(kind: Kind, name: String, values: [Double]) {
    self.init(WeightColumn(kind, name), values: values)
  }

  public var kind: Kind { column.kind }
  public var name: String { column.name }
}

/// A column of weights and what they mean, written `analytic:w`.
public struct WeightColumn: Sendable, Hashable, CustomStringConvertible {
  public var kind: Weights.Kind
  public var name: String

  public init(_ kind: Weights.Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// Reads `kind:column`, as in `analytic:gdp`.
  public init?(reading text: String) {
    guard let colon = text.firstIndex(of: ":"),
      let kind = Weights.Kind(rawValue: String(text[..<colon].filter { !$0.isWhitespace }))
    else { return nil }
    let name = text[text.index(after: colon)...].trimmed
    guard !name.isEmpty, !name.contains(":") else { return nil }
    self.init(kind, name)
  }

  /// `analytic: w`, as results say it.
  public var description: String { "\(kind.rawValue): \(name)" }
}

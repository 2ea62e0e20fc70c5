import Interpretation

/// Names for readers in place of a fit's terms.
public struct TermLabels: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  private var labels: [String: String]

  public init(_ labels: [String: String] = [:]) {
    self.labels = labels
  }

  public init(dictionaryLiteral elements: (String, String)...) {
    labels = Dictionary(elements, uniquingKeysWith: { $1 })
  }

  /// The label of a term: its own if it has one; for an interaction the labels of its factors with
  /// a multiplication sign between them; else the term as the fit names it.
  public func label(_ term: String) -> String {
    if let known = labels[term] { return known }
    let factors = TermFactors.split(term)
    guard factors.count > 1 else { return term }
    return factors.map { labels[$0] ?? $0 }.joined(separator: " \u{00D7} ")
  }
}

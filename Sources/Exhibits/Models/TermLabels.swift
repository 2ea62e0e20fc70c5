import Expressions

/// Names for readers in place of a fit's terms.
public struct TermLabels: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  private var labels: [String: String]

  /// - Parameter labels: by the name that the fit gives a term, a variable or an outcome.
  public init(_ labels: [String: String] = [:]) {
    self.labels = labels
  }

  /// Labels that stand in code; of one name twice the last counts.
  public init(dictionaryLiteral elements: (String, String)...) {
    labels = Dictionary(elements, uniquingKeysWith: { $1 })
  }

  /// The label of a term: its own if it has one; for an interaction the labels of its factors with
  /// a multiplication sign between them; else the term as the fit names it. A term that is spelled
  /// out, because another beside it has its short name, takes the short name's label too.
  public func label(_ term: Term) -> String {
    if let known = labels[term.name] ?? labels[term.shortName] { return known }
    guard term.isInteraction else { return term.name }
    return term.factors.map { label(variable: $0.name) }.joined(separator: " \u{00D7} ")
  }

  /// The label of a term that is known by name, as in a published table.
  public func label(_ reference: TermReference) -> String {
    switch reference {
    case .term(let term), .product(let term): return label(term)
    case .named(let name):
      guard labels[name] == nil, let product = Term(reading: name), product.isInteraction else {
        return label(variable: name)
      }
      return label(product)
    }
  }

  /// The label of a variable, such as an outcome; its own name without one.
  public func label(variable name: String) -> String { labels[name] ?? name }
}

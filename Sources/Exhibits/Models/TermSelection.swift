import Expressions

/// Which terms an exhibit shows, and in what order.
public struct TermSelection: Sendable, Equatable {
  /// These first, in this order; the others follow as the models name them.
  public var order: [String]
  /// Not shown. A name that ends in `*` stands for all terms that begin with what precedes it.
  public var omitted: [String]

  /// Every term, as the models name it, unless told.
  public init(order: [String] = [], omitted: [String] = []) {
    self.order = order
    self.omitted = omitted
  }

  /// Everything, as the models name it.
  public static let all = TermSelection()

  /// The terms of several models in the order to show them: each after those of the models before.
  func shown(_ models: [[Term]]) -> [Term] { arranged(models).filter { !isOmitted($0) } }

  /// The terms that are there and not shown.
  func hidden(_ models: [[Term]]) -> [Term] { arranged(models).filter { isOmitted($0) } }

  /// The same of labels, as a figure of given numbers has them.
  func shown(labels: [[String]]) -> [String] {
    let present = labels.joined()
    let named = Set(present)
    var seen: Set<String> = []
    return (order.filter { named.contains($0) } + present)
      .filter { seen.insert($0).inserted && !isOmitted($0) }
  }

  private func arranged(_ models: [[Term]]) -> [Term] {
    var seen: Set<Term> = []
    // Level b of g in one model and the column gb in another are both `gb` within their own.
    let present = models.joined().filter { seen.insert($0).inserted }.toldApart
    var first: [Term] = []
    for name in order {
      let places = present.positions(of: .named(name))
      first += places.map { present[$0] }.filter { !first.contains($0) }
    }
    return first + present.filter { !first.contains($0) }
  }

  /// By the name that the table prints, or the short one that another term may share.
  private func isOmitted(_ term: Term) -> Bool {
    isOmitted(term.name) || isOmitted(term.shortName)
  }

  private func isOmitted(_ name: String) -> Bool {
    omitted.contains { pattern in
      pattern.hasSuffix("*") ? name.hasPrefix(pattern.dropLast()) : name == pattern
    }
  }
}

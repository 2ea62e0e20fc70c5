/// Which terms an exhibit shows, and in what order.
public struct TermSelection: Sendable, Equatable {
  /// These first, in this order; the others follow as the models name them.
  public var order: [String]
  /// Not shown. A name that ends in `*` stands for all terms that begin with what precedes it.
  public var omitted: [String]

  public init(order: [String] = [], omitted: [String] = []) {
    self.order = order
    self.omitted = omitted
  }

  /// Everything, as the models name it.
  public static let all = TermSelection()

  /// The terms of several models in the order to show them: each after those of the models before.
  func shown(_ models: [[String]]) -> [String] {
    arranged(models).filter { !isOmitted($0) }
  }

  /// The terms that are there and not shown.
  func hidden(_ models: [[String]]) -> [String] {
    arranged(models).filter { isOmitted($0) }
  }

  private func arranged(_ models: [[String]]) -> [String] {
    var seen: Set<String> = []
    let present = models.joined().filter { seen.insert($0).inserted }
    let first = order.filter { seen.contains($0) }
    return first + present.filter { !first.contains($0) }
  }

  private func isOmitted(_ term: String) -> Bool {
    omitted.contains { pattern in
      pattern.hasSuffix("*") ? term.hasPrefix(pattern.dropLast()) : term == pattern
    }
  }
}

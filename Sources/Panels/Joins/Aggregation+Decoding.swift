import Documents
import Frames

extension Aggregation {
  /// The rules as documents spell them.
  package static let words = ["mean", "sum", "minimum", "maximum", "first"]
  /// All keys of a list of rules.
  package static let keys = words + ["missing", "propagate"]

  /// The columns listed under each rule; `missing: propagate` holds for all, `propagate: [a]` for
  /// some.
  package static func list(_ keys: [String: DocumentNode]) throws(DocumentError) -> [Aggregation] {
    let overall =
      try keys["missing"]?.vocabulary("skip or propagate") { Missing(rawValue: $0) } ?? .skip
    let strict = try keys["propagate"]?.texts() ?? []
    var result: [Aggregation] = []
    for (word, rule) in zip(words, [Rule.mean, .sum, .min, .max, .first]) {
      for column in try keys[word]?.texts() ?? [] {
        result.append(
          Aggregation(column, rule, missing: strict.contains(column) ? .propagate : overall))
      }
    }
    if let node = keys["propagate"], !Set(strict).isSubset(of: result.map(\.column)) {
      throw node.wrong("columns that a rule is given for")
    }
    return result
  }
}

/// Counts with their nouns, for sentences.
package enum Plural {
  /// `1 row`, `2 rows`; with the plural of a noun that does not take an s, `1 entry`, `2 entries`.
  package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(of(number, noun, plural))"
  }

  /// The noun, or a verb, as the count has it: `row`, `rows`; `is`, `are`.
  package static func of(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    number == 1 ? one : many ?? one + "s"
  }
}

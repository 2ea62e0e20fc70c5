extension Double {
  /// The finite number that a text spells by the grammar of tables; `nil` for `0x10`, `1d3`, `Inf` and
  /// whatever else `Double` itself would take.
  package init?(spelled text: String) {
    guard let number = SpelledNumber(text) else { return nil }
    self = number.value
  }
}

/// What a curve's parameters must satisfy.
enum Schedules {
  static func require(
    _ value: Double, above bound: Double, _ name: String
  ) throws(BargainingError) {
    guard value > bound, value.isFinite else {
      throw .outOfDomain(
        parameter: name, found: value, expected: "a finite number above \(Int(bound))",
        hint: "Curves of demand fall and curves of supply rise.")
    }
  }
}

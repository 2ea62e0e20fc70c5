/// Checks of domains, in the words of the errors, for what is no input of a theory.
enum Domain {
  static func require(
    _ holds: Bool, _ parameter: String, _ found: Double, _ expected: String, _ hint: String
  ) throws(BargainingError) {
    guard holds, found.isFinite else {
      throw .outOfDomain(parameter: parameter, found: found, expected: expected, hint: hint)
    }
  }

  static func require(
    _ domain: InputDomain, _ parameter: String, _ found: Double, _ hint: String
  ) throws(BargainingError) {
    try require(domain.contains(found), parameter, found, domain.expected(insteadOf: found), hint)
  }

  static func positive(
    _ parameter: String, _ value: Double, _ hint: String
  ) throws(BargainingError) {
    try require(.positive, parameter, value, hint)
  }

  static func nonnegative(
    _ parameter: String, _ value: Double, _ hint: String
  ) throws(BargainingError) {
    try require(.nonnegative, parameter, value, hint)
  }

  static func share(
    _ parameter: String, _ value: Double, _ hint: String
  ) throws(BargainingError) {
    try require(.share, parameter, value, hint)
  }
}

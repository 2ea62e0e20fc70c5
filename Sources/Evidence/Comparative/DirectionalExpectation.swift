/// What theory expects a condition to contribute to the outcome, other things equal.
public enum DirectionalExpectation: Sendable, Equatable {
  /// Its presence should bring the outcome about.
  case present
  /// Its absence should.
  case absent
  /// Nothing is expected.
  case none

  /// Reads one expectation a condition: `A`, `~A` or `-`, or 1, 0 and -, in their order.
  ///
  /// - Throws: `expectationCount`, `badExpectation`.
  public static func list(
    _ text: String, conditions: [String]
  ) throws(EvidenceError) -> [DirectionalExpectation] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != " " } }
    guard parts.count == conditions.count else {
      throw .expectationCount(found: parts.count, conditions: conditions)
    }
    var expectations: [DirectionalExpectation] = []
    for (part, condition) in zip(parts, conditions) {
      switch part {
      case condition, "1": expectations.append(.present)
      case "~" + condition, "0": expectations.append(.absent)
      case "-": expectations.append(.none)
      default: throw .badExpectation(part, condition: condition)
      }
    }
    return expectations
  }

  /// The expectation as it is written.
  public func label(_ condition: String) -> String {
    switch self {
    case .present: condition
    case .absent: "~" + condition
    case .none: "-"
    }
  }
}

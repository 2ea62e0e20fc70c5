/// What is to be minimised: rows that must be covered, rows that may be, and all others, which must
/// not be.
public struct BooleanFunction: Sendable, Equatable {
  /// The most conditions: terms are packed into 32 bits, and 2^15 rows into 4 kB.
  public static let conditionLimit = 15

  /// k, from 1 to `conditionLimit`; rows are below 2^k.
  public let conditionCount: Int
  /// The rows to cover, ascending, without repetition.
  public let positives: [UInt32]
  /// The rows that may be covered or not.
  public let dontCares: RowSet

  /// - Parameter positives: in any order; a row that is also among `dontCares` counts as positive.
  public init(conditionCount: Int, positives: [UInt32], dontCares: RowSet) {
    precondition(
      (1...Self.conditionLimit).contains(conditionCount)
        && dontCares.conditionCount == conditionCount, "1 to 15 conditions, one truth table")
    self.conditionCount = conditionCount
    let set = RowSet(positives, conditionCount: conditionCount)
    self.positives = set.rows
    self.dontCares = dontCares.subtracting(set)
  }

  /// A function without rows that may be covered or not.
  public init(conditionCount: Int, positives: [UInt32]) {
    self.init(
      conditionCount: conditionCount, positives: positives,
      dontCares: RowSet(conditionCount: conditionCount))
  }
}

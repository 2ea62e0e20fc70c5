/// One of the rival answers of a ledger, of which exactly one is taken to be true.
public struct Hypothesis: Equatable, Sendable {
  public let id: String
  /// The answer as a sentence.
  public let statement: String
  /// The probability before the evidence of the ledger, in (0, 1); those of a ledger sum to 1.
  public let prior: Double
  /// Whether it stands for every answer that no other hypothesis states.
  public let isOther: Bool
}

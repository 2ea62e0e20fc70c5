/// One of the rival answers of a case file, of which exactly one is taken to be true.
public struct Hypothesis: Equatable, Sendable {
  /// The key by which probabilities name it.
  public let id: String
  /// The answer as a sentence.
  public let statement: String
  /// The probability before the evidence of the case file, in (0, 1); those of a case file sum to 1.
  public let prior: Double
  /// Whether it stands for every answer that no other hypothesis states.
  public let isOther: Bool
}

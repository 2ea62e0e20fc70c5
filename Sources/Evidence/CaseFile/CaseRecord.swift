import Frames

/// A case: a patron, a junior partner, and what came of it.
public struct CaseRecord: Equatable, Sendable {
  /// The key by which items name it.
  public let id: String
  /// What tables and figures call it.
  public let name: String
  /// The major partner.
  public let patron: String
  /// The junior partner.
  public let junior: String
  /// The time the question is about; `nil` where not said.
  public let window: PartialDate?
  /// What happened, which the hypotheses are to explain.
  public let outcome: String
  /// Whether the evidence was gathered to decide the question, or is a mention on the way.
  public let isFull: Bool
  /// The junior partner's name in registers of arms transfers.
  public let recipient: String
}

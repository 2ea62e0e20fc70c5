/// Something that a method does not cover: what was asked for, why not, and what to do instead.
public struct Refusal: Sendable, Hashable, CustomStringConvertible {
  /// What was asked for.
  public let subject: String
  /// Why it is not done; empty where the subject says it all.
  public let reason: String
  /// One thing to try.
  public let remedy: String

  /// A refusal in three parts, of which the reason may be empty.
  public init(_ subject: String, because reason: String = "", instead remedy: String) {
    self.subject = subject
    self.reason = reason
    self.remedy = remedy
  }

  /// The parts as one sentence.
  public var description: String {
    subject + (reason.isEmpty ? "" : ", because " + reason) + ": " + remedy
  }
}

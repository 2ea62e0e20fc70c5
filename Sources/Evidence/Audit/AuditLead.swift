/// Something in a case file that does not fit together: a lead to check, never a verdict.
public struct AuditLead: Equatable, Sendable {
  /// What was compared with what.
  public enum Rule: String, Sendable, CaseIterable {
    /// A document is older than the event it is cited for.
    case sourceBeforeEvent = "source before event"
    /// An item is used to explain a decision that was taken before it.
    case afterTheDecision = "after the decision it explains"
    /// An item is told as coming after another that it precedes.
    case outOfOrder = "out of order"
    /// Another source gives the event another date.
    case datedElsewhere = "dated otherwise elsewhere"
    /// The record at the link has another date than the citation.
    case recordDisagrees = "record at the link disagrees"
    /// The link leads to another document number.
    case linkElsewhere = "link leads elsewhere"
    /// The actor did not hold the office on the date.
    case officeNotHeld = "office not held on the date"
    /// The actor was not on the side that the item says.
    case otherSide = "actor of another side"
    /// Somebody is spoken of as dead who was alive.
    case notYetDead = "not yet dead"
    /// An `ibid.` that cannot mean the document before it.
    case ibid = "ibid. does not fit"
    /// Several items rest on one document and are not said to depend on each other.
    case sharedDocument = "items share a document"

    /// Whether the lead casts doubt on an item itself. Items that share a document are as good as
    /// they were; updating counts them once.
    public var castsDoubt: Bool { self != .sharedDocument }
  }

  /// What was compared.
  public let rule: Rule
  /// The case of the items; empty where the lead is about a source alone.
  public let caseID: String
  /// The items concerned, in the case file's order.
  public let items: [String]
  /// The document concerned, by its key.
  public let source: String?
  /// The note of the text that cites it.
  public let note: Int?
  /// What was found, beside what was expected.
  public let finding: String
  /// One thing to look at.
  public let check: String
}

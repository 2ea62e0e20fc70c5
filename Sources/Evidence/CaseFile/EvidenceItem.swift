import Frames

/// One observation of a case, with what it rests on and what it says.
public struct EvidenceItem: Equatable, Sendable {
  /// What sort of observation it is; the lanes of a timeline.
  public enum Kind: String, Sendable, CaseIterable {
    /// What the junior partner had done for its patron before.
    case loyaltyRecord = "loyalty record"
    /// The partner says that it is mistreated.
    case claim
    /// Before whom it says so.
    case audienceNamed = "audience named"
    /// What it asks for.
    case request
    /// What the patron answers.
    case response
    /// What the patron gives.
    case transfer
    /// What else could explain the answer.
    case alternative = "alternative explanation"
    /// What a reader must know to read the others.
    case context
  }

  /// How much the item says about the hypotheses.
  public struct Judgement: Equatable, Sendable {
    /// The probability of seeing the item under each hypothesis, in the case file's order.
    public let likelihoods: [Likelihood]
    /// Why these numbers: without it nobody can disagree with them.
    public let reason: String
    /// Why a probability of exactly 0 or 1 follows by logic; `nil` where none is claimed.
    public let logical: String?
  }

  /// A date that another source gives to the same event.
  public struct OtherDate: Equatable, Sendable {
    /// The date that the other source gives.
    public let date: PartialDate
    /// The other source.
    public let by: String
  }

  /// The key, unique in the case file.
  public let id: String
  /// The key of its case.
  public let caseID: String
  /// When what was observed happened.
  public let date: PartialDate
  /// What sort of observation it is.
  public let kind: Kind
  /// Who acts, as printed.
  public let actor: String
  /// The person meant, by the case file's key; `nil` for states and offices without a name.
  public let person: String?
  /// The office that the actor is said to hold.
  public let office: String?
  /// The side that the actor is said to be on.
  public let side: String?
  /// Who is named as watching or addressed.
  public let audience: [String]
  /// What was observed, in a sentence.
  public let brief: String
  /// Keys of the documents it rests on, an `ibid.` resolved; never empty.
  public let sources: [String]
  /// The note of the text that cites it.
  public let note: Int?
  /// The place in the document, such as `p. 3`.
  public let locator: String?
  /// The probability that the report is right, in (0, 1].
  public let reliability: Double
  /// How likely such a report is where it is not right, whatever is true.
  public let noise: Double
  /// Items that it does not stand independently of.
  public let dependsOn: [String]
  /// `false` where the item was looked for and is not there.
  public let isSeen: Bool
  /// Where an absent item was looked for; absence counts for nothing without it.
  public let searched: String?
  /// Items that the text says it comes after, as an answer or as a further step.
  public let follows: [String]
  /// Decisions that the text explains by it.
  public let explains: [String]
  /// Persons whom the text speaks of as dead on the date.
  public let late: [String]
  /// Another date of the same event, where one is known.
  public let datedElsewhere: OtherDate?
  /// Remarks for whoever reviews the case file.
  public let flags: [String]
  /// `nil` for context, which changes no probability.
  public let judgement: Judgement?

  /// What was observed, without the full stop, to stand within a sentence.
  var gist: String { brief.hasSuffix(".") ? String(brief.dropLast()) : brief }

  /// Whether it enters the updating: it has probabilities, and was seen or searched for.
  public var counts: Bool { judgement != nil && (isSeen || searched != nil) }
}

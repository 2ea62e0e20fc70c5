/// A question about cases, its rival answers, and the dated evidence with its sources.
///
/// A case file is a file that people review: every item says what was observed, when, by whom, where
/// it is written, and, where it bears on the question, how probable it is under each answer and
/// why (Fairfield and Charman 2017; Zaks 2021 on what a reader must be shown).
public struct CaseFile: Equatable, Sendable {
  /// How the items of one document, or that depend on each other, are taken together.
  public struct Dependence: Equatable, Sendable {
    /// Ways of taking items together.
    public enum Rule: Equatable, Sendable {
      /// (1 - λ) Π p + λ min p: λ = 1 counts the items once, λ = 0 as if independent.
      case shared(Double)
      /// p1 p2 + ρ √(p1 (1 - p1) p2 (1 - p2)), for two items; refused outside the Fréchet bounds.
      case correlation(Double)
      /// The probability of the items together under each hypothesis, as stated.
      case joint([Likelihood])
    }

    /// The document, or the item, whose cluster it is.
    public let key: String
    /// The way stated.
    public let rule: Rule
    /// Why, in a sentence.
    public let reason: String
  }

  /// A note of the text: the documents it cites, or `ibid.`.
  public struct Note: Equatable, Sendable {
    /// The number in the text.
    public let number: Int
    /// Keys of the documents, an `ibid.` resolved to those of the note before.
    public let sources: [String]
    /// Whether the text prints `ibid.`.
    public let isIbid: Bool
  }

  /// A word for the case file.
  public let name: String
  /// The heading of tables and pages.
  public let title: String
  /// The question that the hypotheses answer.
  public let question: String
  /// The text that the case file follows.
  public let citation: String
  /// Why no two hypotheses can be true together.
  public let exclusivity: String
  /// What a reader must know before using the numbers.
  public let limits: [String]
  /// The rival answers, in the order of the file.
  public let hypotheses: [Hypothesis]
  /// The cases, in the order of the file.
  public let cases: [CaseRecord]
  /// The documents, in the order of the file.
  public let sources: [EvidenceSource]
  /// The notes of the text, ascending.
  public let notes: [Note]
  /// Persons with their offices.
  public let people: [Person]
  /// Stated dependences.
  public let dependences: [Dependence]
  /// The evidence, in the order of the file.
  public let items: [EvidenceItem]
  /// A causal model to ask beside the hypotheses.
  public let causalModel: CausalQuestion?

  /// The items of a case, in the case file's order.
  public func items(of caseID: String) -> [EvidenceItem] { items.filter { $0.caseID == caseID } }

  /// A source by its key; every key that an item names is there.
  public func source(_ id: String) -> EvidenceSource? { sources.first { $0.id == id } }
}

import Frames

/// A document that items of evidence rest on.
public struct EvidenceSource: Equatable, Sendable {
  /// What sort of document it is, as far as its length and date are concerned.
  public enum Kind: String, Sendable, CaseIterable {
    case telegram, letter, memorandum, airgram, despatch, speech, briefing
    case book, article, newspaper, database, record, study

    /// Whether it has few pages: a page number beyond ``EvidenceSource/shortDocumentPages`` cannot
    /// be one of its own.
    public var isShort: Bool {
      switch self {
      case .telegram, .letter, .memorandum, .airgram, .despatch, .speech, .briefing: true
      case .book, .article, .newspaper, .database, .record, .study: false
      }
    }
  }

  /// What somebody who followed the link found there.
  public struct LinkedRecord: Equatable, Sendable {
    /// The date of the record at the link.
    public let date: PartialDate
    /// Who or what says so.
    public let by: String
  }

  /// Pages that a telegram, letter or memorandum may have before a page number seems to be another
  /// document's.
  public static let shortDocumentPages = 100

  /// The key by which items name it.
  public let id: String
  /// What sort of document it is.
  public let kind: Kind
  /// The full citation.
  public let citation: String
  /// When it was written.
  public let date: PartialDate?
  /// Its number in a numbered edition.
  public let number: Int?
  /// Where it can be read.
  public let url: String?
  /// Where the paper lies: collection, box, folder.
  public let archive: String?
  /// What the link was seen to lead to, where somebody looked.
  public let linkedRecord: LinkedRecord?
}

import Frames

/// Somebody who acts in a case file, with the offices that reference works give.
public struct Person: Equatable, Sendable {
  /// An office and the time it was held.
  public struct Office: Equatable, Sendable {
    /// The office as texts call it.
    public let title: String
    /// The state, or the side, that the office belongs to.
    public let side: String
    /// When it was taken up.
    public let from: PartialDate
    /// `nil` where it was held to the end of what the case file covers.
    public let to: PartialDate?

    /// Whether it may have been held on some day of the date.
    func overlaps(_ date: PartialDate) -> Bool {
      !date.isBefore(from) && !(to?.isBefore(date) ?? false)
    }
  }

  /// The key by which items name the person.
  public let id: String
  /// The name as tables show it.
  public let name: String
  /// The date of death, where it matters.
  public let died: PartialDate?
  /// Offices, in the order of the file; none where they are not known.
  public let offices: [Office]
  /// The reference work that the offices are from.
  public let citation: String
}

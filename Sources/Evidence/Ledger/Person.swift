/// Somebody who acts in a ledger, with the offices that reference works give.
public struct Person: Equatable, Sendable {
  /// An office and the time it was held.
  public struct Office: Equatable, Sendable {
    public let title: String
    /// The state, or the side, that the office belongs to.
    public let side: String
    public let from: PartialDate
    /// `nil` where it was held to the end of what the ledger covers.
    public let to: PartialDate?

    /// Whether it may have been held on some day of the date.
    func overlaps(_ date: PartialDate) -> Bool {
      !date.isBefore(from) && !(to?.isBefore(date) ?? false)
    }
  }

  public let id: String
  public let name: String
  public let died: PartialDate?
  public let offices: [Office]
  /// The reference work that the offices are from.
  public let citation: String
}

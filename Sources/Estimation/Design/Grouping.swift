/// A factor over the rows of a sample: codes from 0, and what each code stands for.
///
/// Used for absorbed effects, clusters and the members of dyads. Two groupings whose members come
/// from one set of units (the two sides of a dyad) share one `labels` array, so that equal codes
/// mean equal units.
public struct Grouping: Sendable, Equatable {
  /// As the formula writes it: `dyad`, `exporter^year`.
  public var name: String
  /// One code a row, in `0..<labels.count`.
  public var codes: [Int32]
  /// What each code stands for; not every one need occur.
  public var labels: [String]

  /// A factor whose codes lie in `0..<labels.count`.
  public init(name: String, codes: [Int32], labels: [String]) {
    self.name = name
    self.codes = codes
    self.labels = labels
  }

  /// Codes that could occur.
  public var levelCount: Int { labels.count }
}

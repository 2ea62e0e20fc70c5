/// A factor over the rows of a sample: codes from 0, and what each code stands for.
///
/// Used for absorbed effects, clusters and the members of dyads. Two groupings whose members come
/// from one set of units (the two sides of a dyad) share one `labels` array, so that equal codes
/// mean equal units.
public struct Grouping: Sendable, Equatable {
  public var name: String
  /// One code a row, in `0..<labels.count`.
  public var codes: [Int32]
  public var labels: [String]

  public init(name: String, codes: [Int32], labels: [String]) {
    self.name = name
    self.codes = codes
    self.labels = labels
  }

  public var levelCount: Int { labels.count }
}

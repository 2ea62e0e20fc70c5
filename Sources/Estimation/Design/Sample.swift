import Frames

/// The rows a model uses, and why each other row was dropped.
public struct Sample: Sendable, Equatable {
  /// Rows dropped for one reason, in the order the reasons were applied.
  public struct Dropped: Sendable, Equatable {
    /// For example `missing: gdp` or `outside coverage: igos`.
    public var reason: String
    public var count: Int

    public init(reason: String, count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  /// Rows of the frame that the model was offered.
  public var offered: Int
  /// Positions in the frame of the rows that were used, ascending.
  public var rows: RowSelection
  public var dropped: [Dropped]

  public init(offered: Int, rows: RowSelection, dropped: [Dropped]) {
    self.offered = offered
    self.rows = rows
    self.dropped = dropped
  }

  /// A sample of listed rows.
  public init(offered: Int, rows: [Int], dropped: [Dropped]) {
    self.init(offered: offered, rows: RowSelection(rows), dropped: dropped)
  }

  /// The number of rows used.
  public var count: Int { rows.count }
}

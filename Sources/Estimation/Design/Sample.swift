import Expressions
import Frames

/// The rows a model uses, and why each other row was dropped.
public struct Sample: Sendable, Equatable {
  /// Rows dropped for one reason, in the order the reasons were applied.
  public struct Dropped: Sendable, Hashable {
    /// The first reason that met the rows; a row is counted once.
    public var reason: Reason
    /// How many rows it met.
    public var count: Int

    /// Rows that one reason met.
    public init(_ reason: Reason, count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  /// Why a row is not used. Columns and effects are named as the formula computes them.
  public enum Reason: Sendable, Hashable, CustomStringConvertible {
    /// A column or an expression of the model has no value in the row.
    case missing(String)
    /// A column or an expression of the model has inputs in the row and no finite value: the logarithm of
    /// zero, a division by it.
    case undefined(String)
    /// The source of the column does not cover the row's unit or period.
    case outsideCoverage(String)
    /// The column of weights holds zero.
    case zeroWeight(String)
    /// Alone in a level of an absorbed effect.
    case singleton(String)
    /// In a level of an effect whose outcomes are all zero.
    case onlyZeros(String)
    /// In a level of an effect whose outcomes are all alike.
    case constantOutcome(String)
    /// A row whose outcome a combination of several absorbed effects, or of their slopes, predicts
    /// without error.
    case separatedByEffects
    /// A zero that a combination of terms, or of terms and effects, predicts without error.
    case zeroPredicted(by: [Term], withEffects: Bool = false)

    /// Whether the model predicts the row without error.
    public var isSeparation: Bool {
      switch self {
      case .onlyZeros, .constantOutcome, .separatedByEffects, .zeroPredicted: true
      case .missing, .undefined, .outsideCoverage, .zeroWeight, .singleton: false
      }
    }

    /// As tables print it: `missing: gdp`.
    public var description: String {
      switch self {
      case .missing(let column): "missing: \(column)"
      case .undefined(let column): "no finite value: \(column)"
      case .outsideCoverage(let column): "outside coverage: \(column)"
      case .zeroWeight(let column): "weight zero: \(column)"
      case .singleton(let effect): "singleton: \(effect)"
      case .onlyZeros(let effect): "separated: only zeros in \(effect)"
      case .constantOutcome(let effect): "separated: constant outcome in \(effect)"
      case .separatedByEffects: "separated by the effects"
      case .zeroPredicted(let terms, let withEffects):
        "separated: zeros predicted by " + terms.names
          + (withEffects ? " together with the effects" : "")
      }
    }
  }

  /// Rows of the frame that the model was offered.
  public var offered: Int
  /// Positions in the frame of the rows that were used, ascending.
  public var rows: RowSelection
  /// In the order in which the reasons were applied; empty where every row is used.
  public var dropped: [Dropped]
  /// Positions in the frame of the rows that each reason met, ascending. Of a sample that was put
  /// together from counts nothing is known.
  public private(set) var droppedRows: [Reason: [Int]] = [:]

  /// A sample of `rows` out of `offered`; the counts of the dropped make up the difference.
  public init(offered: Int, rows: RowSelection, dropped: [Dropped]) {
    self.offered = offered
    self.rows = rows
    self.dropped = dropped
  }

  /// A sample of listed rows.
  public init(offered: Int, rows: [Int], dropped: [Dropped]) {
    self.init(offered: offered, rows: RowSelection(rows), dropped: dropped)
  }

  /// Counts rows under a reason; the caller takes them out of `rows`.
  /// - Parameter positions: of the rows in the frame; `nil` where they are not known.
  mutating func drop(_ count: Int, _ reason: Reason, positions: [Int]?) {
    if let known = dropped.firstIndex(where: { $0.reason == reason }) {
      dropped[known].count += count
    } else {
      dropped.append(Dropped(reason, count: count))
    }
    guard let positions else { return }
    let earlier = droppedRows[reason] ?? []
    droppedRows[reason] = earlier.isEmpty ? positions : (earlier + positions).sorted()
  }

  /// The number of rows used.
  public var count: Int { rows.count }
}

/// Positions of rows in a frame, ascending: all of them, or a list.
///
/// A sample without a missing value is the common case, and a list of its rows would be as large as
/// one of its columns.
public struct RowSelection: Sendable, Equatable {
  private enum Storage: Sendable, Equatable {
    case all(Int)
    case some([Int])
  }

  private let storage: Storage

  /// The first `count` rows.
  public init(all count: Int) { storage = .all(count) }

  /// The listed rows. O(n).
  public init(_ positions: [Int]) {
    let isAll = positions.indices.allSatisfy { positions[$0] == $0 }
    storage = isAll ? .all(positions.count) : .some(positions)
  }
}

extension RowSelection {
  /// Calls the body for the rows at some positions, in order.
  @inline(__always)
  func forEach(in positions: Range<Int>, _ body: (_ position: Int, _ row: Int) -> Void) {
    switch storage {
    case .all: for position in positions { body(position, position) }
    case .some(let rows):
      rows.withUnsafeBufferPointer { rows in
        for position in positions { body(position, rows[position]) }
      }
    }
  }
}

extension RowSelection: RandomAccessCollection {
  /// Always 0: the index counts the rows of the selection, not those of the frame.
  public var startIndex: Int { 0 }

  /// The number of rows selected.
  public var endIndex: Int {
    switch storage {
    case .all(let count): count
    case .some(let positions): positions.count
    }
  }

  /// The position in the frame of the selection's row at `index`. O(1).
  public subscript(index: Int) -> Int {
    switch storage {
    case .all(let count):
      precondition(index >= 0 && index < count, "no such row")
      return index
    case .some(let positions): return positions[index]
    }
  }
}

extension RowSelection: ExpressibleByArrayLiteral {
  /// The positions as listed, which must ascend.
  public init(arrayLiteral positions: Int...) { self.init(positions) }
}

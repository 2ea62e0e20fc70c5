import Frames

/// A table that a world made, with the coefficients that a right study of it must find.
public struct SimulatedTable: Sendable, Equatable {
  /// Units and times as whole numbers, then everything else.
  public let frame: Frame
  /// The coefficients that are true in this table.
  public let truth: [Truth]
}

/// The growing columns of a world's table.
struct WorldColumns {
  private let keyNames: [String]
  private let numberNames: [String]
  private var keys: [[Int64]]
  private var numbers: [[Double]]

  /// A world of more rows grows as it is drawn.
  private static let mostReserved = 1 << 22

  /// Columns without rows.
  /// - Parameters:
  ///   - keys: Units and times.
  ///   - numbers: Everything else; no name is used twice.
  ///   - rows: How many rows there will be.
  init(keys: [String], numbers: [String], rows: Int) {
    keyNames = keys
    numberNames = numbers
    self.keys = keys.map { _ in [] }
    self.numbers = numbers.map { _ in [] }
    let reserved = min(rows, Self.mostReserved)
    for index in keys.indices { self.keys[index].reserveCapacity(reserved) }
    for index in numbers.indices { self.numbers[index].reserveCapacity(reserved) }
  }

  /// Adds a row with a value for every column.
  mutating func append(_ keys: [Int], _ numbers: [Double]) {
    precondition(
      keys.count == self.keys.count && numbers.count == self.numbers.count,
      "a row has a value for every column")
    for (index, key) in keys.enumerated() { self.keys[index].append(Int64(key)) }
    for (index, number) in numbers.enumerated() { self.numbers[index].append(number) }
  }

  /// The finished table.
  func table(_ truth: [Truth]) -> SimulatedTable {
    let columns =
      zip(keyNames, keys).map { Column(name: $0, storage: .integer($1)) }
      + zip(numberNames, numbers).map { Column(name: $0, storage: .double($1)) }
    guard let frame = try? Frame(columns) else {
      preconditionFailure("a world's columns have distinct names and one length")
    }
    return SimulatedTable(frame: frame, truth: truth)
  }
}

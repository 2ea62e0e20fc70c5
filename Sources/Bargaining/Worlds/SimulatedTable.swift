/// A table that a theory made: keys, numbers, and the coefficients that a right study must find.
public struct SimulatedTable: Sendable, Equatable {
  /// A coefficient of an outcome whose value the theory fixes.
  public struct Truth: Sendable, Equatable {
    /// The column of the study's outcome.
    public var outcome: String
    /// The term as a fit names it.
    public var term: String
    /// What the theory fixes it at.
    public var value: Double

    public init(outcome: String, term: String, value: Double) {
      self.outcome = outcome
      self.term = term
      self.value = value
    }
  }

  /// Units and times, one a row.
  public private(set) var keys: [(name: String, values: [Int64])]
  /// Everything else.
  public private(set) var numbers: [(name: String, values: [Double])]
  /// The coefficients that are true in this table.
  public var truth: [Truth] = []

  public init(keys: [String], numbers: [String]) {
    self.keys = keys.map { ($0, []) }
    self.numbers = numbers.map { ($0, []) }
  }

  public static func == (left: SimulatedTable, right: SimulatedTable) -> Bool {
    left.truth == right.truth
      && left.keys.elementsEqual(right.keys) { $0.name == $1.name && $0.values == $1.values }
      && left.numbers.elementsEqual(right.numbers) { $0.name == $1.name && $0.values == $1.values }
  }

  /// Rows of every column.
  public var rowCount: Int { keys.first?.values.count ?? 0 }

  /// Adds a row.
  mutating func append(_ keys: [Int], _ numbers: [Double]) {
    precondition(
      keys.count == self.keys.count && numbers.count == self.numbers.count,
      "a row has a value for every column")
    for (index, key) in keys.enumerated() { self.keys[index].values.append(Int64(key)) }
    for (index, number) in numbers.enumerated() { self.numbers[index].values.append(number) }
  }
}

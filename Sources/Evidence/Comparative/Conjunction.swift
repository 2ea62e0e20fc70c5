/// A conjunction of conditions and negated conditions, such as `A*~B`.
///
/// With k conditions, bit k - 1 belongs to the first condition and bit 0 to the last, so that a row
/// of the truth table, read as a number, has the order in which truth tables are printed. The conjunction
/// holds in row r where `r & care == value`. A conjunction without literals holds everywhere.
public struct Conjunction: Sendable, Hashable, Comparable {
  /// The conditions that the conjunction mentions.
  public let care: UInt32
  /// Those of them that are present; a subset of `care`.
  public let value: UInt32

  /// A value outside `care` is a mistake of the caller.
  public init(care: UInt32, value: UInt32) {
    precondition(value & ~care == 0, "a conjunction's value lies within the conditions it mentions")
    self.care = care
    self.value = value
  }

  /// The conjunction that holds in one row of the truth table only.
  public init(row: UInt32, conditionCount: Int) {
    self.init(care: Self.all(conditionCount), value: row)
  }

  /// The mask of k conditions.
  static func all(_ conditionCount: Int) -> UInt32 { (1 << UInt32(conditionCount)) - 1 }

  /// How many conditions the conjunction mentions.
  public var literalCount: Int { care.nonzeroBitCount }

  /// Whether the conjunction holds in a row of the truth table.
  public func covers(_ row: UInt32) -> Bool { row & care == value }

  /// Whether the conjunction holds wherever `other` does: its literals are among the other's.
  public func contains(_ other: Conjunction) -> Bool {
    care & ~other.care == 0 && other.value & care == value
  }

  /// Whether the literal of the condition at a position is there: `true` for present, `false` for
  /// absent, `nil` where the conjunction does not mention it.
  public func literal(_ position: Int, of conditionCount: Int) -> Bool? {
    let bit: UInt32 = 1 << UInt32(conditionCount - 1 - position)
    return care & bit == 0 ? nil : value & bit != 0
  }

  /// The conjunction in words, conditions in their order: `A*~B`; `1` where it has no literals.
  public func label(_ conditions: [String]) -> String {
    if care == 0 { return "1" }
    return conditions.indices.compactMap { position in
      literal(position, of: conditions.count).map { ($0 ? "" : "~") + conditions[position] }
    }.joined(separator: "*")
  }

  /// Fewer literals first; then those that mention earlier conditions, present before absent.
  public static func < (left: Conjunction, right: Conjunction) -> Bool {
    let (fewer, more) = (left.literalCount, right.literalCount)
    if fewer != more { return fewer < more }
    return left.care != right.care ? left.care > right.care : left.value > right.value
  }
}

extension Conjunction {
  /// Reads a conjunction such as `A*~B`; spaces are ignored, and case counts.
  ///
  /// - Throws: `unknownCondition`, `badTerm` where a condition is named twice or not at all.
  public init(_ text: String, conditions: [String]) throws(EvidenceError) {
    var (care, value): (UInt32, UInt32) = (0, 0)
    for part in text.split(separator: "*", omittingEmptySubsequences: false) {
      var name = part.filter { $0 != " " }
      let isAbsent = name.hasPrefix("~")
      if isAbsent { name.removeFirst() }
      guard !name.isEmpty else { throw .badTerm(text, conditions: conditions) }
      guard let position = conditions.firstIndex(of: name) else {
        throw .unknownCondition(name, in: text, conditions: conditions)
      }
      let bit: UInt32 = 1 << UInt32(conditions.count - 1 - position)
      guard care & bit == 0 else { throw .badTerm(text, conditions: conditions) }
      care |= bit
      if !isAbsent { value |= bit }
    }
    self.init(care: care, value: value)
  }

  /// Reads a disjunction such as `A*~B + C`.
  public static func sum(
    _ text: String, conditions: [String]
  ) throws(EvidenceError) -> [Conjunction] {
    var terms: [Conjunction] = []
    for part in text.split(separator: "+", omittingEmptySubsequences: false) {
      terms.append(try Conjunction(String(part), conditions: conditions))
    }
    return terms
  }
}

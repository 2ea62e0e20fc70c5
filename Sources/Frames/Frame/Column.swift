/// Why a cell of a column has no value, or that it has one.
///
/// A zero is a value; a missing cell is a cell whose source covers the unit and year but reports
/// nothing; a cell outside coverage belongs to a unit or year the source never claimed to describe.
public enum Presence: UInt8, Sendable, CaseIterable {
  /// It has a value, zero included.
  case present = 0
  /// The source covers the row and reports nothing.
  case missing = 1
  /// The source does not claim to describe the row's unit or year.
  case outsideCoverage = 2
  /// It was computed from values that are there, and has none itself: the logarithm of zero, a division
  /// by it.
  case undefined = 3
}

/// A named column: typed storage, and for each row whether the value is there.
///
/// Storage of an absent cell is unspecified (a reader may leave 0 there): ask `presence` first.
public struct Column: Sendable, Equatable {
  /// What a column holds.
  public enum Storage: Sendable, Equatable {
    /// Finite numbers where present.
    case double([Double])
    /// Whole numbers, such as years and codes.
    case integer([Int64])
    /// Dictionary-coded text: `codes[row]` indexes `levels`, which are distinct; not every level need
    /// occur.
    case text(codes: [Int32], levels: [String])
  }

  /// Distinct within a frame; formulas name the column by it.
  public var name: String
  /// A human label, as Stata files carry; empty when there is none.
  public var label: String
  /// The cells' contents; what stands in a cell without a value means nothing.
  public var storage: Storage
  /// One state a row; `nil` when every row is present.
  public var presence: [Presence]?
  /// What the source calls some of the column's values, as Stata's value labels do; the values
  /// themselves stay numbers.
  public var valueLabels: [Int64: String] = [:]

  /// A column from its cells. A `presence` in which every row is present is kept as `nil`; one of
  /// another length than the cells is a mistake of the caller.
  public init(name: String, label: String = "", storage: Storage, presence: [Presence]? = nil) {
    self.name = name
    self.label = label
    self.storage = storage
    self.presence = presence.flatMap { $0.contains { $0 != .present } ? $0 : nil }
    precondition(presence == nil || presence!.count == count, "presence does not fit the column")
  }

  /// A column of doubles in which `nil` is missing.
  public init(name: String, label: String = "", doubles: [Double?]) {
    self.init(
      name: name, label: label, storage: .double(doubles.map { $0 ?? 0 }),
      presence: doubles.map { $0 == nil ? .missing : .present })
  }

  /// A column of integers in which `nil` is missing.
  public init(name: String, label: String = "", integers: [Int64?]) {
    self.init(
      name: name, label: label, storage: .integer(integers.map { $0 ?? 0 }),
      presence: integers.map { $0 == nil ? .missing : .present })
  }

  /// A column of text in which `nil` is missing; levels are numbered by first appearance, and are
  /// equal byte by byte.
  public init(name: String, label: String = "", texts: [String?]) {
    var dictionary = TextDictionary()
    var levels: [String] = []
    let codes = texts.map { text -> Int32 in
      guard let text else { return 0 }
      let (code, isNew) = dictionary.code(text)
      if isNew { levels.append(text) }
      return code
    }
    self.init(
      name: name, label: label, storage: .text(codes: codes, levels: levels),
      presence: texts.map { $0 == nil ? .missing : .present })
  }

  /// The number of rows.
  public var count: Int {
    switch storage {
    case .double(let values): values.count
    case .integer(let values): values.count
    case .text(let codes, _): codes.count
    }
  }

  /// The state of one row.
  public func presence(at row: Int) -> Presence { presence?[row] ?? .present }

  /// Whether the row holds a value.
  public func isPresent(at row: Int) -> Bool { presence == nil || presence![row] == .present }

  /// Whether it holds numbers, whole or not, rather than text.
  public var isNumeric: Bool {
    if case .text = storage { return false }
    return true
  }

  /// The number in a row; `nil` where absent or where the column holds text.
  public func double(at row: Int) -> Double? {
    guard isPresent(at: row) else { return nil }
    switch storage {
    case .double(let values): return values[row]
    case .integer(let values): return Double(values[row])
    case .text: return nil
    }
  }

  /// The integer in a row: also a double that is a whole number. `nil` otherwise.
  public func integer(at row: Int) -> Int64? {
    guard isPresent(at: row) else { return nil }
    switch storage {
    case .double(let values): return Int64(exactly: values[row])
    case .integer(let values): return values[row]
    case .text: return nil
    }
  }

  /// The text in a row; numbers are rendered as a CSV writer would. `nil` where absent.
  public func text(at row: Int) -> String? {
    guard isPresent(at: row) else { return nil }
    switch storage {
    case .double(let values): return Column.render(values[row])
    case .integer(let values): return String(values[row])
    case .text(let codes, let levels): return levels[Int(codes[row])]
    }
  }

  /// The shortest text that reads back as the same double; whole numbers without a fraction.
  /// Infinities are `Inf` and `-Inf`, as R spells them.
  public static func render(_ value: Double) -> String {
    if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
    if value == 0, value.sign == .minus { return "-0" }
    if let whole = Int64(exactly: value), whole.magnitude < 1_000_000_000_000_000 {
      return String(whole)
    }
    return value.description
  }

  /// The same column under another name.
  public func renamed(_ newName: String) -> Column {
    var copy = self
    copy.name = newName
    return copy
  }
}

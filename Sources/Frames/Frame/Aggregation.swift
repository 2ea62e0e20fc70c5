/// How the rows of a group become one value of a column.
public struct Aggregation: Sendable, Equatable {
  /// How values become one.
  public enum Rule: String, Sendable, CaseIterable {
    /// Over the values that are present, taken in row order.
    case mean, sum, min, max
    /// The value of the group's first row that has one; the only rule for text.
    case first
  }

  /// What a missing value among the rows does.
  public enum Missing: String, Sendable {
    /// It is left out; a group without any value is missing.
    case skip
    /// It makes the group's value missing.
    case propagate
  }

  /// The column to aggregate.
  public var column: String
  /// How its values become one.
  public var rule: Rule
  /// What a missing value does; default: it is left out.
  public var missing: Missing

  /// A rule for one column.
  public init(_ column: String, _ rule: Rule, missing: Missing = .skip) {
    self.column = column
    self.rule = rule
    self.missing = missing
  }

  /// The column with one row a group, the groups' rows being taken in the order given.
  package func aggregated(_ source: Column, groups: [[Int]]) throws(FrameError) -> Column {
    guard source.isNumeric || rule == .first else {
      throw .notNumeric(
        column: column, purpose: "the \(rule.rawValue) of several rows", stray: source.strayText)
    }
    var states: [Presence] = []
    var chosen: [Int?] = []
    var values: [Double] = []
    for rows in groups {
      let present = rows.filter { source.isPresent(at: $0) }
      let isAbsent = present.isEmpty || (missing == .propagate && present.count < rows.count)
      let allOutside =
        rows.allSatisfy { [.present, .outsideCoverage].contains(source.presence(at: $0)) }
        && !rows.isEmpty
      states.append(isAbsent ? (allOutside ? .outsideCoverage : .missing) : .present)
      chosen.append(isAbsent ? nil : present.first)
      values.append(isAbsent ? 0 : combined(present.compactMap { source.double(at: $0) }))
    }
    if rule == .first {
      var column = source.gathered(chosen)
      column.presence = states.contains { $0 != .present } ? states : nil
      return column
    }
    // Whole numbers stay whole except in a mean, and while a double can hold them exactly.
    if case .integer = source.storage, rule != .mean,
      values.allSatisfy({ $0.magnitude < 0x1p53 })
    {
      return Column(
        name: source.name, label: source.label, storage: .integer(values.map { Int64($0) }),
        presence: states)
    }
    return Column(
      name: source.name, label: source.label, storage: .double(values), presence: states)
  }

  private func combined(_ values: [Double]) -> Double {
    switch rule {
    case .mean: values.reduce(0, +) / Double(Swift.max(1, values.count))
    case .sum: values.reduce(0, +)
    case .min: values.min() ?? 0
    case .max: values.max() ?? 0
    case .first: values.first ?? 0
    }
  }
}

extension Frame {
  /// One row for each value of the keys, in the order of their first rows.
  ///
  /// Rows without a key cannot be told apart, so each stays for itself. Columns that are neither keys
  /// nor named by a rule are left out.
  /// - Throws: `FrameError.noColumn`, and `.notNumeric` for text under another rule than first.
  public func collapsed(
    by keys: [String], _ rules: [Aggregation]
  ) throws(FrameError) -> Frame {
    var keyColumns: [Column] = []
    for name in keys { keyColumns.append(try column(name)) }
    let codes = KeyCodes(keyColumns, rows: RowSelection(all: rowCount)).withRowsApart
    let index = KeyIndex(codes.codes, count: codes.count)
    let groups = (0..<index.count).map { index[$0].map { Int($0) } }
    var columns = keyColumns.map { column in column.gathered(groups.map { $0.first }) }
    for rule in rules {
      columns.append(try rule.aggregated(try column(rule.column), groups: groups))
    }
    return try Frame(columns)
  }
}

import Expressions
import Frames
import Numerics

/// Turns a formula and a frame into the numbers an estimator needs.
///
/// Rows with an absent value in the outcome, a regressor, an effect, a weight or a factor of the
/// variance are dropped and counted under the first of these that is absent.
public struct DesignBuilder {
  private let frame: Frame
  private var evaluator: Evaluator
  private let panelUnits: [String]

  /// - Parameter panel: unit and time, for formulas that use `lag` and its kin.
  public init(_ frame: Frame, panel: PanelIndex? = nil) {
    self.frame = frame
    evaluator = Evaluator(frame, panel: panel)
    panelUnits = panel?.unitNames ?? []
  }

  /// Builds the design.
  /// - Parameters:
  ///   - formula: what to model.
  ///   - weights: a column of weights and what they mean.
  ///   - variance: its keys are added to the design.
  ///   - keys: further keys, for inference by resampling.
  /// - Throws: `ExpressionError` and `FrameError` for what the formula asks of the data in vain,
  ///   `EstimationError` for values that no estimator can use.
  public mutating func design(
    _ formula: Formula, weights: WeightColumn? = nil, variance: Variance = .homoskedastic,
    keys: [GroupingKey] = []
  ) throws -> Design {
    let outcome = try evaluator.column(formula.outcome)
    try DesignBuilder.requireUniform(outcome)
    guard outcome.isNumeric else {
      throw ExpressionError.typeMismatch(
        found: "text", expected: "a number (the outcome)", in: formula.outcome.description)
    }
    var variables: [Expression: Column] = [:]
    var needed = [outcome]
    for factor in formula.products.flatMap(\.factors) where variables[factor] == nil {
      let column = try evaluator.column(factor)
      if !factor.isFactorCall { try DesignBuilder.requireUniform(column) }
      variables[factor] = column
      needed.append(column)
    }
    let offsets = try formula.offsets.map { try numericColumn($0, role: "the offset") }
    needed += offsets
    let effects = try formula.absorbed.map { try columns($0) }
    needed += effects.flatMap(\.self)
    let slopes = try formula.slopes.map { slope in
      let variable = try evaluator.column(slope.variable)
      try DesignBuilder.requireUniform(variable)
      guard variable.isNumeric else {
        throw ExpressionError.typeMismatch(
          found: "text", expected: "a number (a slope)", in: slope.variable.description)
      }
      return (slope, try columns(slope.key), variable)
    }
    needed += slopes.flatMap { $0.1 + [$0.2] }
    let weightColumn = try weights.map { try frame.column($0.name) }
    if let weightColumn {
      try DesignBuilder.requireNumbers(weightColumn, role: "the weight")
      needed.append(weightColumn)
    }
    let unit = try unit(for: variance, absorbed: formula.absorbed)
    var wanted: [GroupingKey] = []
    for key in variance.keys + keys + (unit.map { [$0] } ?? []) where !wanted.contains(key) {
      wanted.append(key)
    }
    let grouped = try wanted.map { (key: $0, columns: try columns($0)) }
    needed += grouped.flatMap(\.columns)
    let numbers = try variance.numbers.map { (key: $0, column: try numericColumn($0)) }
    needed += numbers.map(\.column)

    var sample = DesignBuilder.sample(needed, offered: frame.rowCount)
    let weightValues = try weightColumn.map {
      try DesignBuilder.weights($0, sample: &sample)
    }
    guard sample.count > 0 else { throw EstimationError.noRows(dropped: sample.dropped) }

    let built = DesignColumns(formula: formula, variables: variables, rows: sample.rows)
    var design = Design(
      formula: formula.text, outcomeName: outcome.name,
      outcome: DesignColumns.numbers(outcome, rows: sample.rows), terms: built.terms,
      matrix: built.matrix, hasIntercept: formula.hasIntercept,
      weights: weights.map { Weights($0, values: weightValues ?? []) },
      absorbed: effects.map { Grouping(columns: $0, rows: sample.rows) },
      factors: DesignBuilder.groupings(grouped, variance: variance, rows: sample.rows),
      numbers: Dictionary(
        numbers.map { ($0.key, DesignColumns.numbers($0.column, rows: sample.rows)) },
        uniquingKeysWith: { first, _ in first }), sample: sample)
    design.unit = unit
    design.notes = DesignBuilder.notes(needed)
    design.offsets = formula.offsets
    for column in offsets {
      let values = DesignColumns.numbers(column, rows: sample.rows)
      design.offset = design.offset.map { zip($0, values).map { $0 + $1 } } ?? values
    }
    design.slopes = slopes.map { slope, factors, variable in
      AbsorbedSlope(
        variable: slope.variable.description,
        grouping: Grouping(columns: factors, rows: sample.rows),
        values: DesignColumns.numbers(variable, rows: sample.rows),
        intercepts: slope.intercepts)
    }
    return design
  }

  /// The columns that a key combines.
  private mutating func columns(_ key: GroupingKey) throws -> [Column] {
    try key.factors.map { try evaluator.column($0) }
  }

  /// A column of numbers that a variance measures time or distance by.
  private mutating func numericColumn(
    _ key: Expression, role: String = "the variance"
  ) throws -> Column {
    let column = try evaluator.column(key)
    try DesignBuilder.requireNumbers(column, role: role)
    return column
  }

  /// What identifies a unit for a variance that names none: the panel's unit, or a single absorbed
  /// effect.
  private func unit(
    for variance: Variance, absorbed: [GroupingKey]
  ) throws(EstimationError) -> GroupingKey? {
    guard variance.needsUnit else { return nil }
    if !panelUnits.isEmpty { return GroupingKey(columns: panelUnits) }
    guard absorbed.count == 1 else { throw .missingUnit(variance: variance.name) }
    return absorbed[0]
  }

  /// What evaluation turned into missing values, with counts.
  public var notes: [Evaluator.Note] { evaluator.notes }

  /// Refuses numbers with a stray word among them, which would silently become categories.
  private static func requireUniform(_ column: Column) throws(EstimationError) {
    guard let stray = column.strayText else { return }
    throw .strayText(
      variable: column.name, row: stray.row + 1, text: stray.text, remedy: stray.remedy)
  }

  /// Refuses text in a column that is named for its numbers.
  private static func requireNumbers(_ column: Column, role: String) throws(EstimationError) {
    try requireUniform(column)
    guard column.isNumeric else { throw .textForNumbers(variable: column.name, role: role) }
  }

  /// What must be known of columns of categories: levels that look alike, and `NA` that may be a code.
  private static func notes(_ columns: [Column]) -> [EstimationNote] {
    var notes: [EstimationNote] = []
    for column in columns {
      if let (one, other) = column.alikeLevels {
        notes.append(.alikeLevels(variable: column.name, one, other))
      }
      let missing = column.missingAmongCodes
      if missing > 0 { notes.append(.missingAmongCodes(variable: column.name, rows: missing)) }
    }
    var seen: Set<EstimationNote> = []
    return notes.filter { seen.insert($0).inserted }
  }

  /// Rows where every column is present; the others counted under the first column that is not.
  private static func sample(_ columns: [Column], offered: Int) -> Sample {
    guard columns.contains(where: { $0.presence != nil }) else {
      return Sample(offered: offered, rows: RowSelection(all: offered), dropped: [])
    }
    let incomplete = columns.filter { $0.presence != nil }
    // For each row the first column that is absent there, counted from 1, or 0 where none is.
    var firstAbsent = [Int32](repeating: 0, count: offered)
    for (position, column) in incomplete.enumerated().reversed() {
      guard let presence = column.presence else { continue }
      for row in 0..<offered where presence[row] != .present {
        firstAbsent[row] = Int32(position + 1)
      }
    }
    var kept: [Int] = []
    kept.reserveCapacity(offered)
    var reasons: [Sample.Reason] = []
    var positions: [[Int]] = []
    var places: [Sample.Reason: Int] = [:]
    for row in 0..<offered {
      guard firstAbsent[row] > 0 else {
        kept.append(row)
        continue
      }
      let column = incomplete[Int(firstAbsent[row]) - 1]
      let reason: Sample.Reason =
        switch column.presence(at: row) {
        case .outsideCoverage: .outsideCoverage(column.name)
        case .undefined: .undefined(column.name)
        case .missing, .present: .missing(column.name)
        }
      let place = places[reason] ?? reasons.count
      if place == reasons.count {
        places[reason] = place
        reasons.append(reason)
        positions.append([])
      }
      positions[place].append(row)
    }
    var sample = Sample(offered: offered, rows: RowSelection(kept), dropped: [])
    for (reason, rows) in zip(reasons, positions) {
      sample.drop(rows.count, reason, positions: rows)
    }
    return sample
  }

  /// Checks the weights and drops the rows whose weight is zero.
  private static func weights(
    _ column: Column, sample: inout Sample
  ) throws(EstimationError) -> [Double] {
    var (kept, without): ([Int], [Int]) = ([], [])
    var values: [Double] = []
    for row in sample.rows {
      guard let value = column.double(at: row), value >= 0, value.isFinite else {
        throw .invalidWeight(name: column.name, row: row + 1, value: column.double(at: row) ?? -1)
      }
      if value > 0 {
        kept.append(row)
        values.append(value)
      } else {
        without.append(row)
      }
    }
    if !without.isEmpty {
      sample.drop(without.count, .zeroWeight(column.name), positions: without)
      sample.rows = RowSelection(kept)
    }
    return values
  }

  /// The keys' groupings; the two members of a dyad share one set of labels.
  private static func groupings(
    _ keys: [(key: GroupingKey, columns: [Column])], variance: Variance, rows: RowSelection
  ) -> [GroupingKey: Grouping] {
    var result: [GroupingKey: Grouping] = [:]
    var rest = keys[...]
    if variance.pairsMembers, keys.count >= 2 {
      let pair = Grouping.pair(keys[0].columns[0], keys[1].columns[0], rows: rows)
      result = [keys[0].key: pair.0, keys[1].key: pair.1]
      rest = rest.dropFirst(2)
    }
    for (key, columns) in rest { result[key] = Grouping(columns: columns, rows: rows) }
    return result
  }
}

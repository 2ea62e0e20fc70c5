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
  ///   - variance: its factors are added to the design.
  ///   - factors: further factors, for inference by resampling.
  /// - Throws: `DesignError` for what the formula or the data do not allow.
  public mutating func design(
    _ formula: Formula, weights: (kind: Weights.Kind, name: String)? = nil,
    variance: Variance = .homoskedastic, factors: [String] = []
  ) throws -> Design {
    let outcome = try evaluator.column(formula.outcome)
    try DesignBuilder.requireUniform(outcome)
    guard outcome.isNumeric else {
      throw ExpressionError.typeMismatch(
        found: "text", expected: "a number (the outcome)", in: formula.outcome.description)
    }
    var variables: [String: Column] = [:]
    var needed = [outcome]
    for factor in formula.terms.flatMap(\.factors) where variables[factor.description] == nil {
      let column = try evaluator.column(factor)
      if !factor.isFactorCall { try DesignBuilder.requireUniform(column) }
      variables[factor.description] = column
      needed.append(column)
    }
    let effects = try formula.absorbed.map { try $0.map { try evaluator.column($0) } }
    needed += effects.flatMap(\.self)
    let slopes = try formula.slopes.map { slope in
      let variable = try evaluator.column(slope.variable)
      guard variable.isNumeric else {
        throw ExpressionError.typeMismatch(
          found: "text", expected: "a number (a slope)", in: slope.variable.description)
      }
      return (slope, try slope.factors.map { try evaluator.column($0) }, variable)
    }
    needed += slopes.flatMap { $0.1 + [$0.2] }
    let weightColumn = try weights.map { try frame.column($0.name) }
    if let weightColumn {
      try DesignBuilder.requireNumbers(weightColumn, role: "the weight")
      needed.append(weightColumn)
    }
    let further = factors.filter { !variance.factorNames.contains($0) }
    let named = try (variance.factorNames + further).map { key in
      (key, try Formula.combined(ExpressionParser.parse(key)).map { try evaluator.column($0) })
    }
    let unit = try panelUnit(of: variance, absorbed: effects)
    let keys = named + (unit.map { [(Variance.panelUnit, $0)] } ?? [])
    needed += keys.flatMap(\.1)
    let numbers = try variance.numberNames.map { (key: $0, column: try numericColumn($0)) }
    needed += numbers.map(\.column)

    var sample = DesignBuilder.sample(needed, offered: frame.rowCount)
    let weightValues = try weightColumn.map {
      try DesignBuilder.weights($0, sample: &sample)
    }
    guard sample.count > 0 else { throw EstimationError.noRows(dropped: sample.dropped) }

    let columns = DesignColumns(formula: formula, variables: variables, rows: sample.rows)
    var design = Design(
      formula: formula.text, outcomeName: outcome.name,
      outcome: DesignColumns.numbers(outcome, rows: sample.rows), terms: columns.names,
      matrix: columns.matrix, hasIntercept: formula.hasIntercept,
      weights: weights.map {
        Weights(kind: $0.kind, name: $0.name, values: weightValues ?? [])
      },
      absorbed: effects.map { Grouping(columns: $0, rows: sample.rows) },
      factors: DesignBuilder.groupings(keys, variance: variance, rows: sample.rows),
      numbers: Dictionary(
        uniqueKeysWithValues: numbers.map {
          ($0.key, DesignColumns.numbers($0.column, rows: sample.rows))
        }), sample: sample)
    design.slopes = slopes.map { slope, factors, variable in
      AbsorbedSlope(
        name: slope.name, grouping: Grouping(columns: factors, rows: sample.rows),
        values: DesignColumns.numbers(variable, rows: sample.rows),
        intercepts: slope.intercepts)
    }
    return design
  }

  /// A column of numbers that a variance measures time or distance by.
  private mutating func numericColumn(_ key: String) throws -> Column {
    let column = try evaluator.column(ExpressionParser.parse(key))
    try DesignBuilder.requireNumbers(column, role: "the variance")
    return column
  }

  /// What identifies a unit for a Newey-West variance that names none: the panel's unit, or a
  /// single absorbed effect.
  private func panelUnit(of variance: Variance, absorbed: [[Column]]) throws -> [Column]? {
    guard case .neweyWest(nil, _, _) = variance else { return nil }
    if !panelUnits.isEmpty { return try panelUnits.map { try frame.column($0) } }
    guard absorbed.count == 1 else { throw EstimationError.missingUnit(variance: variance.name) }
    return absorbed[0]
  }

  /// What evaluation turned into missing values, with counts.
  public var notes: [Evaluator.Note] { evaluator.notes }

  /// Refuses numbers with a stray word among them, which would silently become categories.
  private static func requireUniform(_ column: Column) throws(EstimationError) {
    guard let stray = column.strayText else { return }
    throw .strayText(variable: column.name, row: stray.row + 1, text: stray.text)
  }

  /// Refuses text in a column that is named for its numbers.
  private static func requireNumbers(_ column: Column, role: String) throws(EstimationError) {
    try requireUniform(column)
    guard column.isNumeric else { throw .textForNumbers(variable: column.name, role: role) }
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
    var counts: [(reason: String, count: Int)] = []
    var positions: [String: Int] = [:]
    for row in 0..<offered {
      guard firstAbsent[row] > 0 else {
        kept.append(row)
        continue
      }
      let column = incomplete[Int(firstAbsent[row]) - 1]
      let outside = column.presence(at: row) == .outsideCoverage
      let reason = (outside ? "outside coverage: " : "missing: ") + column.name
      let position = positions[reason] ?? counts.count
      if position == counts.count {
        positions[reason] = position
        counts.append((reason, 0))
      }
      counts[position].count += 1
    }
    return Sample(
      offered: offered, rows: RowSelection(kept),
      dropped: counts.map { Sample.Dropped(reason: $0.reason, count: $0.count) })
  }

  /// Checks the weights and drops the rows whose weight is zero.
  private static func weights(
    _ column: Column, sample: inout Sample
  ) throws(EstimationError) -> [Double] {
    var kept: [Int] = []
    var values: [Double] = []
    for row in sample.rows {
      guard let value = column.double(at: row), value >= 0, value.isFinite else {
        throw .invalidWeight(name: column.name, row: row + 1, value: column.double(at: row) ?? -1)
      }
      if value > 0 {
        kept.append(row)
        values.append(value)
      }
    }
    if kept.count < sample.count {
      let reason = "weight zero: \(column.name)"
      sample.dropped.append(.init(reason: reason, count: sample.count - kept.count))
      sample.rows = RowSelection(kept)
    }
    return values
  }

  /// The factors a variance asks for; the two members of a dyad share one set of labels.
  private static func groupings(
    _ keys: [(String, [Column])], variance: Variance, rows: RowSelection
  ) -> [String: Grouping] {
    var result: [String: Grouping] = [:]
    var keys = keys[...]
    if case .dyadic(let first, let second) = variance, keys.count >= 2 {
      let pair = Grouping.pair(keys[0].1[0], keys[1].1[0], rows: rows)
      result = [first: pair.0, second: pair.1]
      keys = keys.dropFirst(2)
    }
    for (key, columns) in keys { result[key] = Grouping(columns: columns, rows: rows) }
    return result
  }
}

extension Expression {
  /// Whether it is `factor(...)`, which says that it means categories.
  fileprivate var isFactorCall: Bool {
    if case .call("factor", _) = kind { return true }
    return false
  }
}

extension Variance {
  /// The factors it needs, as they are written.
  public var factorNames: [String] {
    switch self {
    case .homoskedastic, .hc0, .hc1, .hc2, .hc3: []
    case .cluster(let key): [key]
    case .dyadic(let first, let second): [first, second]
    case .multiwayCluster(let keys): keys
    case .twoMode(let first, let second): [first, second]
    case .cr2(let key): [key]
    case .neweyWest(let unit, _, _): unit.map { [$0] } ?? []
    case .driscollKraay, .conley: []
    }
  }

  /// The numbers it needs, as they are written.
  public var numberNames: [String] {
    switch self {
    case .driscollKraay(let time, _), .neweyWest(_, let time, _): [time]
    case .conley(let latitude, let longitude, _, _): [latitude, longitude]
    default: []
    }
  }

  /// The key in `Design.factors` of a unit that the variance does not name.
  public static let panelUnit = "(panel unit)"
}

import Frames

/// Which columns of a table are outcome and conditions, and how each becomes a set.
public struct CaseTable: Sendable {
  /// One row a case.
  public var frame: Frame
  /// The column that is explained.
  public var outcome: String
  /// The columns that explain it, in the order in which the truth table shows them.
  public var conditions: [String]
  /// The column of case names; the first column of text where none is named, else row numbers.
  public var caseColumn: String?
  /// Calibrations of columns that hold measures and not memberships.
  public var calibrations: [(column: String, calibration: Calibration)]
  /// Whether the absence of the outcome is explained.
  public var isNegated: Bool
  /// What becomes of a case whose membership in a condition is exactly 0.5.
  public var half: Memberships.Half

  /// Columns that hold memberships already, and the outcome's presence, unless told.
  public init(
    _ frame: Frame, outcome: String, conditions: [String], caseColumn: String? = nil,
    calibrations: [(column: String, calibration: Calibration)] = [], isNegated: Bool = false,
    half: Memberships.Half = .refuse
  ) {
    self.half = half
    self.frame = frame
    self.outcome = outcome
    self.conditions = conditions
    self.caseColumn = caseColumn
    self.calibrations = calibrations
    self.isNegated = isNegated
  }

  /// The memberships of all cases in all sets.
  ///
  /// - Throws: `unknownColumn`, `repeatedColumn`, `notNumeric`, `missingValue`, `badAnchors`,
  ///   `onCrossover`, and what ``Memberships/init(cases:conditions:outcome:values:outcomeValues:)``
  ///   throws. Nothing is dropped or rounded.
  public func memberships() throws(EvidenceError) -> Memberships {
    var used: Set<String> = []
    for name in [outcome] + conditions where !used.insert(name).inserted {
      throw .repeatedColumn(name)
    }
    for (column, _) in calibrations where !used.contains(column) {
      throw .unknownColumn(
        column, closest: NearestNames.closest(to: column, among: [outcome] + conditions),
        known: [outcome] + conditions)
    }
    var calibrated: Set<String> = []
    for (column, _) in calibrations where !calibrated.insert(column).inserted {
      throw .repeatedCalibration(column)
    }
    let names = try caseNames()
    var values: [[Double]] = []
    for condition in conditions { values.append(try memberships(condition, names)) }
    let presence = try memberships(outcome, names, isOutcome: true)
    let table = try Memberships(
      cases: names, conditions: conditions, outcome: outcome, values: values,
      outcomeValues: presence, half: half)
    return isNegated ? table.negated : table
  }

  private func column(_ name: String) throws(EvidenceError) -> Column {
    guard let column = try? frame.column(name) else {
      throw .unknownColumn(
        name, closest: NearestNames.closest(to: name, among: frame.names), known: frame.names)
    }
    return column
  }

  private func caseNames() throws(EvidenceError) -> [String] {
    let used = Set([outcome] + conditions)
    let named: Column?
    if let caseColumn {
      named = try column(caseColumn)
    } else {
      named = frame.columns.first { !$0.isNumeric && !used.contains($0.name) }
    }
    guard let named else { return (0..<frame.rowCount).map { "row \($0 + 1)" } }
    return (0..<frame.rowCount).map { named.text(at: $0) ?? "row \($0 + 1)" }
  }

  private func memberships(
    _ name: String, _ cases: [String], isOutcome: Bool = false
  ) throws(EvidenceError) -> [Double] {
    let column = try column(name)
    guard column.isNumeric else {
      throw .notNumeric(column: name, stray: column.strayText)
    }
    let calibration = calibrations.last { $0.column == name }?.calibration
    if let calibration, !calibration.isSound {
      throw .badAnchors(column: name, anchors: calibration.anchors)
    }
    var values: [Double] = []
    for row in 0..<frame.rowCount {
      guard let value = column.double(at: row) else {
        throw .missingValue(column: name, caseName: cases[row])
      }
      guard let calibration else {
        values.append(value)
        continue
      }
      let membership = calibration.membership(value)
      if membership == 0.5, !isOutcome, half == .refuse {
        throw .onCrossover(column: name, caseName: cases[row], crossover: value)
      }
      values.append(membership)
    }
    return values
  }
}

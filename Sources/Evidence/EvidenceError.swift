import Documents
import Frames
import Panels

/// What the evidence of a set of cases can get wrong.
public enum EvidenceError: Error, Equatable, Sendable {
  /// The table has no such column.
  case unknownColumn(String, closest: [String], known: [String])
  /// A column is named twice, or is outcome and condition at once.
  case repeatedColumn(String)
  /// A condition or outcome whose name holds an operator of terms.
  case operatorInName(String)
  /// A column that is calibrated twice.
  case repeatedCalibration(String)
  /// A condition of whole numbers beyond 1: categories, not memberships.
  case severalValues(column: String, caseName: String, value: Double)
  /// All cases have a membership of 0.5 somewhere, so that leaving them out leaves none.
  case onlyHalves(cases: Int)
  /// The table has no rows.
  case noCases
  /// Two rows carry one case name.
  case repeatedCase(String)
  /// No condition at all, or more than can be minimised.
  case conditionCount(found: Int, limit: Int)
  /// A column of set memberships, or of a measure to calibrate, that holds text.
  case notNumeric(column: String, stray: Column.StrayText? = nil)
  /// A case without a value.
  case missingValue(column: String, caseName: String)
  /// A membership below 0 or above 1.
  case membershipOutOfRange(column: String, caseName: String, value: Double)
  /// A condition's membership of exactly 0.5, which places the case in no row.
  case ambiguousMembership(column: String, caseName: String)
  /// A measured value that lies on the crossover, so that its membership would be exactly 0.5.
  case onCrossover(column: String, caseName: String, crossover: Double)
  /// Anchors that do not run in one direction, or a threshold that is not a number.
  case badAnchors(column: String, anchors: [Double])
  /// A calibration that cannot be read.
  case badCalibration(String)
  /// A cutoff out of its range.
  case badCutoff(name: String, value: Double, expected: String)
  /// Not one directional expectation a condition.
  case expectationCount(found: Int, conditions: [String])
  /// An expectation that is not about the condition in its place.
  case badExpectation(String, condition: String)
  /// A term that names no condition of the analysis.
  case unknownCondition(String, in: String, conditions: [String])
  /// A term that cannot be read.
  case badTerm(String, conditions: [String])
  /// No row of the truth table is sufficient for the outcome. `highest`: the consistency nearest to
  /// the cutoff, with its row, among rows with enough cases; `nil` where none has enough.
  case noPositiveRows(outcome: String, cutoff: Double, highest: Double?, row: String, cases: Int)
  /// Rows are consistent enough, and none has the PRI asked for. `row` is the one with the highest PRI,
  /// `nil` where it has none.
  case noRowOfPRI(
    outcome: String, cutoff: Double, highest: Double?, row: String, consistency: Double)
  /// The search for the fewest terms was stopped at its limit of work.
  case minimizationUnfinished(rows: Int, primes: Int, proven: Int, known: Int)
  /// A case file cannot be had, or says what no case file does.
  case document(DocumentError)
  /// A table of others cannot be read as its description says.
  case table(PanelsError)
  /// A case file, or a question put to it, is wrong.
  case caseFile(CaseFileFault)
}

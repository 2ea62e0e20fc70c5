/// What a user's data or model can cause in estimation.
public enum EstimationError: Error, Equatable, Sendable {
  /// The formula asks for a variable that the frame does not have.
  case unknownVariable(String, formula: String, closest: [String])
  /// A formula that cannot be read, with the column (from 1) of what is found there.
  case formulaSyntax(String, column: Int, formula: String, expected: String)
  /// No row is left; the reasons with their counts.
  case noRows(dropped: [Sample.Dropped])
  /// An outcome of one value, in so many rows.
  case constantOutcome(String, value: Double, rows: Int)
  /// The absorbed effect leaves no variation in the outcome.
  case constantWithin(outcome: String, effect: String)
  /// Every term is redundant, or the formula has none.
  case noIdentifiedTerm(redundant: [String])
  /// Each row is the only one in its level of an absorbed effect, which then fits every outcome.
  case everyRowAlone(effect: String, rows: Int)
  /// No degree of freedom is left for the residuals.
  case fewerRowsThanTerms(rows: Int, parameters: Int)
  /// Every row contains this unit, so the dyadic meat is identically zero.
  case unitInEveryRow(unit: String, rows: Int)
  /// A row whose two members are the same unit.
  case selfDyad(unit: String, row: Int)
  /// A cluster key with fewer than the two groups that a variance between groups needs.
  case tooFewClusters(key: String, found: Int)
  /// A number of lags below zero, or no smaller than the number of periods.
  case invalidLag(Int, periods: Int)
  /// A time that is no whole number, so that lags are undefined.
  case fractionalTime(key: String, row: Int, value: Double)
  /// A unit with two rows in one period.
  case duplicateTime(unit: String, time: Int)
  /// A Newey-West variance without a unit.
  case missingUnit(variance: String)
  /// A distance that is not positive.
  case invalidCutoff(Double)
  /// A distance within which all locations lie, so that a uniform kernel's variance is zero.
  case cutoffCoversAll(Double, locations: Int)
  /// Fits that cannot be pooled.
  case poolMismatch(String)
  /// A row that does not say which imputation it belongs to. Row from 1.
  case missingImputation(column: String, row: Int)
  /// A column that numbers fewer than two imputations.
  case oneImputation(column: String, found: Int)
  /// What is numbered 0 uses fewer rows than every imputation does, as the data before it would.
  case rowsBeforeImputation(column: String, used: Int, others: Int)
  /// What one imputation does not allow.
  indirect case inImputation(String, EstimationError)
  /// Degrees that are no place on earth.
  case invalidCoordinate(key: String, row: Int, value: Double)
  /// How a loop ended that did not come down to its tolerance.
  case didNotConverge(Convergence)
  /// A weight that is negative or not finite, or of a frequency no whole number.
  case invalidWeight(name: String, row: Int, value: Double)
  /// Frequency weights whose sum, the number of rows they stand for, no whole number holds.
  case uncountable(name: String, total: Double)
  /// More than half of the residuals are exactly zero, so the MAD scale is zero.
  case zeroScale(iteration: Int)
  /// The rows that keep weight no longer identify every term.
  case rankLost(iteration: Int)
  /// The derivative of the estimating equations is not positive definite at the estimate.
  case indefiniteBread
  /// Text where numbers are needed; the role is `the weight` or `the variance`.
  case textForNumbers(variable: String, role: String)
  /// A number of the model that is infinite or undefined.
  case nonFiniteValue(variable: String, row: Int)
  /// A column of numbers with a word in it, which would be taken for categories. Row from 1.
  case strayText(variable: String, row: Int, text: String, remedy: String)
  /// PPML needs outcomes that are not negative. Row from 1.
  case negativeOutcome(String, row: Int, value: Double)
  /// Binary models need 0 or 1. Row from 1.
  case outcomeNotBinary(String, row: Int, value: Double)
  /// Effects or terms predict every row without error.
  case everyRowSeparated(outcome: String, dropped: [Sample.Dropped])
  /// What separation leaves has too few rows, or an outcome that does not vary.
  case littleLeft(outcome: String, rows: Int, dropped: [Sample.Dropped])
  /// A combination of terms tells ones from zeros in some rows without error, so that its estimate
  /// is infinite; with effects where it does so only beside them.
  case perfectPrediction(String, terms: [String], rows: Int, withEffects: Bool = false)
  /// The information of a generalized linear model lost rank on the way to the maximum.
  case flatLikelihood(model: String, iteration: Int)
  /// A term's estimate or variance is larger than any number.
  case beyondRange(term: String)
  /// A variable whose largest number is so large, or so small, that sums of squares leave the range of
  /// numbers.
  case extremeUnits(variable: String, largest: Double)
  /// Something that a method does not cover.
  case unsupported(Refusal)
}

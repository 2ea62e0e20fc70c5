import Frames

extension EstimationError: CustomStringConvertible {
  /// What was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .unknownVariable(let name, let formula, let closest):
      "'\(formula)' needs '\(name)', which is not there. "
        + (closest.isEmpty
          ? "Look at the data's column names."
          : "Did you mean \(NearestNames.sentence(closest))?")
    case .formulaSyntax(let found, let column, let formula, let expected):
      "'\(formula)' cannot be read at column \(column): found '\(found)', expected \(expected)."
    case .noRows(let dropped):
      dropped.isEmpty
        ? "the table has no row to estimate from. Check that the file holds more than its header."
        : "no row is left to estimate from: "
          + dropped.map { "\($0.reason) (\($0.count))" }.joined(separator: ", ")
          + ". Check the variable that loses most rows."
    case .constantOutcome(let name, let value, let rows):
      "'\(name)' is \(value) in all \(Plural.count(rows, "row")); an outcome must vary. Check the sample's filter."
    case .constantWithin(let outcome, let effect):
      "'\(outcome)' does not vary within '\(effect)', so nothing is left to explain once the "
        + "effect is absorbed. Leave the effect out, or choose an outcome that varies within it."
    case .noIdentifiedTerm(let redundant):
      (redundant.isEmpty
        ? "the formula has no term to estimate. "
        : "no term is identified: the absorbed effect spans "
          + redundant.joined(separator: ", ") + ". ")
        + "Add a term that varies within the effect."
    case .strayText(let variable, let row, let text, let remedy):
      "'\(variable)' holds '\(text)' in row \(row) (line \(row + 1) of a table with one header line), "
        + "expected a number as in its other rows. \(remedy) For "
        + "categories write factor(\(variable))."
    case .everyRowAlone(let effect, let rows):
      (rows == 1 ? "the only row" : "each of the \(rows) rows")
        + " is alone in its level of '\(effect)', so the effect fits every row "
        + "and nothing is left to explain. Absorb a coarser effect."
    case .textForNumbers(let variable, let role):
      "'\(variable)' holds text, and \(role) needs numbers. Name a column of numbers."
    case .fewerRowsThanTerms(let rows, let parameters):
      "\(Plural.count(rows, "row")) cannot identify \(Plural.count(parameters, "parameter")) with a "
        + "residual to spare. "
        + "Use fewer terms or effects, or more rows."
    case .unitInEveryRow(let unit, let rows):
      "unit '\(unit)' is in all \(Plural.count(rows, "row")), so the dyadic variance is identically zero. "
        + "Cluster by the other member instead."
    case .selfDyad(let unit, let row):
      "row \(row) pairs '\(unit)' with itself; a dyad has two members. Drop such rows."
    case .tooFewClusters(let key, let found):
      "'\(key)' has \(Plural.count(found, "cluster")); a cluster variance needs at "
        + "least two. Cluster by a finer factor."
    case .invalidLag(let lags, let periods):
      "\(Plural.count(lags, "lag was", "lags were")) asked for; expected a number from 0 to \(periods - 1), one less than the "
        + "\(Plural.count(periods, "period")). Use fewer lags, or none given for floor(4 (T/100)^(2/9))."
    case .fractionalTime(let key, let row, let value):
      "'\(key)' is \(value) in row \(row); lags need whole numbers such as years. Number the "
        + "periods, for example floor(\(key))."
    case .duplicateTime(let unit, let time):
      "unit '\(unit)' has more than one row at time \(time); lags within a unit are then undefined. "
        + "Name a finer unit, or use driscoll-kraay, which sums over units."
    case .missingUnit(let variance):
      "\(variance) names no unit, and the model has no panel and not one absorbed effect. "
        + "Write newey-west:unit,time,lags, or name the panel (--panel unit,time)."
    case .invalidCutoff(let value):
      "the distance is \(value); expected a positive number of kilometres."
    case .cutoffCoversAll(let value, let locations):
      "all \(Plural.count(locations, "location")) lie within \(value) km of one another, so the spatial variance is "
        + "identically zero. Use a shorter distance, or the bartlett kernel."
    case .poolMismatch(let found):
      "the fits cannot be pooled: \(found). Fit one formula with one variance to every version of "
        + "the data."
    case .missingImputation(let column, let row):
      "'\(column)' is missing in row \(row), which then belongs to no imputation. Number the row, or "
        + "drop it."
    case .oneImputation(let column, let found):
      "'\(column)' numbers \(Plural.count(found, "imputation")); pooling needs at least two. "
        + "Name the column that numbers them, or fit the model without it."
    case .rowsBeforeImputation(let column, let used, let others):
      "the rows that '\(column)' numbers 0 lose what every other imputation keeps (\(used) rows are "
        + "used of them, at least \(others) elsewhere), so they are the data before imputation. Drop "
        + "them."
    case .inImputation(let label, let error):
      "in imputation '\(label)', whose rows are counted by themselves: \(error)"
    case .invalidCoordinate(let key, let row, let value):
      "'\(key)' is \(value) in row \(row), which is no place on earth: latitudes lie between -90 and "
        + "90, longitudes between -360 and 360 degrees. Name the latitude first; correct or drop the "
        + "row."
    case .didNotConverge(let convergence):
      "\(convergence.method) stopped after \(Plural.count(convergence.iterations, "iteration")) "
        + (convergence.criterion.map {
          "at \($0), above the tolerance \(convergence.tolerance). "
        } ?? "before their size could be held against the tolerance \(convergence.tolerance). ")
        + "Allow more iterations, or a larger tolerance (R's rlm uses 1e-4)."
    case .uncountable(let name, let total):
      "the frequency weights '\(name)' count \(total) rows, beyond the largest whole number that can be "
        + "held (\(Int.max)). Correct the weights, or name them analytic or sampling if they are."
    case .invalidWeight(let name, let row, let value):
      "weight '\(name)' is \(value) in row \(row); weights must be positive, and frequency weights "
        + "whole numbers. Drop the row or correct the weight."
    case .zeroScale(let iteration):
      "the model fits more than half of the rows exactly: their residuals are zero, or rounding, at "
        + "iteration \(iteration), so there is no scale to weigh the others by. Use least squares, or "
        + "drop effects with one row each."
    case .rankLost(let iteration):
      "at iteration \(iteration) the rows that keep weight no longer identify every term. "
        + "Look for a term that is non-zero only in outlying rows, and drop it or use Huber's psi."
    case .indefiniteBread:
      "the derivative of the estimating equations is not positive definite at the estimate, so it "
        + "gives no bread: too many rows lie where the biweight bends back. Use Huber's psi, or "
        + "the bread of the weights."
    case .nonFiniteValue(let variable, let row):
      "'\(variable)' is not a finite number in row \(row). Mark it missing or correct it."
    case .negativeOutcome(let name, let row, let value):
      "'\(name)' is \(value) in row \(row), and ppml needs outcomes that are zero or positive. "
        + "Correct it, or use ols."
    case .outcomeNotBinary(let name, let row, let value):
      "'\(name)' is \(value) in row \(row), and \(GeneralizedLinearEstimator.binaryNames) need "
        + "0 or 1. Write the event as a condition, as in I(\(name) > 0)."
    case .everyRowSeparated(let outcome, let dropped):
      "every row is predicted without error, so nothing about '\(outcome)' is left to estimate: "
        + dropped.map { "\($0.reason) (\($0.count))" }.joined(separator: ", ")
        + ". Absorb fewer or coarser effects."
    case .littleLeft(let outcome, let rows, let dropped):
      "once rows that are predicted without error are dropped ("
        + dropped.map { "\($0.reason) (\($0.count))" }.joined(separator: ", ")
        + "), \(rows) \(Plural.of(rows, "row is", "rows are")) left, too few for the terms or with one value "
        + "of '\(outcome)' alone. Absorb fewer or coarser effects."
    case .perfectPrediction(let outcome, let terms, let rows, let withEffects):
      (terms.count == 1
        ? terms[0] + (withEffects ? ", together with the effects," : "")
        : "a combination of " + terms.joined(separator: ", ")
          + (withEffects ? " and the effects" : ""))
        + " predicts '\(outcome)' without error in \(Plural.count(rows, "row")), so the "
        + "estimate is infinite. Drop \(terms.count > 1 ? "one of the terms" : "the term"), or the "
        + "rows it decides."
    case .flatLikelihood(let model, let iteration):
      "the likelihood of \(model) became flat at iteration \(iteration): the rows that are not fitted "
        + "almost without error no longer tell the terms apart. Drop or rescale the term with the "
        + "largest values."
    case .extremeUnits(let variable, let largest):
      "the largest number of '\(variable)' is \(largest) in size; sums of squares of numbers whose "
        + "largest is not between \(Design.range.lowerBound) and \(Design.range.upperBound) leave the "
        + "range of numbers. Express it in other units, so that its values lie nearer to one."
    case .beyondRange(let term):
      "the estimate of '\(term)' or its variance is beyond the largest number there is. Express the "
        + "variables in other units, so that their values lie nearer to one."
    case .unsupported(let refusal):
      "not supported: \(refusal)."
    }
  }
}

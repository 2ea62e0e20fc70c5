import Expressions
import Frames

/// What a reader must know beside the numbers of a fit: few units, near-collinear columns, rows that
/// say nothing.
public enum EstimationNote: Sendable, Hashable {
  /// A column that those before it nearly span, with what they leave of its length.
  case nearlyCollinear(Term, relativePivot: Double)
  /// An effect that is no more than an intercept.
  case effectOfOneLevel(String)
  /// Rows with leverage one.
  case saturatedRows(Int)
  /// A variance that rests on few groups.
  case fewGroups(Int, Groups)
  /// Clusters that are rows.
  case clustersOfOneRow(GroupingKey)
  /// A dyadic variance that rests on few units.
  case fewUnits(Int)
  /// A dyadic variance whose units are so unequal that they count as few.
  case unequalUnits(Int, effective: Int)
  /// Units on the smaller side of dyads, out of all units.
  case fewUnitsOnOneSide(Int, of: Int)
  /// Units on the smaller side of two-mode dyads.
  case fewUnitsOfTwoMode(Int)
  /// A dyadic variance whose two sides share no label: units on the first and on the second.
  case noUnitOnBothSides(Int, Int)
  /// Labels of units that differ in blanks or case alone, with one pair.
  case unitsAlike(Int, String, String)
  /// Labels on both sides of two-mode dyads, out of all.
  case unitsOnBothSides(Int, of: Int)
  /// Terms that one row, cluster or unit identifies, whose error the variance then leaves out.
  case identifiedAlone([Term], Alone)
  /// Combinations of terms that a single cluster identifies.
  case saturatedDirections(Int, GroupingKey)
  /// CR2 of rows whitened by their weights, which clusters are too large, or effects too many, to be
  /// adjusted by the formula of its authors.
  case whitenedAdjustment
  /// Negative eigenvalues of a variance that need not be positive semidefinite, out of all.
  case negativeEigenvalues(Int, of: Int, Variance)
  /// Terms whose variance came out negative.
  case negativeVariance([Term])
  /// Residuals that are rounding (`VarianceSummary.isOfExactFit`), and whether there are errors
  /// nevertheless, as a likelihood of fixed dispersion has them.
  case exactFit(hasErrors: Bool)
  /// An outcome without variation beyond rounding, of which no share is explained.
  case noVariation(String)
  /// Robust errors of the biweight with the bread of the final weights.
  case breadTooSmall
  /// Rows without weight whose leverage makes the conventional errors of terms small.
  case rejectedLeverage([Term], rows: Int)
  /// An MM-estimate at which the derivative is not positive definite.
  case noScaleVariance
  /// Levels of effects that take the mean derivative in the bread.
  case meanDerivative(levels: Int, of: Int, effects: String)
  /// Levels of an effect in which no row kept weight.
  case rejectedLevels(Int, of: Int, effect: String)
  /// The loop of the estimator ended before its tolerance, and the caller allowed that.
  case notConverged
  /// Rows that were dropped because the model predicts them without error.
  case separated(Sample.Dropped)
  /// Absorbed effects in a binary model.
  case incidentalParameters(model: String, effects: String, BiasCorrection)
  /// Rows fitted almost without error, of which a search could not say whether they are separated.
  case separationUndecided(Int)

  /// Two levels that spaces at an end, or two spellings of one character, tell apart.
  case alikeLevels(variable: String, String, String)
  /// Missing cells among codes of two letters, of which `NA` is one.
  case missingAmongCodes(variable: String, rows: Int)

  /// What alone identifies a term.
  public enum Alone: Sendable, Hashable {
    /// A row of leverage one.
    case row
    /// One of the key's clusters.
    case cluster(GroupingKey)
    /// A unit of the dyads.
    case unit
  }

  /// What the groups are of which there are few.
  public enum Groups: Sendable, Hashable {
    /// The groups of one key.
    case clusters(GroupingKey)
    /// Clusters of the key that has fewest.
    case clustersOfFewest
    /// The points in time of a variance over time.
    case periods
  }

  /// Intervals undercover below so many groups: dyadic ones cover about .91 at 50 (nominal .95; the
  /// article Coverage).
  static let fewGroups = 50

  /// Whether a note on the labels of units says of a column what this one says of its levels. Two
  /// spellings of one character, which are equal as text, are no matter of blanks.
  func isSaid(by others: [EstimationNote], ofUnits columns: Set<String>) -> Bool {
    guard case .alikeLevels(let variable, let one, let other) = self, one != other else {
      return false
    }
    return columns.contains(variable)
      && others.contains { if case .unitsAlike = $0 { true } else { false } }
  }

  /// The note that a variance rests on few groups, where it does.
  static func few(_ groups: Int?, _ what: Groups) -> [EstimationNote] {
    guard let groups, groups < fewGroups else { return [] }
    return [.fewGroups(groups, what)]
  }
}

extension EstimationNote: CustomStringConvertible {
  /// A sentence that says what was seen and what it means for the numbers.
  public var description: String {
    switch self {
    case .nearlyCollinear(let term, let pivot):
      "'\(term)' is nearly spanned by the terms before it (relative pivot \(pivot)); its estimate "
        + "hangs on the last digits of the data."
    case .effectOfOneLevel(let effect):
      "'\(effect)' has one level in this sample and is no more than an intercept."
    case .saturatedRows(let rows):
      "\(Plural.count(rows, "row")) \(Plural.of(rows, "has", "have")) leverage one (alone in "
        + "\(Plural.of(rows, "its", "their")) effect or dummy) and \(Plural.of(rows, "does", "do")) not enter "
        + "the variance."
    case .fewGroups(let groups, let what):
      "the variance rests on \(what.counted(groups)), and with fewer than \(EstimationNote.fewGroups) "
        + "intervals may be too narrow: compare a wild cluster bootstrap, cr2 or cr3 (least squares), or "
        + "a jackknife."
    case .clustersOfOneRow(let key):
      "every cluster of '\(key)' has one row, so its variance is the heteroskedasticity-robust "
        + "one; cluster by a coarser factor for errors that rows share."
    case .fewUnits(let units):
      "the dyadic variance rests on \(Plural.count(units, "unit")); \(EstimationNote.remedyForFewUnits)"
    case .unequalUnits(let units, let effective):
      "the dyadic variance rests on \(units) units so unequal that they count as \(effective); "
        + EstimationNote.remedyForFewUnits
    case .fewUnitsOnOneSide(let side, let units):
      "the dyadic variance rests on \(Plural.count(side, "unit")) on one side, of \(units); "
        + EstimationNote.remedyForFewUnits
    case .fewUnitsOfTwoMode(let units):
      "the two-mode variance rests on \(Plural.count(units, "unit")) on its smaller side; intervals are too narrow "
        + "with fewer than \(EstimationNote.fewGroups): use a wild cluster bootstrap or a jackknife "
        + "over units."
    case .noUnitOnBothSides(let first, let second):
      "no unit stands on both sides of the dyads (\(first) on the first, \(second) on the second), so "
        + "rows that share a unit on different sides count as unrelated. If both sides name the same "
        + "units, write their labels alike; if they are two sets of units, use two-mode."
    case .unitsAlike(let count, let first, let second):
      "\(Plural.count(count, "unit has", "units have")) labels that differ in blanks or case alone, "
        + "such as '\(first)' and '\(second)', and \(Plural.of(count, "counts", "count")) as several; write "
        + "them alike if they are the same."
    case .unitsOnBothSides(let shared, let all):
      "\(shared) of \(all) labels \(Plural.of(shared, "stands", "stand")) on both sides of the two-mode "
        + "dyads. If they name the same units, use dyadic, which lets rows that share a unit on different sides be correlated."
    case .identifiedAlone(let terms, let alone):
      "\(alone) identifies \(terms.fewNames) and is fitted without an error of its own there, so that "
        + "robust standard errors leave it out and are far too small: compare iid, or leave the term "
        + "out."
    case .saturatedDirections(let count, let key):
      "\(Plural.count(count, "combination")) of terms \(Plural.of(count, "is", "are")) identified "
        + "by a single cluster of '\(key)', which then adds nothing to their variance."
    case .whitenedAdjustment:
      "the adjustment of CR2 is that of rows whitened by their weights, and not equation 8 of "
        + "Pustejovsky and Tipton (2018), which is computed for clusters of up to "
        + "\(BiasReducedVariance.mostRowsOfUnequalWeights) rows and one absorbed effect at most; both "
        + "are unbiased where the weights state the error variances."
    case .negativeEigenvalues(let count, let all, let variance):
      "\(count) of the \(all) eigenvalues of the variance \(variance) "
        + "\(Plural.of(count, "is", "are")) negative: some combinations of terms have no standard error, "
        + "and joint tests that meet them are over fewer directions. Terms whose own variance is "
        + "positive keep it."
    case .negativeVariance(let terms):
      "the variance of \(terms.names) came out negative and gives no standard error: use a jackknife "
        + "over units, fewer cluster keys, or fewer terms."
    case .exactFit(let hasErrors):
      "exact fit: the model reproduces every outcome, and what is left is rounding. "
        + (hasErrors
          ? "The errors are those of the likelihood, which rest on no residual."
          : "There is no sampling error, so no standard errors, statistics or p-values are given.")
    case .noVariation(let outcome):
      "'\(outcome)' does not vary beyond rounding, so that R\u{00B2} is not defined."
    case .breadTooSmall:
      "robust errors with the bread of the final weights are too small for the biweight (95% "
        + "intervals cover about 90% in a simulated world); the derivative bread is the one of "
        + "M-estimation."
    case .rejectedLeverage(let terms, let rows):
      "\(Plural.count(rows, "row")) without weight \(Plural.of(rows, "has", "have")) leverage, "
        + "and the conventional error of \(terms.names) still counts "
        + "\(Plural.of(rows, "it", "them")): it is far too small. Use mm, or hc0 with the derivative "
        + "bread."
    case .noScaleVariance:
      "the derivative of the estimating equations is not positive definite, so the variance is the "
        + "conventional one of M-estimates, which counts rows that the estimate rejects."
    case .meanDerivative(let levels, let all, let effects):
      "\(levels) of \(all) levels of \(effects) \(Plural.of(levels, "has", "have")) hardly any derivative of "
        + "\(Plural.of(levels, "its", "their")) own (at most 5% "
        + "of their rows) and take the mean of psi' in the bread."
    case .rejectedLevels(let levels, let all, let effect):
      "\(levels) of \(all) levels of \(effect) \(Plural.of(levels, "has", "have")) no row with weight."
    case .notConverged: "the iteration stopped before it converged."
    case .separated(let dropped):
      "\(Plural.count(dropped.count, "row was", "rows were")) dropped, \(dropped.reason); they are fitted without error and "
        + "tell nothing about the other terms."
    case .incidentalParameters(let model, let effects, let correction):
      "\(model) with absorbed effects (\(effects)) is biased where a level has few rows, since each "
        + "level's effect is estimated (incidental parameters)"
        + (correction == .analytic
          ? "; the first order of the bias is removed (Fernandez-Val and Weidner 2016), for "
            + "regressors that do not respond to earlier outcomes."
          : ": by about one over the rows per level. --bias-correction analytic removes the first "
            + "order.")
    case .alikeLevels(let variable, let one, let other):
      "'\(variable)' holds '\(one)' and '\(other)', which look the same and are two levels: spaces at an "
        + "end, or two spellings of one character, tell them apart. Make them one in the table if they are."
    case .missingAmongCodes(let variable, let rows):
      "'\(variable)' is missing in \(Plural.count(rows, "row")), and its other values are codes of two letters: where NA "
        + "stands for Namibia or North America, read the column as text: "
        + "\(CSVOptions.Setting.text.said(variable))."
    case .separationUndecided(let suspects):
      "\(Plural.count(suspects, "row is", "rows are")) fitted almost without error, and the search for separation ended "
        + "undecided; look for a term that predicts \(Plural.of(suspects, "it", "them"))."
    }
  }

  private static let remedyForFewUnits =
    "intervals are too narrow (95% intervals cover about 82% at 20 units, 91% at 50): use a jackknife "
    + "over units, or randomization inference; cluster by one member only for terms that vary on that "
    + "side alone."
}

extension EstimationNote.Groups: CustomStringConvertible {
  /// As the sentences name them: "clusters of 'dyad'".
  public var description: String { named("clusters", "periods") }

  /// "1 cluster of 'dyad'", "30 periods".
  func counted(_ groups: Int) -> String {
    named(Plural.count(groups, "cluster"), Plural.count(groups, "period"))
  }

  private func named(_ clusters: String, _ periods: String) -> String {
    switch self {
    case .clusters(let key): "\(clusters) of '\(key)'"
    case .clustersOfFewest: "\(clusters) of the key that has fewest"
    case .periods: periods
    }
  }
}

extension EstimationNote.Alone: CustomStringConvertible {
  /// As the subject of a sentence: "a single row".
  public var description: String {
    switch self {
    case .row: "a single row"
    case .cluster(let key): "a single cluster of '\(key)'"
    case .unit: "a single unit of the dyads"
    }
  }
}

extension [Term] {
  /// The first names, and how many others there are.
  var fewNames: String {
    let most = 6
    guard count > most else { return names }
    return Array(prefix(most)).names + " and \(Plural.count(count - most, "other"))"
  }

  /// The names, for sentences.
  public var names: String { map(\.name).joined(separator: ", ") }
}

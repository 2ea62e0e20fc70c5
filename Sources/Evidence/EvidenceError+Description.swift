import Frames

extension EvidenceError: CustomStringConvertible {
  /// What was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .unknownColumn(let name, let closest, let known):
      """
      The table has no column '\(name)'. \
      \(closest.isEmpty ? "" : "Did you mean \(NearestNames.sentence(closest))? ")\
      Its columns are \(Self.list(known)).
      """
    case .repeatedColumn(let name):
      """
      The column '\(name)' is used twice; outcome and conditions must be different columns. \
      Name it once.
      """
    case .operatorInName(let name):
      """
      The column '\(name)' has one of * + ~ in its name, which join and negate conditions in terms, so \
      that its terms could not be read. Rename the column.
      """
    case .repeatedCalibration(let column):
      "The column '\(column)' is calibrated twice; one calibration was expected. Give it once."
    case .severalValues(let column, let name, let value):
      """
      Case '\(name)' has \(Column.render(value)) in '\(column)', a whole number beyond 1. Conditions with \
      several categories (multi-value QCA) are not offered; memberships from 0 to 1 were expected. Make a \
      condition of each category, or calibrate a measure, as in --calibrate "\(column)=crisp:\(Column.render(value))".
      """
    case .onlyHalves(let cases):
      """
      Without the cases whose membership is exactly 0.5 in a condition none of \(cases) is left. Decide \
      from what is known of them whether they are more in (above 0.5) or more out (below).
      """
    case .noCases:
      "The table has no rows; at least one case was expected. Check the file."
    case .repeatedCase(let name):
      "Two rows are called '\(name)'; case names must differ. Rename one, or merge them."
    case .conditionCount(let found, let limit):
      found == 0
        ? "No condition was named; at least one was expected. Name the columns of the conditions."
        : """
        \(found) conditions were named; at most \(limit) can be minimised exactly. Drop some, or \
        join those that belong together into one set.
        """
    case .notNumeric(let column, let stray):
      """
      The column '\(column)' holds \(stray.map { "'\($0.text)' in row \($0.row + 1)" } ?? "text"); set \
      memberships between 0 and 1, or a measure to calibrate, were expected. \
      \(stray?.remedy ?? "Code it as numbers.")
      """
    case .missingValue(let column, let name):
      """
      Case '\(name)' has no value in '\(column)'; every case needs a membership in every set. \
      Code the case, or leave its row out of the file.
      """
    case .membershipOutOfRange(let column, let name, let value):
      """
      Case '\(name)' has \(Column.render(value)) in '\(column)'; a membership from 0 to 1 was \
      expected. Correct it, or calibrate the column, as in --calibrate "\(column)=direct:10,20,30".
      """
    case .ambiguousMembership(let column, let name):
      """
      Case '\(name)' has a membership of exactly 0.5 in '\(column)', so it belongs to no row of the \
      truth table. Decide from what is known of the case whether it is more in (above 0.5) or more \
      out (below), or let such cases stand in no row, counted in consistency and coverage alone, with \
      --half unassigned.
      """
    case .onCrossover(let column, let name, let crossover):
      """
      Case '\(name)' lies exactly on the crossover \(Column.render(crossover)) of '\(column)', so \
      its membership would be 0.5 and it would belong to no row of the truth table. Set the \
      crossover where no case lies, or let such cases stand in no row, counted in consistency and \
      coverage alone, with --half unassigned.
      """
    case .badAnchors(let column, let anchors):
      """
      The anchors of '\(column)' are \(anchors.map { Column.render($0) }.joined(separator: ", ")); \
      finite numbers were expected, in the order exclusion, crossover, inclusion, all rising or \
      all falling. Reorder or correct them.
      """
    case .badCalibration(let text):
      """
      The calibration '\(text)' cannot be read; A=crisp:10, A=direct:5,10,20 or A=fsqca:5,10,20 was \
      expected (exclusion, crossover, inclusion). Write it so.
      """
    case .badCutoff(let name, let value, let expected):
      "The \(name) is \(Column.render(value)); \(expected) was expected. Correct it."
    case .expectationCount(let found, let conditions):
      """
      \(found) \(Plural.of(found, "expectation was", "expectations were")) given for \(conditions.count) \
      conditions (\(conditions.joined(separator: ", "))); one for each was expected, in their \
      order. Write A, ~A or - for each, as in --expect \
      \(conditions.enumerated().map { $0.offset == 0 ? $0.element : "-" }.joined(separator: ",")).
      """
    case .badExpectation(let text, let condition):
      """
      The expectation '\(text)' stands in the place of the condition '\(condition)'; \
      \(condition), ~\(condition) or - was expected. Give them in the order of the conditions.
      """
    case .unknownCondition(let name, let term, let conditions):
      """
      The term '\(term)' names '\(name)', which is not a condition of the analysis. The conditions \
      are \(Self.list(conditions)). Write names as the table does.
      """
    case .badTerm(let term, let conditions):
      """
      The term '\(term)' cannot be read; conditions joined by * were expected, each at most once, \
      as in \(conditions.prefix(2).joined(separator: "*~")). Correct it.
      """
    case .noPositiveRows(let outcome, let cutoff, let highest, let row, let cases):
      if let highest {
        """
        No row of the truth table passes for \(outcome): the cutoff of consistency is \
        \(Column.render(cutoff)), and the most consistent row, \(row), has \
        \(Column.render((highest * 1e4).rounded() / 1e4)). Lower --consistency (or --pri), or \
        reconsider the conditions.
        """
      } else {
        """
        No row of the truth table has enough cases; the fullest, \(row), has \(cases). Lower \
        --frequency.
        """
      }
    case .noRowOfPRI(let outcome, let cutoff, let highest, let row, let consistency):
      """
      No row of the truth table passes for \(outcome): rows are consistent enough, but the cutoff of PRI \
      is \(Column.render(cutoff)), and the highest PRI among them, of \(row) with a consistency of \
      \(Column.render((consistency * 1e4).rounded() / 1e4)), is \
      \(highest.map { Column.render(($0 * 1e4).rounded() / 1e4) } ?? "not defined"). Lower --pri, or \
      reconsider the conditions.
      """
    case .minimizationUnfinished(let rows, let primes, let proven, let known):
      """
      The fewest terms for \(rows) positive rows and \(primes) prime implicants were not found \
      within the limit of work: at least \(proven) are needed, \(known) suffice. Use fewer \
      conditions, or allow more with --work.
      """
    case .document(let error): error.description
    case .table(let error): error.description
    case .caseFile(let fault): fault.description
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 20 ? shown + " and \(names.count - 20) more" : shown
  }
}

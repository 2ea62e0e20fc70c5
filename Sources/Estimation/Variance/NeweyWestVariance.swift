import Expressions

/// Errors correlated over time within units (Newey and West 1987): `SerialMeat` unit by unit.
struct NeweyWestVariance: VarianceEstimator {
  /// `nil` for the panel's unit or the single absorbed effect.
  let unit: GroupingKey?
  let time: Expression
  /// `nil` for floor(4 (T/100)^(2/9)).
  let lags: Int?

  static let forms = [
    VocabularyForm(
      "newey-west", "time, lags",
      summary: "correlated over time within the panel's unit, Bartlett weights"),
    VocabularyForm(
      "newey-west", "unit, time, lags", summary: "the same within a unit that is named"),
  ]

  init(unit: GroupingKey?, time: Expression, lags: Int?) {
    (self.unit, self.time, self.lags) = (unit, time, lags)
  }

  init?(_ call: SpelledCall) throws(ExpressionError) {
    var words = call.arguments
    let lags = words.count > 1 ? words.last.flatMap { Int($0) } : nil
    if lags != nil { words.removeLast() }
    guard (1...2).contains(words.count), call.arguments.count < 3 || lags != nil else { return nil }
    self.init(
      unit: words.count == 2 ? try GroupingKey(reading: words[0]) : nil,
      time: try ExpressionParser.parse(words[words.count - 1]), lags: lags)
  }

  var spelling: SpelledCall {
    SpelledCall(
      name: "newey-west",
      arguments: (unit.map { [$0.description] } ?? []) + [time.description] + lagArgument(lags))
  }
  var keys: [GroupingKey] { unit.map { [$0] } ?? [] }
  var needsUnit: Bool { unit == nil }
  var numbers: [Expression] { [time] }
  var corrected: CorrectedVariance { .series }

  /// - Throws: `EstimationError.missingUnit` and what `SerialMeat` throws.
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    let units: Grouping
    if let unit { units = try problem.codes(unit) } else { units = try problem.unitCodes() }
    let serial = try SerialMeat(problem, units: units, time: time, lags: lags)
    return serial.estimate(
      problem, corrected,
      label: "Newey-West (\(units.name), \(time), \(serial.lags) lags, Bartlett)")
  }
}

extension Variance {
  /// Correlated over time within units (Newey and West 1987); without a unit that of the panel or
  /// of the absorbed effect.
  public static func neweyWest(unit: GroupingKey?, time: Expression, lags: Int?) -> Variance {
    Variance(NeweyWestVariance(unit: unit, time: time, lags: lags))
  }
}

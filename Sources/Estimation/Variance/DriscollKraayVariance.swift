import Expressions

/// Errors correlated over time and across units in any way (Driscoll and Kraay 1998), for many
/// periods: the rows of a period are one unit of `SerialMeat`.
struct DriscollKraayVariance: VarianceEstimator {
  let time: Expression
  /// `nil` for floor(4 (T/100)^(2/9)).
  let lags: Int?

  static let forms = [
    VocabularyForm(
      "driscoll-kraay", "time, lags",
      summary: "correlated across units and over time, Bartlett weights")
  ]

  init(time: Expression, lags: Int?) { (self.time, self.lags) = (time, lags) }

  init?(_ call: SpelledCall) throws(ExpressionError) {
    let arguments = call.arguments
    guard (1...2).contains(arguments.count) else { return nil }
    let lags = arguments.count == 2 ? Int(arguments[1]) : nil
    guard arguments.count == 1 || lags != nil else { return nil }
    self.init(time: try ExpressionParser.parse(arguments[0]), lags: lags)
  }

  var spelling: SpelledCall {
    SpelledCall(name: "driscoll-kraay", arguments: [time.description] + lagArgument(lags))
  }
  var numbers: [Expression] { [time] }
  var corrected: CorrectedVariance { .periods }

  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    let serial = try SerialMeat(problem, units: nil, time: time, lags: lags)
    var result = serial.estimate(
      problem, corrected, label: "Driscoll-Kraay (\(time), \(serial.lags) lags, Bartlett)")
    result.notes += EstimationNote.few(result.groups, .periods)
    return result
  }
}

extension Variance {
  /// Correlated across units and over time (Driscoll and Kraay 1998); without lags
  /// floor(4 (T/100)^(2/9)).
  public static func driscollKraay(time: Expression, lags: Int?) -> Variance {
    Variance(DriscollKraayVariance(time: time, lags: lags))
  }
}

/// The lags as they are written, where they are given.
func lagArgument(_ lags: Int?) -> [String] { lags.map { [String($0)] } ?? [] }

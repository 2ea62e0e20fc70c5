import Expressions

/// MM-estimation: an S-estimate for start and scale, then M-estimation at that scale (Yohai 1987).
/// Half of the rows may be arbitrary; at the normal it is as efficient as its psi. Its own variance is
/// that of Croux, Dhaene and Hoorelbeke (2003), in which rejected rows have no say.
struct MMEstimator: EstimatorMethod {
  let psi: Psi

  static let forms = [
    VocabularyForm(
      "mm", "[bisquare[, tuning]]", style: .brackets, summary: "MM-estimation with the biweight")
  ]

  init(_ psi: Psi) { self.psi = psi }

  init?(_ call: SpelledCall) {
    guard let psi = Psi(call.arguments, default: "bisquare") else { return nil }
    self.psi = psi
  }

  var name: String { "mm(\(psi.name), \(psi.tuning))" }
  var label: String { "MM (\(psi.label))" }
  var scaleLabel: String { "Scale (S)" }
  var hasBreads: Bool { true }

  /// - Throws: `EstimationError.unsupported` for Huber's psi and with absorbed effects.
  func fit(_ design: Design, _ specification: Specification) throws(EstimationError) -> Fit {
    guard case .bisquare = psi else {
      throw .unsupported(
        Refusal(
          "MM-estimation with Huber's psi",
          because:
            "it gives every outlier some influence and so throws away what the S start is for",
          instead: "use mm(bisquare), or m(huber)"))
    }
    let sample = try WorkingSample(
      design, options: specification.options, rule: specification.smallSample)
    let first = try SEstimation(sample, options: specification.options)
    return try Fit(
      MEstimation(sample, psi: psi, first: first, options: specification.options), specification)
  }
}

extension Estimator {
  /// MM-estimation: an S-estimate for start and scale, then M-estimation at that scale (Yohai 1987).
  public static func mm(_ psi: Psi) -> Estimator { Estimator(MMEstimator(psi)) }
}

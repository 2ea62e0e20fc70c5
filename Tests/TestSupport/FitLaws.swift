import Estimation
import Expressions
import Frames
import Testing

/// Laws that fits of every estimator obey. Suites bring their panels and say how closely two ways to
/// the same numbers must meet.
public struct FitLaws: Sendable {
  /// Relative difference of estimates, scale and likelihood; errors and covariances, which square
  /// what weights are off by, may differ ten times as much.
  public var tolerance: Double
  /// The terms that both fits of a law share.
  public var terms: [String]

  public init(tolerance: Double, terms: [String] = ["x1", "x2"]) {
    self.tolerance = tolerance
    self.terms = terms
  }

  /// Estimates, covariance, scale, likelihood and degrees of freedom of the shared terms.
  public func expectSame(
    _ left: Fit, _ right: Fit, _ name: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    func positions(_ fit: Fit) -> [Int] {
      terms.compactMap { fit.terms.positions(of: .named($0)).first }
    }
    func close(_ one: Double, _ two: Double, absolute: Double = 0, _ what: String) {
      expectClose(
        one, two, relative: absolute == 0 ? tolerance : 0, absolute: absolute, "\(label) \(what)",
        sourceLocation: sourceLocation)
    }
    let label = "\(name) \(left.specification.variance.name)"
    let (a, b) = (positions(left), positions(right))
    guard a.count == terms.count, b.count == terms.count else {
      Issue.record("\(label): a fit lacks one of \(terms)", sourceLocation: sourceLocation)
      return
    }
    #expect(
      left.residualDegreesOfFreedom == right.residualDegreesOfFreedom, "\(label)",
      sourceLocation: sourceLocation)
    close(left.scale, right.scale, "scale")
    close(left.variance.smallSampleFactor, right.variance.smallSampleFactor, "factor")
    for (one, two, what) in [
      (left.deviance, right.deviance, "deviance"),
      (left.logLikelihood, right.logLikelihood, "log-likelihood"),
    ] {
      #expect((one == nil) == (two == nil), "\(label) \(what)", sourceLocation: sourceLocation)
      if let one, let two { close(one, two, what) }
    }
    for row in terms.indices {
      // An estimate near zero is judged by its error.
      let error = abs(right.covariance[b[row], b[row]]).squareRoot()
      close(
        left.estimates[a[row]], right.estimates[b[row]],
        absolute: tolerance * max(error, abs(right.estimates[b[row]])), terms[row])
      for column in terms.indices {
        let other = abs(right.covariance[b[column], b[column]]).squareRoot()
        close(
          left.covariance[a[row], a[column]], right.covariance[b[row], b[column]],
          absolute: 10 * tolerance * error * other, "covariance of \(terms[row]), \(terms[column])")
      }
    }
  }

  /// A row with frequency weight f is f rows.
  public func expectWeightsAreRepetition(
    _ frame: Frame, _ formula: String, _ specification: Specification, frequency: String = "f",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let weighted = try Fit(
      frame, formula, specification, weights: WeightColumn(.frequency, frequency))
    let repeated = try Fit(try frame.repeated(by: frequency), formula, specification)
    expectSame(weighted, repeated, formula, sourceLocation: sourceLocation)
  }

  /// Absorbed effects are dummies: the same numbers, row by row.
  ///
  /// - Parameters:
  ///   - model: a formula without effects, as in `y ~ x1 + x2`.
  ///   - effects: the columns to absorb.
  public func expectEffectsAreDummies(
    _ frame: Frame, _ model: String, _ effects: [String], _ specification: Specification,
    weights: WeightColumn? = nil, residuals: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let absorbed = try Fit(
      frame, "\(model) | " + effects.joined(separator: " + "), specification, weights: weights)
    // Levels that separate are dropped with their rows, which the dummies' model is not told.
    let kept = frame.gathered(absorbed.sample.rows.map { $0 })
    let dummies = try Fit(
      kept, "\(model) + " + effects.map { "factor(\($0))" }.joined(separator: " + "),
      specification, weights: weights)
    #expect(absorbed.absorbed.count == effects.count, sourceLocation: sourceLocation)
    expectSame(absorbed, dummies, "\(model) \(effects)", sourceLocation: sourceLocation)
    expectClose(
      absorbed.residuals, dummies.residuals, absolute: residuals, "residuals",
      sourceLocation: sourceLocation)
  }

  /// Threads change no bit of anything.
  public func expectThreadsChangeNothing(
    _ frame: Frame, _ formula: String, _ specification: Specification,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var several = specification
    several.options.threads = 2
    let (one, two) = (
      try Fit(frame, formula, specification), try Fit(frame, formula, several)
    )
    #expect(one.estimates == two.estimates, sourceLocation: sourceLocation)
    #expect(one.covariance == two.covariance, sourceLocation: sourceLocation)
    #expect(one.residuals == two.residuals, sourceLocation: sourceLocation)
    #expect(one.robustnessWeights == two.robustnessWeights, sourceLocation: sourceLocation)
    #expect(one.scale == two.scale && one.deviance == two.deviance, sourceLocation: sourceLocation)
  }
}

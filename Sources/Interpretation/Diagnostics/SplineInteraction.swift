import Estimation
import Expressions
import Numerics

/// An interaction that bends: treatment times a restricted cubic spline of the moderator,
///
///     y = a + D theta(X) + f(X) + Z g + e,   theta, f natural cubic splines on k knots,
///
/// linear beyond the outer knots (Harrell 2015, equation 2.25). The effect theta(x) and its error
/// follow from the coefficients, with any variance, estimator and absorbed effect of the fit; a Wald
/// test that the k - 2 bent terms of theta are zero is the test of linearity. Because f bends as
/// well, a moderator with a nonlinear effect of its own does not pass for an interaction.
public struct SplineInteraction: Sendable {
  /// k values of the moderator, ascending.
  public var knots: [Double]
  /// The model with treatment times spline, under the specification asked for.
  public var fit: Fit
  /// The effect over the moderator, with a simultaneous band.
  public var curve: MarginalEffectCurve
  /// Of a linear theta.
  public var linearity: WaldTest?
  /// Why a test or a band is absent.
  public var warnings: [InterpretationNote]

  /// Quantiles at which knots stand (Harrell 2015, table 2.3).
  static let places: [Int: [Double]] = [
    3: [0.1, 0.5, 0.9], 4: [0.05, 0.35, 0.65, 0.95], 5: [0.05, 0.275, 0.5, 0.725, 0.95],
    6: [0.05, 0.23, 0.41, 0.59, 0.77, 0.95],
    7: [0.025, 0.1833, 0.3417, 0.5, 0.6583, 0.8167, 0.975],
  ]

  /// - Parameters:
  ///   - knots: from 3 to 7.
  ///   - points: values of the moderator at which the effect is read.
  /// - Throws: `diagnostics` where the moderator has too few values for the knots.
  public init(
    _ data: ModeratedDesign, knots count: Int = 4, at points: [Double],
    specification: Specification
  ) throws(InterpretationError) {
    let ordered = data.ordered(data.moderatorValues)
    let places = Self.places[min(7, max(3, count))] ?? []
    var knots: [Double] = []
    for place in places {
      let value = ordered.quantile(place)
      if knots.last != value { knots.append(value) }
    }
    guard knots.count > 2 else {
      throw .diagnostics(
        "The moderator `\(data.moderator)` has too few values for a spline: \(knots.count) distinct "
          + "knots of \(count). Use the bins, or the linear interaction.")
    }
    self.knots = knots
    warnings =
      knots.count < places.count
      ? [.fewerKnots(knots.count, of: places.count, moderator: data.moderator)] : []
    let x = data.moderatorValues
    let (level, line) = (Term.made("(effect)"), Term.made("(effect, linear)"))
    let rows = x.map { Self.bends($0, knots) }
    let bent = (0..<(knots.count - 2)).map { Term.made("(effect, bend \($0 + 1))") }
    var columns =
      data.intercept + [
        DesignColumn(level, data.treatmentValues), data.made("(moderator)", x),
        DesignColumn(line, data.treated(x)),
      ]
    for (index, term) in bent.enumerated() {
      let values = rows.map { $0[index] }
      columns += [
        data.made("(bend \(index + 1))", values), DesignColumn(term, data.treated(values)),
      ]
    }
    let terms = [level, line] + bent
    let fit = try ModeratedDesign.fit(data.replacing(columns), specification)
    self.fit = fit
    for dropped in fit.redundantTerms where terms.contains(dropped.term) {
      throw .diagnostics(
        "The spline's term `\(dropped.term)` is not identified: too little of the treatment varies "
          + "over the moderator. Use fewer knots.")
    }
    var curvePoints: [MarginalEffectCurve.Point] = []
    var gradients: [[Double]] = []
    for value in points {
      guard value.isFinite else { throw .nonFiniteValue("`\(data.moderator)`", value) }
      let gradient = [1, value] + Self.bends(value, knots)
      let combination = LinearCombination(
        weights: Dictionary(uniqueKeysWithValues: zip(terms.map { .term($0) }, gradient)))
      curvePoints.append(.init(moderator: value, effect: try combination.estimate(in: fit)))
      gradients.append(gradient)
    }
    let positions = terms.compactMap { fit.terms.firstIndex(of: $0) }
    curve = MarginalEffectCurve(
      focal: data.treatment, moderator: data.moderator, outcome: data.design.outcomeName,
      confidenceLevel: specification.options.confidenceLevel, varianceLabel: fit.variance.label,
      reference: fit.reference(ofTermsAt: positions), points: curvePoints, warnings: [])
    let factor = ScaledCholesky(fit.covariance.submatrix(positions))
    if fit.variance.isOfExactFit {
      curve.warnings.append(.noBand(.exactFit))
    } else if factor.isIndefinite {
      curve.warnings.append(.noBand(.indefiniteSpline))
    } else {
      curve.addBand(
        SupremumBand(
          covariance: factor, gradients: gradients, confidenceLevel: curve.confidenceLevel,
          reference: curve.reference
        ).criticalValue)
    }
    do { linearity = try WaldTest(terms: bent.map { .term($0) }, in: fit) } catch {
      warnings.append(.noTestOfLinearity(error))
    }
  }

  /// The k - 2 bent terms at a value, each divided by the square of the outer knots' distance.
  static func bends(_ x: Double, _ knots: [Double]) -> [Double] {
    func cube(_ value: Double) -> Double { value > 0 ? value * value * value : 0 }
    let last = knots[knots.count - 1]
    let penultimate = knots[knots.count - 2]
    let scale = (last - knots[0]) * (last - knots[0])
    return knots.dropLast(2).map { knot in
      let tail =
        cube(x - penultimate) * (last - knot) - cube(x - last) * (penultimate - knot)
      return (cube(x - knot) - tail / (last - penultimate)) / scale
    }
  }
}

import Estimation

/// A marginal effect over values of its moderator, with pointwise intervals and, where asked, a
/// simultaneous band.
public struct MarginalEffectCurve: Sendable, Equatable {
  /// The effect at one value of the moderator.
  public struct Point: Sendable, Equatable {
    /// In the moderator's own units.
    public var moderator: Double
    /// With its pointwise interval.
    public var effect: Quantity
    /// The simultaneous band; `nil` where none was asked or the variance is negative.
    public var bandLow: Double?
    /// Its upper end.
    public var bandHigh: Double?
  }

  /// What the numbers along a curve are.
  public enum Kind: String, Sendable, Equatable {
    /// A derivative, or 1 minus 0 of a variable with these values alone.
    case effect
    /// The difference between two values that were named.
    case comparison
    /// The expected outcome.
    case prediction
  }

  /// Of an effect unless whoever made the curve says otherwise.
  public var kind = Kind.effect
  /// The variable whose effect it is; the outcome, of a prediction.
  public var focal: String
  /// The variable along the horizontal axis.
  public var moderator: String
  /// The outcome, as the formula writes it.
  public var outcome: String
  /// Of pointwise intervals and of the band.
  public var confidenceLevel: Double
  /// The fit's variance, in words.
  public var varianceLabel: String
  /// What the intervals' quantiles are of.
  public var reference: ReferenceDistribution
  /// By the moderator, in the order asked for.
  public var points: [Point]
  /// The factor of the standard error in the simultaneous band.
  public var criticalValue: Double?
  /// Why a band that was asked for is absent, or where an interval is.
  public var warnings: [InterpretationNote]
}

extension MarginalEffect {
  /// The effect at each given value of the moderator.
  ///
  /// - Parameter simultaneous: Also compute the sup-t band (`SupremumBand`), which covers the effect
  ///   at all given values at once.
  /// - Throws: `nonFiniteValue`.
  public func curve(
    at values: [Double], simultaneous: Bool = false
  ) throws(InterpretationError) -> MarginalEffectCurve {
    var points: [MarginalEffectCurve.Point] = []
    for value in values {
      points.append(.init(moderator: value, effect: try at(value)))
    }
    var curve = MarginalEffectCurve(
      focal: focal, moderator: moderator, outcome: outcome, confidenceLevel: level,
      varianceLabel: variance.label, reference: reference, points: points, warnings: [])
    let negative = points.filter(\.effect.hasNegativeVariance).map(\.moderator)
    if !negative.isEmpty {
      curve.warnings.append(
        .negativeVariance(count: negative.count, of: points.count, moderator: moderator))
    }
    guard simultaneous else { return curve }
    guard !variance.isOfExactFit else {
      curve.warnings.append(.noBand(.exactFit))
      return curve
    }
    guard !relevant.isIndefinite else {
      curve.warnings.append(.noBand(.indefiniteTerms))
      return curve
    }
    let band = SupremumBand(
      covariance: relevant, gradients: values.map { gradient(at: $0) }, confidenceLevel: level,
      reference: reference)
    curve.addBand(band.criticalValue)
    return curve
  }

  /// The effect on an even grid, ends included.
  public func curve(
    from low: Double, to high: Double, count: Int = 101, simultaneous: Bool = false
  ) throws(InterpretationError) -> MarginalEffectCurve {
    precondition(count > 1, "a grid has at least two points")
    let step = (high - low) / Double(count - 1)
    let grid = (0..<count).map { $0 == count - 1 ? high : low + Double($0) * step }
    return try curve(at: grid, simultaneous: simultaneous)
  }
}

extension MarginalEffectCurve {
  /// Sets the simultaneous band to that many standard errors.
  mutating func addBand(_ criticalValue: Double) {
    self.criticalValue = criticalValue
    for index in points.indices {
      let effect = points[index].effect
      guard let error = effect.standardError else { continue }
      points[index].bandLow = effect.estimate - criticalValue * error
      points[index].bandHigh = effect.estimate + criticalValue * error
    }
  }
}

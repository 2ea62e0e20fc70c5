import Estimation
import Foundation

/// Whether an effect is small enough not to matter: two one-sided tests against given bounds
/// (Schuirmann 1987; Rainey 2014).
///
///     H0: theta <= low or theta >= high,   p = max(P(T >= (b - low)/s), P(T <= (b - high)/s))
///
/// Rejecting at level alpha is the same as a 1 - 2 alpha interval inside the bounds. "Not
/// significantly different from zero" is no such test: a wide interval is compatible with no effect
/// and with a large one alike, and `words` says so.
public struct EquivalenceTest: Sendable, Equatable {
  /// What the test of the bounds and the test of zero say together.
  public enum Verdict: String, Sendable, Equatable {
    /// Inside the bounds, and compatible with zero.
    case negligible
    /// Inside the bounds, and different from zero.
    case smallButPresent = "small but present"
    /// Different from zero, and not shown to be inside the bounds.
    case present
    /// Neither shown: the data do not tell.
    case inconclusive
  }

  /// The effect that is tested.
  public var quantity: Quantity
  /// The lower bound of what would not matter.
  public var low: Double
  /// The upper bound.
  public var high: Double
  /// The level of each one-sided test.
  public var alpha: Double
  /// Of theta <= low.
  public var lowerPValue: Double
  /// Of theta >= high.
  public var upperPValue: Double
  /// The 1 - 2 alpha interval.
  public var interval: ClosedRange<Double>
  /// The smallest symmetric bound that the same data would have rejected: every effect larger than
  /// it, either way, is ruled out at alpha. It needs no bound chosen in advance.
  public var smallestBound: Double
  /// The effect that a two-sided test of zero at alpha would find with the power asked for.
  public var minimumDetectableEffect: Double
  /// The power that `minimumDetectableEffect` is for.
  public var power: Double
  /// At level alpha.
  public var verdict: Verdict

  /// The larger of the two.
  public var pValue: Double { max(lowerPValue, upperPValue) }

  /// Tests a quantity of a fit.
  ///
  /// - Parameters:
  ///   - bounds: the smallest effects that would matter, on either side.
  ///   - reference: the fit's reference distribution (`fit.variance.reference`).
  /// - Throws: `equivalenceBounds`, `noStandardError`, `exactFit`.
  public init(
    _ quantity: Quantity, between bounds: (low: Double, high: Double),
    reference: ReferenceDistribution, alpha: Double = 0.05, power: Double = 0.8
  ) throws(InterpretationError) {
    guard bounds.low < bounds.high, bounds.low.isFinite, bounds.high.isFinite else {
      throw .equivalenceBounds(low: bounds.low, high: bounds.high)
    }
    guard alpha > 0, alpha < 0.5 else { throw .confidenceLevel(1 - alpha) }
    guard power > 0, power < 1 else { throw .confidenceLevel(power) }
    guard !quantity.isExact else { throw .exactFit("The effect") }
    guard let error = quantity.standardError, error > 0 else {
      throw .noStandardError("the effect")
    }
    self.quantity = quantity
    (low, high) = bounds
    self.alpha = alpha
    self.power = power
    lowerPValue = reference.upperTail((quantity.estimate - bounds.low) / error)
    upperPValue = reference.upperTail((bounds.high - quantity.estimate) / error)
    let half = reference.quantile(1 - alpha) * error
    interval = (quantity.estimate - half)...(quantity.estimate + half)
    smallestBound = max(abs(interval.lowerBound), abs(interval.upperBound))
    minimumDetectableEffect =
      (reference.quantile(1 - alpha / 2) + reference.quantile(power)) * error
    let isInside = max(lowerPValue, upperPValue) <= alpha
    let differs = reference.twoSidedPValue(quantity.estimate / error) <= alpha
    verdict =
      switch (isInside, differs) {
      case (true, false): .negligible
      case (true, true): .smallButPresent
      case (false, true): .present
      case (false, false): .inconclusive
      }
  }

  /// The verdict in a sentence, with what the data rule out.
  public var words: String {
    func number(_ value: Double) -> String { String(format: "%.4g", value) }
    let p = pValue < 1e-4 ? "p < 0.0001" : "p = \(number(pValue))"
    let bounds = "\(number(low)) to \(number(high))"
    let ruledOut =
      "Effects beyond \(number(-smallestBound)) to \(number(smallestBound)) are ruled out "
      + "at the \(number(100 * alpha))% level."
    return switch verdict {
    case .negligible:
      "The effect lies within \(bounds) (\(p)). \(ruledOut)"
    case .smallButPresent:
      "The effect differs from zero and lies within \(bounds) (\(p)). \(ruledOut)"
    case .present:
      "The effect differs from zero, and is not shown to lie within \(bounds) "
        + "(\(p)). \(ruledOut)"
    case .inconclusive:
      "Inconclusive: neither zero nor effects outside \(bounds) are ruled out "
        + "(\(p)). A wide interval is not evidence for a negligible effect. "
        + "\(ruledOut) An effect of \(number(minimumDetectableEffect)) would be found with "
        + "\(number(100 * power))% power."
    }
  }
}

extension ReferenceDistribution {
  /// P(T >= x)
  func upperTail(_ x: Double) -> Double {
    let half = twoSidedPValue(x) / 2
    return x >= 0 ? half : 1 - half
  }
}

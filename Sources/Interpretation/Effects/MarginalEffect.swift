import Estimation
import Expressions
import Numerics

/// The effect of one variable on the linear predictor, as another moderates it.
///
/// Terms are read as products of powers, b_t x^p z^q w^r ..., and the effect is
/// dy/dx(z) = sum_t b_t p x^(p-1) z^q w^r ..., with the delta-method variance g'Vg, where g holds
/// the multipliers of the b_t (Brambor, Clark and Golder 2006, equations 7 and 8, for p = q = 1).
/// For a focal variable that enters linearly, as a dummy does, it is also the effect of one unit.
/// A transformed variable such as `log(x)` is a variable of its own.
public struct MarginalEffect: Sendable {
  /// The variable whose effect it is.
  public let focal: String
  /// The variable that the effect depends on.
  public let moderator: String
  /// The terms that the effect draws on, in the fit's order.
  public let terms: [Term]
  let outcome: String
  let variance: VarianceSummary
  let level: Double
  let estimates: [Double]
  let relevant: ScaledCholesky
  private let fit: Fit
  private let parts: [Part]
  /// The same of terms that were dropped because others span them; their `index` is among those.
  private let droppedParts: [Part]

  /// A term's multiplier is `constant * z^moderatorPower`.
  struct Part: Sendable {
    var index: Int
    var constant: Double
    var moderatorPower: Int

    func multiplier(at value: Double) -> Double {
      var result = constant
      for _ in 0..<moderatorPower { result *= value }
      return result
    }
  }

  /// Reads the effect of `focal` by `moderator` from a fit.
  ///
  /// - Parameters:
  ///   - holding: Values of further variables that interact with the focal one, and of the focal
  ///     variable itself where it enters with a power.
  ///   - confidenceLevel: Coverage of the intervals; the fit's own level where absent.
  /// - Throws: `noInteraction` when no term multiplies the two, `redundantTerm` when a term the
  ///   effect needs at every value was dropped, `unheldVariables`, `nonFiniteValue`,
  ///   `confidenceLevel`.
  public init(
    of focal: String, by moderator: String, holding: [String: Double] = [:],
    confidenceLevel: Double? = nil, in fit: Fit
  ) throws(InterpretationError) {
    let level = confidenceLevel ?? fit.specification.options.confidenceLevel
    guard level > 0, level < 1 else { throw .confidenceLevel(level) }
    for name in holding.keys.sorted() {
      let value = holding[name] ?? 0
      guard value.isFinite else { throw .nonFiniteValue("`\(name)`", value) }
    }
    let all = fit.terms + fit.redundantTerms.map(\.term)
    let (x, z) = (
      TermPowers.variable(named: focal, in: all), TermPowers.variable(named: moderator, in: all)
    )
    let read = all.map { TermPowers($0) }
    let isModerated = read.contains { $0.exponent(of: x) > 0 && $0.exponent(of: z) > 0 }
    guard isModerated, x != z else {
      throw .noInteraction(
        focal: focal, moderator: moderator,
        products: fit.terms.filter(\.isInteraction).map(\.name),
        available: fit.terms.map(\.name))
    }
    let held = Dictionary(
      holding.map { (TermPowers.variable(named: $0.key, in: all), $0.value) },
      uniquingKeysWith: { first, _ in first })
    var parts: [Part] = []
    for (index, term) in all.enumerated() {
      let powers = read[index]
      let power = powers.exponent(of: x)
      guard power > 0 else { continue }
      var constant = Double(power)
      var missing: [String] = []
      for variable in powers.variables where variable != z {
        let count = variable == x ? power - 1 : powers.exponent(of: variable)
        guard count > 0 else { continue }
        guard let value = held[variable] else {
          missing.append(variable.name)
          continue
        }
        for _ in 0..<count { constant *= value }
      }
      guard missing.isEmpty else { throw .unheldVariables(missing, term: term.name) }
      parts.append(
        Part(index: index, constant: constant, moderatorPower: powers.exponent(of: z)))
    }
    self.focal = focal
    self.moderator = moderator
    let keptCount = fit.terms.count
    droppedParts = parts.filter { $0.index >= keptCount }.map {
      Part(index: $0.index - keptCount, constant: $0.constant, moderatorPower: $0.moderatorPower)
    }
    parts.removeAll { $0.index >= keptCount }
    self.parts = parts
    self.fit = fit
    self.level = level
    terms = parts.map { fit.terms[$0.index] }
    outcome = fit.outcomeName
    variance = fit.variance
    estimates = parts.map { fit.estimates[$0.index] }
    relevant = ScaledCholesky(fit.covariance.submatrix(parts.map(\.index)))
    for (part, dropped) in droppedParts.map({ ($0, fit.redundantTerms[$0.index]) })
    where part.moderatorPower == 0 && dropped.combination.allSatisfy({ $0 == 0 }) {
      throw .redundantTerm(dropped.term.name, relativePivot: dropped.relativePivot)
    }
  }

  /// The effect at one value of the moderator.
  ///
  /// - Throws: `nonFiniteValue`, `beyondRange`; `redundantTerm` and `notIdentified` where the data do
  ///   not identify the effect there.
  public func at(_ value: Double) throws(InterpretationError) -> Quantity {
    guard value.isFinite else { throw .nonFiniteValue("`\(moderator)`", value) }
    let gradient = gradient(at: value)
    if !fit.redundantTerms.isEmpty {
      var weights = [Double](repeating: 0, count: fit.terms.count)
      for (part, weight) in zip(parts, gradient) { weights[part.index] = weight }
      var dropped = [Double](repeating: 0, count: fit.redundantTerms.count)
      for part in droppedParts { dropped[part.index] = part.multiplier(at: value) }
      try fit.requireEstimable(weights, redundant: dropped)
    }
    return try quantity(gradient)
  }

  /// The combination of `terms` by these multipliers.
  func quantity(_ multipliers: [Double]) throws(InterpretationError) -> Quantity {
    var vector = WeightVector()
    for (part, weight) in zip(parts, multipliers) { vector.entries.append((part.index, weight)) }
    return try vector.quantity(in: fit, level: level)
  }

  /// The reference distribution of its terms.
  var reference: ReferenceDistribution { fit.reference(ofTermsAt: parts.map(\.index)) }

  /// The multipliers of `terms` at a value of the moderator.
  func gradient(at value: Double) -> [Double] {
    parts.map { $0.multiplier(at: value) }
  }
}

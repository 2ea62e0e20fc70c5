/// Everything that the linear example has to say about one set of weights.
public struct LinearSolution: Sendable, Equatable {
  /// The governments' point without an agreement.
  public var nash: AgreementPoint
  /// Where the governments' negotiation under reciprocity ends, or why it ends nowhere.
  public var rules: RulesPoint
  /// As if the publics negotiated by the same rule.
  public var people: RulesPoint
  /// The governments' efficient points, one a weight on Home, in the order asked for.
  public var frontier: [AgreementPoint]
  /// At the rules-based point.
  public var shift: PowerShift?
}

extension LinearTradeAgreement {
  /// Nash, rules-based and public point, the frontier at the given weights on Home, and what a little
  /// more power changes. About 5 microseconds for a frontier of 50 points.
  ///
  /// - Throws: `outOfDomain` where a weight on Home is not positive.
  public func solution(
    _ reciprocity: Reciprocity = .termsOfTrade, lambdas: [Double]
  ) throws(BargainingError) -> LinearSolution {
    let rules = rulesPoint(reciprocity, for: .government)
    return LinearSolution(
      nash: nash(), rules: rules, people: rulesPoint(reciprocity, for: .people),
      frontier: try frontier(lambdas: lambdas), shift: rules.point.flatMap { powerShift(at: $0) })
  }
}

import Foundation

/// The space of tariffs of DeRemer's (2023) Figure 1 as data: the named points, the iso-gain curves,
/// the Pareto frontier, and the path along which both governments cut their tariffs.
///
/// What depends on the reciprocity rule is there once for each. The paper's text has the frontier
/// between S and S*, which is so under terms-of-trade reciprocity and not under the other rule.
public struct TariffSpace: Sendable, Equatable {
  /// What one reciprocity rule makes of the space.
  public struct Rule: Sendable, Equatable {
    /// The rule.
    public var reciprocity: Reciprocity
    /// The governments' rules-based point; `nil` where there is none.
    public var rules: Tariffs?
    /// Where the publics would end by the same rule; `nil` where there is no such point.
    public var people: Tariffs?
    /// S and N, then S* and N*.
    public var curves: [IsoGainCurve]
    /// From Nash down, as long as both governments gain to first order.
    public var path: [Tariffs]
  }

  /// A place on the frontier with its weight on Home.
  public struct FrontierPlace: Sendable, Equatable {
    /// The weight on Home's government, where Foreign's weighs one.
    public var lambda: Double
    /// What is agreed on at that weight.
    public var tariffs: Tariffs
  }

  /// The weights on profits that the space belongs to.
  public let politics: TradePolitics
  /// The tariffs of a trade war.
  public let nash: Tariffs
  /// One a reciprocity rule.
  public let rules: [Rule]
  /// The frontier over the weights that leave both tariffs inside their range, from the least weight
  /// on Home; empty where there are none.
  public let frontier: [FrontierPlace]
  /// Places around the rules-based point, at eight, nine, eleven and twelve tenths of its weight;
  /// empty where there is no such point.
  public let marks: [FrontierPlace]
  /// The rectangle that holds the named points, with room around them.
  public let window: TariffWindow

  /// Points further below zero than this do not decide on the window.
  private static let reach = -0.25
  /// A window is at least so wide before room is added.
  private static let leastSpan = 0.02
  private static let frontierSteps = 400

  /// Works out the space of an agreement.
  /// - Throws: `noTariffSpace` where the floor leaves one tariff only.
  public init(_ agreement: LinearTradeAgreement) throws(BargainingError) {
    politics = agreement.politics
    nash = agreement.nash().tariffs
    var found = Reciprocity.allCases.map { reciprocity in
      Rule(
        reciprocity: reciprocity, rules: agreement.rulesPoint(reciprocity).point?.tariffs,
        people: agreement.rulesPoint(reciprocity, for: .people).point?.tariffs, curves: [],
        path: [])
    }
    let named = found.flatMap { [$0.rules, $0.people] }.compactMap(\.self)
    let window = try Self.window(
      around: [nash, Tariffs(home: 0, foreign: 0)]
        + named.filter { min($0.home, $0.foreign) > Self.reach }, agreement)
    for index in found.indices {
      let reciprocity = found[index].reciprocity
      found[index].curves = Country.allCases.flatMap { country in
        [IsoGainCurve.Level.zero, .nash].map {
          agreement.isoGainCurve(of: country, $0, reciprocity, in: window)
        }
      }
      found[index].path = agreement.reciprocalPath(reciprocity)
    }
    self.window = window
    rules = found
    frontier = Self.frontier(agreement)
    let middle = agreement.rulesPoint(.termsOfTrade).point?.lambda
    marks = [0.8, 0.9, 1.1, 1.2].compactMap { share in
      middle.map { Self.place(share * $0, agreement) }
    }
  }

  private static func window(
    around places: [Tariffs], _ agreement: LinearTradeAgreement
  ) throws(BargainingError) -> TariffWindow {
    func range(_ country: Country) throws(BargainingError) -> ClosedRange<Double> {
      let values = places.map { $0[country] }
      let low = values.min() ?? 0
      let high = values.max() ?? 0
      let span = max(high - low, leastSpan)
      let least = max(agreement.leastTariff(of: country), low - 0.4 * span)
      let most = min(
        agreement.imports(of: country).prohibitiveTariff, high + 0.5 * span)
      guard least < most else { throw .noTariffSpace(tariff: most) }
      return least...most
    }
    return TariffWindow(home: try range(.home), foreign: try range(.foreign))
  }

  /// Even steps on the logarithmic scale of the weights with an interior maximum.
  private static func frontier(_ agreement: LinearTradeAgreement) -> [FrontierPlace] {
    guard let range = agreement.secondOrderRange() else { return [] }
    return (1..<frontierSteps).map { step in
      let share = Double(step) / Double(frontierSteps)
      return place(
        range.lowerBound * pow(range.upperBound / range.lowerBound, share), agreement)
    }
  }

  private static func place(
    _ lambda: Double, _ agreement: LinearTradeAgreement
  ) -> FrontierPlace {
    FrontierPlace(
      lambda: lambda, tariffs: agreement.frontierTariffs(checked: lambda, for: .government))
  }
}

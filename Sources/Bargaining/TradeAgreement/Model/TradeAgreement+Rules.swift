import Numerics

extension TradeAgreement {
  /// Shares of the way from the least to the prohibitive tariff at which a search begins.
  private static var starts: [(Double, Double)] {
    [(0.6, 0.6), (0.9, 0.9), (0.3, 0.3), (0.85, 0.4), (0.4, 0.85)]
  }

  private static var maximumIterations: Int { 60 }
  /// A determinant below this share of its products is rounding: slopes here are differences of
  /// numbers of order one.
  private static var singular: Double { 1e-11 }

  /// The tariffs at which both sides' first-order conditions under the rule hold, by Newton's
  /// method from five starting points in turn. What does not meet the conditions is not returned; where
  /// they have a continuum of solutions the search finds none and says so.
  public func rulesPoint(
    _ reciprocity: Reciprocity, for principal: Principal
  ) -> RulesPoint {
    for start in Self.starts {
      guard let tariffs = search(from: start, reciprocity, principal) else { continue }
      let found = point(.rules(reciprocity), tariffs: tariffs, principal: principal)
      if found.certificate.meetsConditions { return .interior(found) }
    }
    return .noInteriorPoint(
      NoInteriorPoint(reason: .notFound(starts: Self.starts.count), formalTariffs: nil))
  }

  /// A good seen by the search: the coordinate, its derivative by the tariff, and both governments'
  /// derivatives over the trade that carries reciprocity.
  private struct View {
    var coordinate: Double
    /// `f` and `df/dz`.
    var importer: (value: Double, slope: Double)
    var exporter: (value: Double, slope: Double)

    init(
      _ good: GoodOutcome, _ reciprocity: Reciprocity, importer: Interests, exporter: Interests
    ) {
      let weight = reciprocity.weight(good)
      let weightSlope: Double
      let coordinateSlope: Double
      switch reciprocity {
      case .termsOfTrade:
        coordinate = 1 / good.imports
        coordinateSlope = -good.importsByTariff / (good.imports * good.imports)
        weightSlope =
          good.importsByTariff * good.worldPassThrough + good.imports * good.passThroughSlope
      case .tradeVolume:
        coordinate = 1 / good.worldPrice
        coordinateSlope = -good.worldPassThrough / (good.worldPrice * good.worldPrice)
        let bend =
          good.importCurvature * good.localPassThrough * good.localPassThrough
          + good.importSlope * good.passThroughSlope
        weightSlope = good.worldPassThrough * good.importsByTariff + good.worldPrice * bend
      }
      func over(_ gradient: Double, _ curvature: Double) -> (value: Double, slope: Double) {
        let slope = (curvature * weight - gradient * weightSlope) / (weight * weight)
        return (gradient / weight, slope / coordinateSlope)
      }
      self.importer = over(good.importerGradient(importer), good.importerCurvature(importer))
      self.exporter = over(good.exporterGradient(exporter), good.exporterCurvature(exporter))
    }
  }

  /// Newton's method in `1/M` (terms of trade) or `1/w` (trade volume). The conditions divided by
  /// trade grow without bound towards autarky, which is a root of the undivided ones but no
  /// agreement, so the search cannot end there.
  private func search(
    from start: (Double, Double), _ reciprocity: Reciprocity, _ principal: Principal
  ) -> Tariffs? {
    let home = politics.interests(principal, of: .home)
    let foreign = politics.interests(principal, of: .foreign)
    func place(_ share: Double, _ country: Country) -> Double {
      let least = leastTariff(of: country)
      return least + share * (imports(of: country).prohibitiveTariff - least)
    }
    var tariffs = Tariffs(home: place(start.0, .home), foreign: place(start.1, .foreign))
    var blocked = 0
    var lastStep = Double.infinity
    for _ in 0..<Self.maximumIterations {
      let x = View(
        homeImports.outcome(tariff: tariffs.home), reciprocity, importer: home, exporter: foreign)
      let y = View(
        foreignImports.outcome(tariff: tariffs.foreign), reciprocity, importer: foreign,
        exporter: home)
      let first = x.importer.value + y.exporter.value
      let second = x.exporter.value + y.importer.value
      let determinant = x.importer.slope * y.importer.slope - y.exporter.slope * x.exporter.slope
      // Where the two conditions are one and the same, no step leads to a point that is the answer.
      let terms =
        abs(x.importer.slope * y.importer.slope) + abs(y.exporter.slope * x.exporter.slope)
      guard abs(determinant) > Self.singular * terms else { return nil }
      let stepX = (-first * y.importer.slope + second * y.exporter.slope) / determinant
      let stepY = (-second * x.importer.slope + first * x.exporter.slope) / determinant
      guard stepX.isFinite, stepY.isFinite else { return nil }
      let nextX = moved(.home, tariffs.home, x.coordinate, stepX, reciprocity)
      let nextY = moved(.foreign, tariffs.foreign, y.coordinate, stepY, reciprocity)
      blocked = nextX.isBlocked || nextY.isBlocked ? blocked + 1 : 0
      if blocked > 3 { return nil }
      let step = max(abs(nextX.tariff - tariffs.home), abs(nextY.tariff - tariffs.foreign))
      tariffs = Tariffs(home: nextX.tariff, foreign: nextY.tariff)
      // Newton's steps shrink until rounding stops them.
      if blocked == 0, step == 0 || (step < 1e-13 && step >= lastStep) {
        return isInside(tariffs) ? tariffs : nil
      }
      lastStep = step
    }
    return blocked == 0 && lastStep < 1e-12 && isInside(tariffs) ? tariffs : nil
  }

  private func isInside(_ tariffs: Tariffs) -> Bool {
    Country.allCases.allSatisfy {
      tariffs[$0] > leastTariff(of: $0) && tariffs[$0] < imports(of: $0).prohibitiveTariff
    }
  }

  /// The tariff whose coordinate is a step away, or most of the way to the edge of the range.
  private func moved(
    _ country: Country, _ tariff: Double, _ coordinate: Double, _ step: Double,
    _ reciprocity: Reciprocity
  ) -> (tariff: Double, isBlocked: Bool) {
    let market = imports(of: country)
    let least = leastTariff(of: country)
    let most = market.prohibitiveTariff
    let target = coordinate + step
    let cautious = 0.9
    func value(_ tariff: Double) -> (value: Double, slope: Double) {
      let good = market.outcome(tariff: tariff)
      // Both fall with the tariff; the target is the reciprocal.
      return reciprocity == .termsOfTrade
        ? (good.imports - 1 / target, good.importsByTariff)
        : (good.worldPrice - 1 / target, good.worldPassThrough)
    }
    guard target > 0 else {
      // Imports would have to be negative or prices infinite: towards the edge on that side.
      let edge = step > 0 ? most : least
      return (tariff + cautious * (edge - tariff), true)
    }
    if let found = MonotoneRoot.find(low: least, high: most, start: tariff, value) {
      return (found, false)
    }
    let edge = step > 0 ? most : least
    return (tariff + cautious * (edge - tariff), true)
  }
}

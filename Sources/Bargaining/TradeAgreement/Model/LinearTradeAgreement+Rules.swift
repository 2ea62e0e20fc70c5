extension LinearTradeAgreement {
  /// How a tariff and its coordinate `X` in the conditions belong together:
  /// `tau = (centre - 1/X) / scale`.
  private struct Coordinate {
    let centre: Double
    let scale: Double

    init(_ reciprocity: Reciprocity) {
      (centre, scale) = reciprocity == .termsOfTrade ? (1, 6) : (4, 3)
    }

    func tariffs(_ place: ReciprocalConditions.Place) -> Tariffs {
      Tariffs(
        home: (centre - 1 / place.x) / scale, foreign: (centre - 1 / place.y) / scale)
    }

    func place(_ tariff: Double) -> Double { 1 / (centre - scale * tariff) }
  }

  /// The closed form for any weights, which replaces equation 7.
  ///
  /// Divide each first-order condition by the trade that carries reciprocity. Under terms-of-trade
  /// reciprocity, with `X = 1/(1 - 6 tau_x)`, `Y = 1/(1 - 6 tau_y)`, `A0 = A - a/6`, `B0 = B - b/6` and
  /// `c = (a - b)/6`, the conditions `A0 X - B0 Y = -c` and `-B1 X + A1 Y = -c1` are linear. Under
  /// trade-volume reciprocity the same holds with `X = 1/(4 - 3 tau_x)`, `A0 = A - 4a/3`,
  /// `B0 = B - 4b/3` and `c = (a - b)/3`. For equal countries both are equation 7,
  /// `4(1 + 2m - 3e)/(59 - 8m - 9e)`. At autarky, `tau = 1/6`, the conditions hold before the
  /// division; no agreement ends there.
  ///
  /// Where the two conditions are one, as for equal countries on the line `8m + 9e = 23` under
  /// terms-of-trade reciprocity, a continuum solves them and is the answer.
  public func rulesPoint(
    _ reciprocity: Reciprocity, for principal: Principal
  ) -> RulesPoint {
    let interests = CountryPair(
      home: politics.interests(principal, of: .home),
      foreign: politics.interests(principal, of: .foreign))
    let coordinate = Coordinate(reciprocity)
    switch ReciprocalConditions(reciprocity, interests).solution {
    case .nothing: return .noInteriorPoint(NoInteriorPoint(reason: .singular))
    case .everywhere: return .continuum(RulesContinuum(symmetric: nil, ends: nil))
    case .point(let place):
      return single(place, coordinate, reciprocity, principal)
    case .line(let start, let direction):
      return line(
        from: start, along: direction, coordinate, reciprocity, principal,
        isSymmetric: interests.home == interests.foreign)
    }
  }

  private func single(
    _ place: ReciprocalConditions.Place, _ coordinate: Coordinate, _ reciprocity: Reciprocity,
    _ principal: Principal
  ) -> RulesPoint {
    let tariffs = coordinate.tariffs(place)
    // At X = 0 the tariff would be without bound.
    guard tariffs.home.isFinite, tariffs.foreign.isFinite else {
      return .noInteriorPoint(NoInteriorPoint(reason: .beyondAutarky))
    }
    let highest = max(tariffs.home, tariffs.foreign)
    guard place.x > 0, place.y > 0, highest < LinearMarket().prohibitiveTariff else {
      return .noInteriorPoint(NoInteriorPoint(reason: .beyondAutarky, formalTariffs: tariffs))
    }
    for country in Country.allCases where tariffs[country] <= leastTariff(of: country) {
      let reason = NoInteriorPoint.Reason.belowFloor(leastTariff(of: country))
      return .noInteriorPoint(NoInteriorPoint(reason: reason, formalTariffs: tariffs))
    }
    let found = point(.rules(reciprocity), tariffs: tariffs, principal: principal)
    guard found.certificate.meetsConditions else {
      let reason = NoInteriorPoint.Reason.unverified(found.certificate.largestResidual)
      return .noInteriorPoint(NoInteriorPoint(reason: reason, formalTariffs: tariffs))
    }
    return .interior(found)
  }

  /// The part of a line of solutions that lies within the range of tariffs.
  private func line(
    from start: ReciprocalConditions.Place, along direction: ReciprocalConditions.Place,
    _ coordinate: Coordinate, _ reciprocity: Reciprocity, _ principal: Principal,
    isSymmetric: Bool
  ) -> RulesPoint {
    var (low, high) = (-Double.infinity, Double.infinity)
    /// Keeps what lies between two values of one coordinate.
    func clip(_ origin: Double, _ step: Double, _ least: Double, _ most: Double) {
      if step == 0 {
        if origin <= least || origin >= most { high = -.infinity }
        return
      }
      let ends = [(least - origin) / step, (most - origin) / step]
      low = max(low, min(ends[0], ends[1]))
      high = min(high, max(ends[0], ends[1]))
    }
    // 1/X is 0 at the prohibitive tariff under terms-of-trade reciprocity, for which 1e9 stands.
    let most =
      reciprocity == .termsOfTrade ? 1e9 : coordinate.place(LinearMarket().prohibitiveTariff)
    clip(start.x, direction.x, coordinate.place(leastTariff(of: .home)), most)
    clip(start.y, direction.y, coordinate.place(leastTariff(of: .foreign)), most)
    guard low < high else {
      return .noInteriorPoint(NoInteriorPoint(reason: .beyondRange))
    }
    let ends = [low, high].map {
      coordinate.tariffs(.init(x: start.x + $0 * direction.x, y: start.y + $0 * direction.y))
    }
    // Equal countries meet the diagonal in one point, unless their line is the diagonal.
    var symmetric: AgreementPoint?
    if isSymmetric, direction.x != direction.y {
      let middle = (start.y - start.x) / (direction.x - direction.y)
      let found = single(
        .init(x: start.x + middle * direction.x, y: start.x + middle * direction.x), coordinate,
        reciprocity, principal)
      symmetric = found.point
    }
    return .continuum(RulesContinuum(symmetric: symmetric, ends: ends))
  }
}

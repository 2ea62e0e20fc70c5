import Numerics

/// The curves of DeRemer's (2023) Figure 1 in the space of tariffs.
///
/// `R = G_x + rho G_y` is what Home gains, to first order, from raising its tariff by one unit while
/// Foreign answers by the rule; `R* = G*_y + G*_x / rho` is the same for Foreign's tariff. From cuts
/// each gains the opposite. S and S* are where these are zero, N and N* where they are what they are
/// at the Nash tariffs. The mirror image of Home's curves are Foreign's where the countries are equal.
public struct IsoGainCurve: Sendable, Equatable {
  /// Which gain is the same all along the curve.
  public enum Level: Sendable, Equatable {
    /// No first-order gain from reciprocal changes: S and S*.
    case zero
    /// The gain at the Nash tariffs: N and N*.
    case nash
  }

  /// Whose gain it is.
  public var country: Country
  /// The gain that is held.
  public var level: Level
  /// The rule by which the partner answers.
  public var reciprocity: Reciprocity
  /// Lines through tariff pairs; several where the curve leaves the window and comes back.
  public var lines: [[Tariffs]]
}

/// A rectangle of tariff space.
public struct TariffWindow: Sendable, Equatable {
  /// From the left of the figure to the right.
  public var home: ClosedRange<Double>
  /// From the bottom to the top.
  public var foreign: ClosedRange<Double>

  /// Ranges in units of the price.
  public init(home: ClosedRange<Double>, foreign: ClosedRange<Double>) {
    self.home = home
    self.foreign = foreign
  }
}

extension TariffBargain {
  /// What a country gains, to first order, from raising its tariff by one unit while its partner
  /// answers by the rule: `R` for Home, `R*` for Foreign.
  public func reciprocalGain(
    of country: Country, at tariffs: Tariffs, _ reciprocity: Reciprocity
  ) -> Double {
    let own = imports(of: country).outcome(tariff: tariffs[country])
    let partner = imports(of: country.partner).outcome(tariff: tariffs[country.partner])
    let interests = politics.interests(.government, of: country)
    return own.importerGradient(interests)
      + reciprocity.weight(own) / reciprocity.weight(partner)
      * partner.exporterGradient(interests)
  }

  /// Traces a curve through a window by marching over a grid and solving for the crossing on each
  /// edge, so that points lie on the curve to rounding and only their spacing depends on the grid.
  ///
  /// - Parameter cells: Cells of the grid along each side.
  public func isoGainCurve(
    of country: Country, _ level: IsoGainCurve.Level, _ reciprocity: Reciprocity,
    in window: TariffWindow, cells: Int = 60
  ) -> IsoGainCurve {
    let target =
      level == .zero ? 0 : reciprocalGain(of: country, at: outside.tariffs, reciprocity)
    // Just inside the range: at autarky itself the ratio has no value.
    func inside(_ range: ClosedRange<Double>, _ owner: Country) -> ClosedRange<Double> {
      let most = imports(of: owner).prohibitiveTariff
      let least = leastTariff(of: owner)
      let slack = 1e-9 * (most - least)
      let low = min(max(range.lowerBound, least + slack), most - slack)
      return low...max(low, min(range.upperBound, most - slack))
    }
    let contour = Contour(
      x: inside(window.home, .home), y: inside(window.foreign, .foreign), cells: cells
    ) { home, foreign in
      reciprocalGain(of: country, at: Tariffs(home: home, foreign: foreign), reciprocity) - target
    }
    return IsoGainCurve(
      country: country, level: level, reciprocity: reciprocity,
      lines: contour.lines.map { $0.map { Tariffs(home: $0.x, foreign: $0.y) } })
  }
}

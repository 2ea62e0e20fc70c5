/// The rule by which one side's tariff cut is answered by the other's: `rho = dtau_y*/dtau_x`.
///
/// Equation 5 of DeRemer (2023) sets these two equal. They are equal only where the tariffs of both
/// sides are; elsewhere they give different rules-based points. Test:
/// `PaperErrorTests.equationFiveHasTwoSides`.
public enum Reciprocity: String, Sendable, CaseIterable {
  /// `rho = M_x w_x' / (M_y w_y')`: neither side's terms of trade change on balance. This is what
  /// `p^w . dM = 0` means with the numeraire among the goods, and the default.
  case termsOfTrade = "terms-of-trade"
  /// `rho = w_x dM_x / (w_y dM_y)`: imports and exports of the two goods change by equal value.
  case tradeVolume = "trade-volume"

  /// The numerator for Home's good, the denominator for Foreign's.
  func weight(_ good: GoodOutcome) -> Double {
    switch self {
    case .termsOfTrade: good.imports * good.worldPassThrough
    case .tradeVolume: good.worldPrice * good.importsByTariff
    }
  }

  /// `rho` where both goods stand.
  public func ratio(homeImports: GoodOutcome, foreignImports: GoodOutcome) -> Double {
    weight(homeImports) / weight(foreignImports)
  }
}

/// The sizes of the terms that derivatives of payoffs are sums of: what is small beside them is rounding.
extension GoodOutcome {
  func importerGradientScale(_ interests: Interests) -> Double {
    ((1 + interests.imports) * importSupply + abs(interests.downstream * importerDemand)
      + abs(tariff * importSlope)) * abs(localPassThrough) + abs(imports * worldPassThrough)
  }

  func exporterGradientScale(_ interests: Interests) -> Double {
    abs(worldPassThrough) * (abs(imports) + (1 + interests.exports) * exportSupply)
  }

  func importerCurvatureScale(_ interests: Interests) -> Double {
    let rent =
      (1 + interests.imports) * importSupply + abs(interests.downstream * importerDemand)
      + abs(tariff * importSlope)
    let rentSlope =
      ((1 + interests.imports) * abs(importSupplySlope)
        + abs(interests.downstream * importerDemandSlope) + abs(tariff * importCurvature))
      * abs(localPassThrough) + abs(importSlope)
    return rentSlope * abs(localPassThrough) + rent * abs(passThroughSlope)
      + abs(importsByTariff * worldPassThrough) + abs(imports * passThroughSlope)
  }

  func exporterCurvatureScale(_ interests: Interests) -> Double {
    abs(passThroughSlope) * (abs(imports) + (1 + interests.exports) * exportSupply)
      + worldPassThrough * worldPassThrough
      * (abs(exportSlope) + (1 + interests.exports) * abs(exportSupplySlope))
  }
}

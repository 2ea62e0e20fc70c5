/// What the governments could share if they also had export taxes and subsidies.
///
/// With an export policy on each good, the sum of tariff and export tax sets local prices and
/// their split moves the terms of trade: it is a transfer. Joint surplus `G + G*` then depends on the
/// two total wedges alone, and any split of its maximum can be had. The maximising wedges are the
/// tariffs of the frontier at `lambda = 1`.
///
/// The paper says of the rules-based point that without export policies "the same level of welfare is
/// obtained": true where `lambda = 1` there, as for equal countries. Elsewhere tariffs have to
/// transfer as well as to protect, and `shortfall` is what that costs. Test:
/// `PaperErrorTests.exportPoliciesMatterOffSymmetry`.
public struct ExportPolicyBenchmark: Sendable, Equatable {
  /// Tariff plus export tax of each good where joint surplus is greatest.
  public var wedges: Tariffs
  /// `G + G*` there.
  public var jointSurplus: Double
  /// `G + G*` at the point compared.
  public var attained: Double

  /// What the lack of export policies costs at the point: never negative.
  public var shortfall: Double { jointSurplus - attained }
}

extension TariffBargain {
  /// Compares a point with what export policies would allow.
  public func exportPolicyBenchmark(for point: AgreementPoint) -> ExportPolicyBenchmark {
    let wedges = frontierTariffs(checked: 1, for: point.principal)
    let best = payoffs(at: wedges)
    func joint(_ payoffs: Payoffs) -> Double {
      payoffs[point.principal, .home] + payoffs[point.principal, .foreign]
    }
    return ExportPolicyBenchmark(
      wedges: wedges, jointSurplus: joint(best), attained: joint(point.payoffs))
  }

  /// The weights on Home for which both governments prefer the frontier point to no agreement; `nil`
  /// where there are none. Home's payoff rises and Foreign's falls along the frontier, so the range is
  /// an interval; its ends are found to the last digits by bisection on the logarithmic scale.
  public func individuallyRationalPower(
    within range: ClosedRange<Double> = 1e-3...1e3
  ) -> ClosedRange<Double>? {
    func gain(_ country: Country, _ lambda: Double) -> Double {
      payoffs(at: frontierTariffs(checked: lambda, for: .government)).government[country]
        - outside.payoffs.government[country]
    }
    /// The boundary between weights with which the country is content and others.
    func boundary(_ country: Country, content: Double, other: Double) -> Double {
      if gain(country, other) >= 0 { return other }
      var (content, other) = (content, other)
      for _ in 0..<200 {
        let middle = (content * other).squareRoot()
        if middle == content || middle == other { break }
        if gain(country, middle) >= 0 { content = middle } else { other = middle }
      }
      return content
    }
    guard gain(.home, range.upperBound) >= 0, gain(.foreign, range.lowerBound) >= 0 else {
      return nil
    }
    let low = boundary(.home, content: range.upperBound, other: range.lowerBound)
    let high = boundary(.foreign, content: range.lowerBound, other: range.upperBound)
    return low <= high ? low...high : nil
  }
}

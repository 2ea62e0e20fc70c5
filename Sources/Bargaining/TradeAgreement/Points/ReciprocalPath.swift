extension TariffBargain {
  /// The tariffs along which both governments cut from Nash under a reciprocity rule, as long as both
  /// gain to first order: the curve `d tau_y/d tau_x = rho`, by the fourth-order Runge-Kutta method.
  ///
  /// For equal countries it ends at the rules-based point. For others it ends where the first of the
  /// two would rather stop, which is not on the frontier.
  ///
  /// - Parameter steps: A step moves the tariff that moves more by a fraction `1/steps` of Home's way
  ///   down to the least tariff: next to a prohibitive tariff `rho` has no bound.
  public func reciprocalPath(_ reciprocity: Reciprocity, steps: Int = 400) -> [Tariffs] {
    func slope(_ tariffs: Tariffs) -> Double {
      reciprocity.ratio(
        homeImports: homeImports.outcome(tariff: tariffs.home),
        foreignImports: foreignImports.outcome(tariff: tariffs.foreign))
    }
    func bothGain(_ tariffs: Tariffs) -> Bool {
      Country.allCases.allSatisfy { reciprocalGain(of: $0, at: tariffs, reciprocity) < 0 }
    }
    var tariffs = outside.tariffs
    for country in Country.allCases {
      // At a prohibitive tariff there is no trade whose exchange could be reciprocal.
      let most = imports(of: country).prohibitiveTariff
      let slack = 1e-6 * (most - leastTariff(of: country))
      tariffs[country] = min(tariffs[country], most - slack)
    }
    var path = [tariffs]
    guard bothGain(tariffs) else { return path }
    let length = (tariffs.home - max(leastTariff(of: .home), -0.25)) / Double(steps)
    let ways = Country.allCases.map { tariffs[$0] - max(leastTariff(of: $0), -0.25) }
    let most = Int((Double(steps) * (ways[0] + max(0, ways[1])) / ways[0]).rounded(.up))
    func advanced(_ from: Tariffs, by step: Double) -> Tariffs {
      /// The cuts of both, of which the larger is 1.
      func cuts(_ tariffs: Tariffs) -> Tariffs {
        let rho = slope(tariffs)
        return Tariffs(home: 1 / max(1, rho), foreign: rho / max(1, rho))
      }
      func moved(_ share: Double, _ cuts: Tariffs) -> Tariffs {
        Tariffs(
          home: from.home - share * step * cuts.home,
          foreign: from.foreign - share * step * cuts.foreign)
      }
      let first = cuts(from)
      let second = cuts(moved(0.5, first))
      let third = cuts(moved(0.5, second))
      let fourth = cuts(moved(1, third))
      func mean(_ country: Country) -> Double {
        (first[country] + 2 * second[country] + 2 * third[country] + fourth[country]) / 6
      }
      return moved(1, Tariffs(home: mean(.home), foreign: mean(.foreign)))
    }
    for _ in 0..<most {
      let next = advanced(tariffs, by: length)
      let inRange = Country.allCases.allSatisfy { next[$0] > leastTariff(of: $0) }
      if inRange, bothGain(next) {
        tariffs = next
        path.append(next)
        continue
      }
      // The last step, to where one of them stops gaining.
      var (low, high) = (0.0, 1.0)
      for _ in 0..<50 {
        let middle = (low + high) / 2
        let trial = advanced(tariffs, by: middle * length)
        let isFine =
          Country.allCases.allSatisfy { trial[$0] > leastTariff(of: $0) } && bothGain(trial)
        if isFine { low = middle } else { high = middle }
      }
      path.append(advanced(tariffs, by: low * length))
      break
    }
    return path
  }
}

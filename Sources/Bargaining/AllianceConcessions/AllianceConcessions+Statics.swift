import Numerics

extension AllianceConcessions {
  /// The comparative statics at a record, in an election year, by the implicit function theorem:
  ///
  ///     (c I - V H) dx = V'(s) w ds,     (c I - V H) dx = V H 1 dm / psi
  ///
  /// with the structural concession beside x where it is inside its bounds. At sbar itself the
  /// right-hand derivative is given.
  /// - Throws: `BargainingError.outOfDomain`, `.notConverged`.
  public func statics(signal: Double) throws(BargainingError) -> ConcessionStatics {
    let here = try equilibrium(signal: signal, election: true)
    let slopes = slopes(here)
    let exposure = map.states.map(\.exposure)
    let concession = slopes.concessions.reduce(0, +) + slopes.tariffCut * exposure.reduce(0, +)
    let stakeSlope = stakeSlope(signal: signal)
    let pivotality = map.outcome(at: gains(here.concessions, here.tariffCut)).pivotality
    let benefit = here.structuralBenefit / horizonLength
    var statics = ConcessionStatics(
      signal: signal, thresholdSignal: thresholdSignal, concessionSlopes: slopes.concessions,
      tariffCutSlope: slopes.tariffCut, exportSlopeElection: concession - parameters.leverageLoss,
      exportSlopeOffYear: -parameters.leverageLoss, interaction: concession,
      directInteraction: stakeSlope * pivotality.reduce(0, +) / parameters.concessionCost,
      peakSignal: try peakSignal(here), electoralGain: here.winProbability - unhelped,
      electoralGainBySwing: gainBySwing(here), structuralCostThreshold: benefit,
      structuralCost: parameters.structuralCost,
      concordanceWithCloseness: Self.concordance(
        here.concessions, map.states.map { -abs($0.margin) }),
      concordanceWithPivotality: Self.concordance(here.concessions, pivotality), hypotheses: [])
    statics.hypotheses = hypotheses(here, statics)
    return statics
  }

  /// P(0).
  private var unhelped: Double {
    map.outcome(at: [Double](repeating: 0, count: map.states.count)).winProbability
  }

  /// dx/ds and dt/ds.
  func slopes(
    _ here: ConcessionEquilibrium
  ) -> (concessions: [Double], tariffCut: Double) {
    let zeros = here.concessions.map { _ in 0.0 }
    let slope = stakeSlope(signal: here.signal)
    guard slope > 0 else { return (zeros, 0) }
    let pivotality = map.outcome(at: gains(here.concessions, here.tariffCut)).pivotality
    return response(here, to: pivotality.map { $0 * slope })
  }

  /// Solves the second-order system for a change of the marginal gains V w.
  private func response(
    _ here: ConcessionEquilibrium, to force: [Double]
  ) -> (concessions: [Double], tariffCut: Double) {
    let hessian = map.curvature(at: gains(here.concessions, here.tariffCut))
    let corner = here.certificate.corner
    var right = force
    if corner == .none {
      right.append(zip(force, map.states).reduce(0) { $0 + $1.0 * $1.1.exposure })
    }
    guard
      let factor = Cholesky(borderedCurvature(stake: here.stake, hessian, corner))
    else { return (force.map { _ in 0 }, 0) }
    let solution = factor.solve(right)
    return (
      Array(solution.prefix(force.count)), corner == .none ? solution[force.count] : 0
    )
  }

  /// d (P(x*) - P(0)) / dm where every margin falls by m.
  private func gainBySwing(_ here: ConcessionEquilibrium) -> Double {
    let zeros = here.concessions.map { _ in 0.0 }
    let before = map.outcome(at: zeros).pivotality.reduce(0, +) / map.responsiveness
    let gains = gains(here.concessions, here.tariffCut)
    let pivotality = map.outcome(at: gains).pivotality
    // A swing of m against the incumbent is a loss of m / psi of concession everywhere.
    let direct = pivotality.reduce(0, +) / map.responsiveness
    guard here.stake > 0 else { return 0 }
    let hessian = map.curvature(at: gains)
    let force = here.concessions.indices.map { row in
      -here.stake / map.responsiveness
        * here.concessions.indices.reduce(0) { $0 + hessian[row, $1] }
    }
    let reply = response(here, to: force)
    let indirect = here.concessions.indices.reduce(0.0) { sum, state in
      let gain = reply.concessions[state] + reply.tariffCut * map.states[state].exposure
      return sum + pivotality[state] * gain
    }
    return before - direct + indirect
  }

  /// Where sum dx_r/ds falls to theta above the threshold, the structural concession held where it
  /// is.
  private func peakSignal(_ found: ConcessionEquilibrium) throws(BargainingError) -> Double? {
    var start = found.concessions
    func slope(_ signal: Double) throws(BargainingError) -> Double {
      let stake = stake(signal: signal)
      let here = try settle(stake: stake, t: found.tariffCut, from: start)
      start = here.x
      let change = stakeSlope(signal: signal)
      guard let factor = Cholesky(curvatureOfLoss(stake: stake, here)) else {
        return -parameters.leverageLoss
      }
      return factor.solve(here.outcome.pivotality.map { $0 * change }).reduce(0, +)
        - parameters.leverageLoss
    }
    let reach = 10 / parameters.signalWeight
    let steps = 20
    var wasRising = false
    var before = thresholdSignal
    for step in 1...steps {
      let here = thresholdSignal + reach * Double(step) / Double(steps)
      let isRising = try slope(here) > 0
      if wasRising, !isRising {
        var (low, high) = (before, here)
        while high - low > 1e-9 * reach {
          let middle = (low + high) / 2
          if try slope(middle) > 0 { low = middle } else { high = middle }
        }
        return (low + high) / 2
      }
      (wasRising, before) = (isRising, here)
    }
    return nil
  }

  /// Kendall's tau-a; pairs equal on either side count as neither.
  static func concordance(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0
    var pairs = 0
    for left in first.indices {
      for right in first.indices where right > left {
        pairs += 1
        let product = (first[left] - first[right]) * (second[left] - second[right])
        if product > 0 { sum += 1 } else if product < 0 { sum -= 1 }
      }
    }
    return pairs == 0 ? 0 : Double(sum) / Double(pairs)
  }

  private func hypotheses(
    _ here: ConcessionEquilibrium, _ statics: ConcessionStatics
  ) -> [ConcessionStatics.Hypothesis] {
    let temporary = here.totalConcession
    let structural = here.tariffCut * map.states.reduce(0) { $0 + $1.exposure }
    return [
      .init(
        name: "demands",
        claim: "Demands rise as a change of leadership becomes likelier (2021 draft, H1)",
        holds: statics.electoralGainBySwing > 0, value: statics.electoralGainBySwing, threshold: 0,
        condition:
          "holds while a swing against the incumbent raises what concessions add to the chance "
          + "of winning; they add most near a toss-up, so a leader sure to lose gains little again"),
      .init(
        name: "concessions",
        claim: "In election years concessions rise with prior commitment (draft H2, paper H1)",
        holds: statics.interaction > 0, value: statics.signal,
        threshold: statics.thresholdSignal,
        condition: "holds above the record at which the incumbent promises as much as a challenger"),
      .init(
        name: "election_year_exports",
        claim: "Exports themselves rise with commitment in election years (paper H1 as worded)",
        holds: statics.exportSlopeElection > 0, value: statics.interaction,
        threshold: parameters.leverageLoss,
        condition:
          "holds while concessions respond by more than the leverage lost; fails below the "
          + "threshold, and again once beliefs saturate"),
      .init(
        name: "purchases",
        claim: "Concessions are temporary purchases rather than structural (draft H3)",
        holds: temporary > structural, value: temporary, threshold: structural,
        condition: "holds while purchases exceed what tariff cuts are worth to exporters"),
      .init(
        name: "swing_states",
        claim: "Concessions concentrate in closely contested states (draft H4, paper H2)",
        holds: here.stake > 0 && statics.concordanceWithCloseness > 0,
        value: statics.concordanceWithCloseness, threshold: 0,
        condition:
          "concessions follow pivotality exactly (x_r / x_q = w_r / w_q), and closeness only as far "
          + "as it agrees with pivotality: votes and the place of the state in the order count too"),
      .init(
        name: "tariffs",
        claim: "Tariffs do not move (paper, tariff hypothesis)",
        holds: here.tariffCut == 0, value: statics.structuralCost,
        threshold: statics.structuralCostThreshold,
        condition: "holds while the yearly cost k_t is at least k_t*; below it tariffs move"),
    ]
  }
}

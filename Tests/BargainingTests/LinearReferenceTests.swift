import Bargaining
import TestSupport
import Testing

/// Against `Fixtures/trade-agreement/linear.json`, the doubles nearest to exact rationals.
@Suite(.tags(.reference))
struct LinearReferenceTests {
  /// What the reference promises to; both sides are doubles of numbers of order one.
  private static let tolerance = 1e-9

  private func expectState(
    _ point: AgreementPoint, _ state: AgreementReference.State, _ row: String
  ) {
    let pairs = [
      (point.tariffs.home, state.tau_x), (point.tariffs.foreign, state.tau_y_star),
      (point.homeImports.localPrice, state.p_x), (point.homeImports.worldPrice, state.p_x_world),
      (point.foreignImports.worldPrice, state.p_y),
      (point.foreignImports.localPrice, state.p_y_star),
      (point.homeImports.imports, state.imports_x_home),
      (point.foreignImports.imports, state.exports_y_home),
      (point.homeImports.revenue, state.tariff_revenue_home),
      (point.foreignImports.revenue, state.tariff_revenue_foreign),
      (point.payoffs.government.home, state.G), (point.payoffs.government.foreign, state.G_star),
      (point.payoffs.people.home, state.W), (point.payoffs.people.foreign, state.W_star),
    ]
    for (index, pair) in pairs.enumerated() {
      expectClose(pair.0, pair.1, absolute: Self.tolerance, "\(row) entry \(index)")
    }
  }

  @Test func everyPoint() throws {
    for point in try AgreementReference.read(AgreementReference.Linear.self, "linear").points {
      let agreement = try LinearTradeAgreement(try point.weights.politics())
      let nash = agreement.nash()
      expectState(nash, point.nash, "\(point.id) Nash")
      #expect((nash.certificate.position.home == .prohibitive) == point.nash.corner_home)
      #expect((nash.certificate.position.foreign == .prohibitive) == point.nash.corner_foreign)
      let rules = try #require(agreement.rulesPoint(.termsOfTrade).point)
      expectState(rules, point.rules, "\(point.id) rules")
      expectClose(try #require(rules.rho), try #require(point.rules.rho), absolute: Self.tolerance)
      expectClose(
        try #require(rules.lambda), try #require(point.rules.lambda_R), absolute: Self.tolerance)
      #expect(
        rules.certificate.isIndividuallyRational(.home) == point.rules.individually_rational_home)
      #expect(
        rules.certificate.isIndividuallyRational(.foreign)
          == point.rules.individually_rational_foreign)
      let people = try #require(agreement.rulesPoint(.termsOfTrade, for: .people).point)
      expectState(people, point.public_preferred_W, "\(point.id) public")
      let volume = try #require(agreement.rulesPoint(.tradeVolume).point)
      let pair = point.rules_volume_reciprocity
      expectClose(volume.tariffs.home, pair.tau_x, absolute: Self.tolerance, point.id)
      expectClose(volume.tariffs.foreign, pair.tau_y_star, absolute: Self.tolerance, point.id)
      expectClose(try #require(volume.rho), pair.rho, absolute: Self.tolerance, point.id)
      let range = try #require(agreement.secondOrderRange())
      expectClose(
        [range.lowerBound, range.upperBound], point.lambda_soc_range, absolute: Self.tolerance)
      expectClose(
        point.public_vs_nash_home,
        try #require(agreement.remarkOne()).publicGainOverNash, absolute: Self.tolerance)
    }
  }

  @Test func frontiers() throws {
    for point in try AgreementReference.read(AgreementReference.Linear.self, "linear").points {
      let agreement = try LinearTradeAgreement(try point.weights.politics())
      for state in point.frontier {
        let lambda = try #require(state.lam)
        let found = try agreement.frontierPoint(lambda: lambda)
        let formal = try #require(agreement.formalFrontierTariffs(lambda: lambda))
        expectClose(formal.home, state.tau_x, absolute: Self.tolerance, point.id)
        expectClose(formal.foreign, state.tau_y_star, absolute: Self.tolerance, point.id)
        #expect(found.isInterior == state.interior)
        #expect(found.certificate.isSecondOrderMaximum == state.soc)
        if found.isInterior { expectState(found, state, "\(point.id) lambda \(lambda)") }
        // The reference leaves a prohibitive tariff as the formula has it; we stop at 1/6.
        #expect(max(found.tariffs.home, found.tariffs.foreign) <= 1.0 / 6)
      }
      let free = try agreement.frontierPoint(lambda: point.lambda_foreign_tariff_zero)
      expectClose(free.tariffs.foreign, 0, absolute: Self.tolerance, point.id)
      let other = try agreement.frontierPoint(lambda: point.lambda_home_tariff_zero)
      expectClose(other.tariffs.home, 0, absolute: Self.tolerance, point.id)
    }
  }

  @Test func powerAndClaims() throws {
    for point in try AgreementReference.read(AgreementReference.Linear.self, "linear").points {
      let agreement = try LinearTradeAgreement(try point.weights.politics())
      let rules = try #require(agreement.rulesPoint(.termsOfTrade).point)
      let shift = try #require(agreement.powerShift(at: rules))
      let power = point.power_derivative
      let pairs = [
        (shift.tariffs.home, power.dtau_x_dlambda),
        (shift.tariffs.foreign, power.dtau_y_star_dlambda),
        (shift.government.home.total, power.dG_dlambda),
        (shift.government.foreign.total, power.dGstar_dlambda),
        (shift.people.home.total, power.dW_dlambda),
        (shift.people.foreign.total, power.dWstar_dlambda),
        (shift.government.home.termsOfTrade, power.dG_terms_of_trade),
        (shift.government.home.importRents, power.dG_import_local_price),
        (shift.government.home.exportRents, power.dG_export_local_price),
        (shift.people.home.ownTariff, power.dW_own_tariff_leg),
        (shift.people.home.partnerTariff, power.dW_foreign_tariff_leg),
      ]
      for (index, pair) in pairs.enumerated() {
        expectClose(pair.0, pair.1, absolute: Self.tolerance, "\(point.id) power \(index)")
      }
      let gain = shift.government.home
      expectClose(
        gain.termsOfTrade + gain.importRents + gain.exportRents, gain.total,
        absolute: Self.tolerance)
      let remark = try #require(agreement.remarkOne())
      expectClose(remark.gradient, point.remark1_local_W_gradient, absolute: Self.tolerance)
      // At equal weights the gradient is zero but for rounding, and neither answer is wrong.
      if abs(remark.gradient) > Self.tolerance {
        #expect(remark.holds == point.remark1_exact_condition, "\(point.id)")
        #expect(remark.publicTariffIsHigher == point.remark1_tauW_gt_tauG, "\(point.id)")
      }
      #expect(remark.paperCondition == point.remark1_paper_condition, "\(point.id)")
      #expect(agreement.publicGains()?.holds == power.public_gains, "\(point.id)")
      let second = point.second_order
      let lambda = try #require(rules.lambda)
      let bends = rules.certificate.secondOrder
      expectClose(
        bends.home, lambda * second.G_xx + second.Gstar_xx, absolute: Self.tolerance, point.id)
      expectClose(
        bends.foreign, lambda * second.G_yy + second.Gstar_yy, absolute: Self.tolerance, point.id)
    }
  }
}

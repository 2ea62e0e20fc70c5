import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// The tariff table and the trade analysis of Alley (2021), against `MASS::rlm` and the dyadic
/// variance by definition.
@Suite struct PaperReferenceTests {
  /// R prints 15 digits.
  static let printed = 1e-8
  /// The reference sums pairs of rows one by one, which is good to some 3e-11 of the largest
  /// element; small variances are differences of large sums.
  static let pairSums = 1e-7

  /// The model matrices: rows and columns as the models use them, made from tables of others.
  static let tariffs = "oracle/tariffs/table1_model_matrix.csv"
  static let trade = "oracle/trade/analysis1_model_matrix.csv"

  static func robust(_ psi: Psi, _ variance: Variance = .homoskedastic) -> Specification {
    var specification = Specification(estimator: .m(psi), variance: variance)
    specification.options.tolerance = 1e-4
    return specification
  }

  @Test(
    .tags(.reference),
    .needsTables(Self.tariffs, of: "WITS, Correlates of War, CEPII and others"),
    arguments: ["wavg_tariff", "log_max_tariff"], [Psi.huber(), .bisquare()])
  func tariffTable(outcome: String, psi: Psi) throws {
    let name = psi == .huber() ? "huber" : "bisquare"
    let expected = try Fixture.json("tariffs/expected.json")["\(outcome)_\(name)"]
    let found = try Fit(
      try TableFile.read(TablesOfOthers.path(Self.tariffs)),
      """
      \(outcome) ~ time_to_elec * change_leader_supp + incumbent + lag_latency_pilot + \
      lag_rivalry_thompson + adv_signal_last3 + xm_qudsest2 + gmlmidongoing + dyadigos + \
      change_gdp_o + change_gdp_d + Distw + Comlang + Contig + Evercol
      """, Self.robust(psi))
    #expect(found.sample.count == 812)
    #expect(found.redundantTerms.isEmpty)
    #expect(Double(found.convergence.iterations) == expected["iterations"].number)
    expectClose(found.scale, expected["scale"].number!, relative: Self.printed)
    #expect(found.rows.count == 17)
    for row in found.rows {
      expectClose(
        row.estimate, expected["coef"][row.term.name].number!, relative: Self.printed, row.term.name
      )
      expectClose(
        row.standardError!, expected["se"][row.term.name].number!, relative: Self.printed,
        row.term.name)
    }
  }

  static let outcomes = [
    "change_ln_exports", "change_ln_imports", "change_trade", "change_ihs_balance",
  ]

  @Test(
    .tags(.reference), .needsTables(Self.trade, of: "Correlates of War and others"),
    arguments: outcomes, ["huber", "bisquare", "ols"])
  func tradeWithAllies(outcome: String, estimator: String) throws {
    let expected = try Fixture.json("trade/expected.json")["\(outcome)_\(estimator)"]
    try #require(expected.members != nil, "no \(outcome)_\(estimator)")
    let dyadic = Variance.dyadic("ccode1", "ccode2")
    let specification =
      switch estimator {
      case "huber": Self.robust(.huber(), dyadic)
      case "bisquare": Self.robust(.bisquare(), dyadic)
      default: Specification(estimator: .ols, variance: dyadic)
      }
    let frame = try TableFile.read(TablesOfOthers.path(Self.trade))
    let formula = """
      \(outcome) ~ election * mean_leader_supp + lag_election + lead_election + incumbent + \
      xm_qudsest2 + cowmidongoing + dyadigos + change_gdp_o + change_gdp_d | dyad_id
      """
    let found = try Fit(frame, formula, specification)
    if let iterations = expected["iterations"].number {
      #expect(Double(found.convergence.iterations) == iterations)
      expectClose(found.scale, expected["scale"].number!, relative: Self.pairSums)
    }
    #expect(found.absorbed == [AbsorbedEffect(name: "dyad_id", levels: 116, singletons: 0)])
    var negative: [Term] = []
    for row in found.rows {
      expectClose(
        row.estimate, expected["coef"][row.term.name].number!, relative: Self.pairSums,
        row.term.name)
      if let error = expected["se_dyadic"][row.term.name].number {
        expectClose(row.standardError ?? .nan, error, relative: Self.pairSums, row.term.name)
      } else {
        negative.append(row.term)
        #expect(row.standardError == nil)
      }
    }
    #expect(found.variance.negativeTerms == negative)

    var conventional = specification
    conventional.variance = .homoskedastic
    for row in try Fit(frame, formula, conventional).rows {
      expectClose(
        row.standardError!, expected["se_conventional"][row.term.name].number!,
        relative: Self.pairSums, row.term.name)
    }
  }
}

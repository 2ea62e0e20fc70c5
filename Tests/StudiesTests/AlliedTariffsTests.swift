import Studies
import TestSupport
import Testing

/// The built-in study on the raw tables.
@Suite(.needsTables("data", of: "all sources of the study allied-tariffs"))
struct AlliedTariffsTests {
  func outcome(_ variant: String) throws -> StudyOutcome {
    var options = StudyRunner.Options()
    options.dataFolders = [TablesOfOthers.path("data")]
    options.comparesVariants = false
    return try StudyRunner(study: "allied-tariffs", variant: variant, options: options).compute()
  }

  /// The reference has the same rows; float rounding of GDP differences is all that remains.
  static let sameRows = 1e-9
  /// A printed coefficient may differ by this share of its printed standard error: the support scores
  /// and the sources of GDP and geography are not the paper's own.
  static let printedStandardErrors = 0.2

  @Test(.tags(.reference)) func asPublishedEqualsTheReferenceAndThePrintedTable() throws {
    let outcome = try outcome("as-published")
    let reference = try Fixture.json("tariffs/expected.json")
    let names = [
      "years_to_election": "time_to_elec", "change_support": "change_leader_supp",
      "incumbent": "incumbent", "nuclear_latency": "lag_latency_pilot",
      "rivalry": "lag_rivalry_thompson", "adversary_signal": "adv_signal_last3",
      "democracy": "xm_qudsest2", "dispute": "gmlmidongoing", "shared_igos": "dyadigos",
      "change_us_gdp": "change_gdp_o", "change_ally_gdp": "change_gdp_d", "distance": "Distw",
      "common_language": "Comlang", "contiguous": "Contig", "former_colony": "Evercol",
      "years_to_election:change_support": "time_to_elec:change_leader_supp",
    ]
    for (model, key) in [("weighted", "wavg_tariff_huber"), ("maximum", "log_max_tariff_huber")] {
      let fit = try #require(outcome.models.first { $0.plan.name.description == model }).fit
      #expect(fit.sample.count == 812)
      let (coefficients, errors) = (reference[key]["coef"], reference[key]["se"])
      for (term, column) in names.sorted(by: { $0.key < $1.key }) {
        let row = try #require(fit.row(.named(term)))
        expectClose(
          row.estimate, try #require(coefficients[column].number), relative: Self.sameRows,
          "\(model) \(term)")
        expectClose(
          try #require(row.standardError), try #require(errors[column].number),
          relative: Self.sameRows,
          "\(model) \(term) error")
      }
    }
    #expect(outcome.comparisons.count == 32)
    for comparison in outcome.comparisons {
      if let difference = comparison.difference {
        #expect(abs(difference) < Self.printedStandardErrors, "\(comparison)")
      } else {
        // Printed as 0.000 (0.000, 0.000): ours must round to the same.
        #expect(abs(try #require(comparison.row.ours).estimate) < 0.0005)
      }
      // A number that is the same as printed needs no cause.
      let isSame = comparison.row.published.agrees(
        with: try #require(comparison.row.ours).estimate)
      #expect(comparison.causes.isEmpty == (isSame == true), "\(comparison)")
    }
  }

  /// Numbers of R 4.2's MASS::rlm on the same rows, to the digits that are stated.
  @Test(.tags(.reference)) func theLeakFreeHeadlineIsTheEffectInAnElectionYear() throws {
    let free = try outcome("leak-free")
    let headline = try #require(free.headlines.first)
    let effects = try #require(headline.effects)
    #expect((effects.focal, effects.moderator) == ("change_support", "years_to_election"))
    #expect((effects.low.value, effects.high.value) == (0, 3))
    let half = 0.005
    for (found, stated) in [
      (effects.low.effect.estimate, 1.23), (effects.low.effect.confidenceLow ?? 0, 0.37),
      (effects.low.effect.confidenceHigh ?? 0, 2.09),
    ] {
      expectClose(found, stated, absolute: half)
    }
    // The study's cause is the leak; that of the published specification explains nothing here.
    let causes = free.comparisons.flatMap(\.causes)
    #expect(causes.contains { $0.contains("row above") })
    #expect(!causes.contains { $0.contains("posterior") })
  }

  @Test(.tags(.identity)) func everyLeakIsListedAndTheLeakFreeVariantHasNone() throws {
    let published = try outcome("as-published")
    #expect(published.panel.leaks == ["prior_support = table_predecessor(support, by: leader)"])
    let free = try outcome("leak-free")
    #expect(free.panel.leaks.isEmpty)
    // 38 rows borrowed a neighbour's support.
    #expect(free.models.map(\.fit.sample.count) == [774, 774])
  }

  @Test(.tags(.identity)) func asDescribedSaysThatItsVarianceIsDegenerate() throws {
    let described = try outcome("as-described")
    for model in described.models {
      #expect(model.fit.sample.count == 812)
      #expect(model.fit.variance.name == "cluster:ally")
      #expect(model.remarks.contains { $0.description.contains("identically zero") })
      #expect(model.fit.convergence.converged)
    }
  }
}

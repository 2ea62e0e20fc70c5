import Estimation
import Exhibits
import Expressions
import Foundation
import Numerics
import TestSupport
import Testing
import Typesetting

/// Pooled fits in tables, plots and documents beside single ones.
@Suite struct PooledFitExhibitsTests {
  /// Three fits of one model that differ in what multiple imputation makes differ.
  static func fits(terms: [Term] = ["(Intercept)", "support", "election"]) -> [Fit] {
    [(1.25, 0.36, 412, 5), (1.5, 0.25, 410, 6), (0.75, 0.49, 412, 6)].map {
      estimate, variance, rows, iterations in
      Fit(
        formula: "tariff ~ support + election | dyad", outcomeName: "tariff",
        specification: Specification(estimator: .logit, variance: .cluster(by: "ally")),
        terms: terms, estimates: [-2, estimate, 0.125],
        covariance: Matrix(rows: 3, columns: 3, values: [4, 0, 0, 0, variance, 0, 0, 0, 0.01]),
        variance: VarianceSummary(
          variance: .cluster(by: "ally"), label: "cluster-robust (ally)", smallSample: .stata,
          smallSampleFactor: 1.02, groups: 40, reference: .t(degreesOfFreedom: 39)),
        redundantTerms: [RedundantTerm(term: "distance", relativePivot: 1e-17)],
        sample: Sample(
          offered: 420, rows: Array(0..<rows),
          dropped: [.init(.missing("election"), count: 420 - rows)]),
        absorbed: [AbsorbedEffect(name: "dyad", levels: 70 + rows - 410, singletons: 0)],
        residualDegreesOfFreedom: 330, scale: 1,
        convergence: Convergence(
          method: "Newton steps", iterations: iterations, converged: true, criterion: 1e-12,
          tolerance: 1e-10),
        statistics: .likelihood(deviance: 100 + estimate, logLikelihood: -50 - estimate / 2),
        warnings: rows == 410 ? [.clustersOfOneRow("ally")] : [])
    }
  }

  func pooled() throws -> PooledFit { try PooledFit(Self.fits()) }

  func table(_ change: (inout RegressionTable.Options) -> Void = { _ in }) throws
    -> RegressionTable
  {
    var options = RegressionTable.Options()
    options.labels = ["support": "Support", "election": "Election"]
    change(&options)
    return try RegressionTable(
      models: [
        .init(title: "Pooled", fit: try pooled()), .init(title: "First", fit: Self.fits()[0]),
      ], options: options)
  }

  @Test("A pooled fit beside one of its fits is what it was", .tags(.reference))
  func golden() throws {
    try Golden.expect(try table().render(.text), "pooled.text")
    try Golden.expect(try table().render(.csv), "pooled.csv")
  }

  @Test("The pooled column has the pooled numbers, the other the fit's", .tags(.identity))
  func numbers() throws {
    let pooled = try pooled()
    let csv = try table().render(.csv).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    for (title, rows) in [("Pooled", pooled.rows), ("First", Self.fits()[0].rows)] {
      for row in rows {
        let line = try #require(
          csv.first { $0[0] == title && $0[2] == "coefficient" && $0[3] == row.term.name })
        #expect(Double(line[5]) == row.estimate)
        #expect(Double(line[6]) == row.standardError)
        #expect(Double(line[8]) == row.pValue)
        #expect(Double(line[9]) == row.confidenceLow)
      }
    }
    let text = try table { $0.uncertainty = .confidenceInterval }.render(.text)
    #expect(text.contains("95% intervals in parentheses."))
    #expect(text.contains("410 to 412"))
    let records = try table().render(.csv)
    #expect(records.contains("\"Newton steps, 5 to 6 iterations (tolerance 1e-10)\""))
    #expect(records.contains("in 1 of 3 fits every cluster of 'ally' has one row"))
    #expect(records.contains("missing: election,,,,,,,,8 to 10"))
  }

  @Test("What differs between the fits is counted", .tags(.identity))
  func mixed() throws {
    var fits = Self.fits()
    fits[1] = Fit(
      formula: fits[1].formula, outcomeName: "tariff", specification: fits[1].specification,
      terms: fits[1].terms, estimates: fits[1].estimates, covariance: fits[1].covariance,
      variance: fits[1].variance, sample: fits[1].sample, residualDegreesOfFreedom: 330, scale: 1,
      convergence: Convergence(
        method: "Newton steps", iterations: 9, converged: false, criterion: 0.25, tolerance: 0.1),
      statistics: fits[1].statistics)
    let text = try RegressionTable(
      models: [.init(title: "Pooled", fit: try PooledFit(fits))]
    ).render(.text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains(
        "Not converged; the numbers are those of the last iteration: 1 of 3 fits."))
    #expect(text.contains("NOT CONVERGED"))
    #expect(text.contains("Rows dropped: missing: election 8 to 10."))
  }

  @Test("The document has each term's degrees of freedom and each fit's sample", .tags(.identity))
  func document() throws {
    let pooled = try pooled()
    let text = pooled.json.text
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["fits"] as? Int == 3)
    #expect(document["pooled"] as? String == "rubin")
    #expect(document["estimator"] as? String == "logit")
    #expect(document["vcov"] as? String == "cluster:ally")
    #expect(document["small_sample"] as? String == "stata")
    #expect(document["redundant_terms"] as? [String] == ["distance"])
    #expect(document["converged"] as? Bool == true)
    #expect((document["warnings"] as? [String])?.count == 2)
    let terms = try #require(document["terms"] as? [[String: Any]])
    for (index, term) in terms.enumerated() {
      #expect(term["term"] as? String == pooled.terms[index].name)
      #expect(term["estimate"] as? Double == pooled.estimates[index])
      #expect(term["std_error"] as? Double == pooled.rows[index].standardError)
      #expect(term["statistic"] as? Double == pooled.rows[index].statistic)
      #expect(term["df"] as? Double == pooled.degreesOfFreedom[index])
      let share = try #require(term["missing_information"] as? Double)
      // The last digit is the reader's.
      expectClose(share, pooled.missingInformation[index], relative: 1e-15)
      #expect(term["flag"] == nil)
    }
    let samples = try #require(document["samples"] as? [[String: Any]])
    #expect(samples.map { $0["n"] as? Int } == [412, 410, 412])
    #expect(samples.map { $0["iterations"] as? Int } == [5, 6, 6])
  }

  @Test("A coefficient plot takes pooled, single and resampled estimates", .tags(.identity))
  func plot() throws {
    let pooled = try pooled()
    let resampled = ResampledInference(
      method: .wildCluster(by: "ally", draws: 99, weights: .webb), label: "wild bootstrap",
      rows: [
        Estimate(term: "support", estimate: 1.25, confidenceLow: 0.5, confidenceHigh: 2),
        Estimate(term: "election", estimate: 0.125),
      ], draws: 99, seed: 1, confidenceLevel: 0.9, warnings: [.coarseWeights(clusters: 4)])
    let svg = try CoefficientPlot(of: [
      ("Pooled", pooled), ("First", Self.fits()[0]), ("Bootstrap", resampled),
    ]).svg()
    #expect(svg.contains("pooled over 3 fits (Rubin 1987)"))
    #expect(svg.contains("Bootstrap 90% intervals, wild bootstrap"))
    #expect(svg.contains("Bootstrap, election: 0.125 (no interval)"))
    // That a bootstrap has no standard error says nothing of a variance.
    #expect(!svg.contains("negative"))
    let single = try CoefficientPlot(models: [.init(title: "Pooled", fit: pooled)]).svg()
    let row = pooled.rows[1]
    let format = NumberFormat(digits: 3, style: .significant)
    #expect(
      single.contains(
        "support: \(format.string(row.estimate)) (\(format.string(row.confidenceLow!)) to "
          + "\(format.string(row.confidenceHigh!)))"))
    #expect(resampled.remarks.count == 1)
    #expect(resampled.references == nil && resampled.row("support")?.confidenceLow == 0.5)
  }
}

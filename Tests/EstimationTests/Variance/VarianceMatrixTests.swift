import Estimation
import Frames
import TestSupport
import Testing

/// Every variance of every estimator, without effects, with one and with three: finite numbers, a
/// variance that is named as negative, or a refusal that says what to do instead.
@Suite struct VarianceMatrixTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var estimator: Estimator
    var effects: String
    var testDescription: String { "\(estimator.name)\(effects)" }

    var outcome: String {
      switch estimator {
      case .ppml: "count"
      case .probit, .logit: "event"
      default: "y"
      }
    }
  }

  /// MM-estimation refuses effects before it searches; its search is slow without optimisation.
  static let rows = [
    Estimator.ols, .m(.huber()), .m(.bisquare()), .ppml, .probit, .logit,
  ].flatMap { estimator in
    // A dyad's five rows are too few for a binary outcome with a level more for each two of them,
    // and M-estimation takes hundreds of sweeps there.
    let isLight = estimator == .ols || estimator == .ppml
    let three = isLight ? " | dyad + exp^year + imp^year" : " | exp + imp + year"
    return ["", " | dyad", three].map { Row(estimator: estimator, effects: $0) }
  }

  static let variances = [
    "iid", "hc0", "hc1", "hc2", "hc3", "cluster:dyad", "cluster:exp,imp", "cr2:dyad",
    "dyadic:exp,imp", "two-mode:exp,imp", "driscoll-kraay:year,1", "newey-west:dyad,year,1",
    "conley:lat,lon,3000",
  ]

  static func isRefused(_ row: Row, _ variance: Variance) -> Bool {
    guard variance == .cr2(by: "dyad") else { return false }
    return row.estimator != .ols || !["", " | dyad"].contains(row.effects)
  }

  func fit(_ row: Row, _ variance: Variance) throws -> Fit {
    var specification = Specification(estimator: row.estimator, variance: variance)
    // Whether numbers are finite does not hang on their last digits.
    specification.options.tolerance = 1e-4
    return try Fit(
      try CrossedReferenceTests.frame.get(), "\(row.outcome) ~ x1 + x2\(row.effects)",
      specification)
  }

  @Test(.tags(.identity), arguments: rows) func everyCellHasNumbersOrARefusal(row: Row) throws {
    for name in Self.variances {
      let variance = try Variance(reading: name)
      if Self.isRefused(row, variance) {
        #expect {
          try fit(row, variance)
        } throws: { error in
          guard case .unsupported(let refusal) = error as? EstimationError else { return false }
          return refusal.subject.contains("CR2") && !refusal.remedy.isEmpty
        }
        continue
      }
      let found = try fit(row, variance)
      #expect(found.terms.suffix(2) == ["x1", "x2"])
      for result in found.rows {
        #expect(result.estimate.isFinite, "\(name)")
        let isNegative = found.variance.negativeTerms.contains(result.term)
        #expect((result.standardError == nil) == isNegative, "\(name)")
        if let error = result.standardError { #expect(error.isFinite && error > 0, "\(name)") }
      }
    }
  }

  @Test(.tags(.identity)) func mmHasThemWithoutEffects() throws {
    let row = Row(estimator: .mm(.bisquare()), effects: "")
    let found = try fit(row, .dyadic("exp", "imp"))
    #expect(found.rows.allSatisfy { $0.standardError.map { $0.isFinite && $0 > 0 } ?? false })
    #expect {
      try fit(Row(estimator: .mm(.bisquare()), effects: " | dyad"), .hc1)
    } throws: {
      "\($0)".contains("m(bisquare)")
    }
  }
}

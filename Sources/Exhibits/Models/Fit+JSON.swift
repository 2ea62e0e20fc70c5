import Estimation
import Typesetting

extension Fit {
  /// The fit as one JSON object: terms with their errors and intervals, the sample with the reason
  /// each row was dropped, and the rules behind the numbers.
  public var json: JSONValue {
    let rows: [JSONValue] = self.rows.enumerated().map { index, row in
      var entries: [(key: String, value: JSONValue)] = [
        ("term", .text(row.term.name)), ("estimate", .number(row.estimate)),
        ("std_error", .optional(row.standardError)), ("statistic", .optional(row.statistic)),
        ("p_value", .optional(row.pValue)), ("conf_low", .optional(row.confidenceLow)),
        ("conf_high", .optional(row.confidenceHigh)),
      ]
      if let degrees = variance.termDegreesOfFreedom?[index] {
        entries.append(("df", .number(degrees)))
      }
      if variance.negativeTerms.contains(row.term) {
        entries.append(("flag", .text("negative_variance")))
      }
      if row.hasZeroVariance { entries.append(("flag", .text("zero_variance"))) }
      if row.isExact { entries.append(("flag", .text("exact_fit"))) }
      return .object(entries)
    }
    let reference: JSONValue =
      switch variance.reference {
      case .normal: .text("normal")
      case .t(let degrees):
        .object([("distribution", .text("t")), ("df", .number(degrees))])
      }
    return .object([
      ("formula", .text(formula)), ("estimator", .text(specification.estimator.name)),
      ("terms", .array(rows)), ("n", .integer(sample.count)),
      (
        "n_dropped",
        .object(
          sample.dropped.map { (key: $0.reason.description, value: .integer($0.count)) })
      ),
      (
        // Rows that frequency weights stand for; the table's own otherwise.
        "observations", .integer(observations)
      ),
      ("weights", weights.map { .text($0.description) } ?? .null),
      ("redundant_terms", .array(redundantTerms.map { .text($0.term.name) })),
      (
        "absorbed",
        .array(
          absorbed.map {
            .object([
              ("effect", .text($0.name)), ("levels", .integer($0.levels)),
              ("singletons", .integer($0.singletons)), ("redundant", .integer($0.redundant)),
              ("nested_in", $0.nestedIn.map { .text($0) } ?? .null),
            ])
          })
      ),
      ("df_residual", .integer(residualDegreesOfFreedom)), ("scale", .number(scale)),
      ("r_squared", .optional(rSquared)), ("within_r_squared", .optional(withinRSquared)),
      ("deviance", .optional(deviance)), ("log_likelihood", .optional(logLikelihood)),
      ("iterations", .integer(convergence.iterations)),
      ("converged", .bool(convergence.converged)),
      ("criterion", .optional(convergence.criterion)),
      ("tolerance", .number(convergence.tolerance)), ("vcov", .text(variance.name)),
      ("vcov_label", .text(variance.label)),
      ("small_sample", .text(variance.smallSample.rawValue)),
      ("small_sample_factor", .number(variance.smallSampleFactor)),
      ("bread", breadName.map { .text($0) } ?? .null),
      ("groups", variance.groups.map { .integer($0) } ?? .null), ("reference", reference),
      ("confidence_level", .number(specification.options.confidenceLevel)),
      ("warnings", .array(warnings.map { .text($0.description) })),
    ])
  }

  /// The bread of a robust variance of an M-estimate; `nil` where there is no choice.
  private var breadName: String? {
    guard specification.variance != .homoskedastic, specification.estimator.hasBreads else {
      return nil
    }
    return specification.bread.rawValue
  }
}

import Estimation
import Typesetting

extension PooledFit: DocumentedEstimates {
  /// The pooled estimates as one JSON object: terms with their errors, degrees of freedom and share of
  /// missing information, the rules behind the numbers, and the sample of each fit that was pooled.
  public var json: JSONValue {
    let first = fits[0]
    let terms = rows.enumerated().map { index, row in
      var entries: [(key: String, value: JSONValue)] = [
        ("term", .text(row.term.name)), ("estimate", .number(row.estimate)),
        ("std_error", .optional(row.standardError)), ("statistic", .optional(row.statistic)),
        ("p_value", .optional(row.pValue)), ("conf_low", .optional(row.confidenceLow)),
        ("conf_high", .optional(row.confidenceHigh)),
        ("df", degreesOfFreedom[index].isFinite ? .number(degreesOfFreedom[index]) : .null),
        ("missing_information", .number(missingInformation[index])),
      ]
      if row.hasNegativeVariance { entries.append(("flag", .text("negative_variance"))) }
      if row.hasZeroVariance { entries.append(("flag", .text("zero_variance"))) }
      if row.isExact { entries.append(("flag", .text("exact_fit"))) }
      return JSONValue.object(entries)
    }
    let samples = fits.map { fit in
      JSONValue.object([
        ("n", .integer(fit.sample.count)),
        (
          "n_dropped",
          .object(
            fit.sample.dropped.map { (key: $0.reason.description, value: .integer($0.count)) })
        ),
        ("iterations", .integer(fit.convergence.iterations)),
        ("converged", .bool(fit.convergence.converged)),
      ])
    }
    let counts = Set(fits.map(\.sample.count))
    return .object([
      ("formula", .text(first.formula)), ("estimator", .text(first.specification.estimator.name)),
      ("pooled", .text("rubin")), ("fits", .integer(fits.count)), ("terms", .array(terms)),
      // One number where all fits use as many rows.
      ("n", counts.count == 1 ? .integer(first.sample.count) : .null), ("samples", .array(samples)),
      ("weights", first.weights.map { .text($0.description) } ?? .null),
      ("redundant_terms", .array(redundantTerms.map { .text($0.term.name) })),
      ("converged", .bool(fits.allSatisfy(\.convergence.converged))),
      ("vcov", .text(first.variance.name)), ("vcov_label", .text(uncertaintyLabel)),
      ("small_sample", .text(first.variance.smallSample.rawValue)),
      ("confidence_level", .number(confidenceLevel)),
      ("warnings", .array(remarks.map { .text($0) })),
    ])
  }
}

import Interpretation
import Typesetting

extension Quantity {
  /// Estimate, error, statistic and interval, as the members of a JSON object. A variance of zero is no
  /// error and no interval.
  public var members: [(key: String, value: JSONValue)] {
    func known(_ number: Double?) -> JSONValue { hasZeroVariance ? .null : .optional(number) }
    var entries: [(key: String, value: JSONValue)] = [
      ("estimate", .number(estimate)), ("std_error", known(standardError)),
      ("statistic", known(statistic)), ("p_value", known(pValue)),
      ("conf_low", known(confidenceLow)), ("conf_high", known(confidenceHigh)),
    ]
    if hasNegativeVariance { entries.append(("flag", .text("negative_variance"))) }
    if hasZeroVariance { entries.append(("flag", .text("zero_variance"))) }
    if isExact { entries.append(("flag", .text("exact_fit"))) }
    return entries
  }
}

extension Scenario.Value {
  /// A number as a number, a level as text.
  public var json: JSONValue {
    switch self {
    case .number(let value): .number(value)
    case .level(let text): .text(text)
    }
  }
}

extension MarginalEffectCurve {
  /// The curve as one JSON object, which says of what kind its numbers are.
  public var json: JSONValue {
    let effect: [(key: String, value: JSONValue)] =
      kind == .prediction ? [] : [("effect_of", .text(focal))]
    return .object(
      [("quantity", .text(kind.rawValue))] + effect + [
        ("over", .text(moderator)), ("outcome", .text(outcome)),
        ("variance", .text(varianceLabel)), ("confidence_level", .number(confidenceLevel)),
        ("critical_value", .optional(criticalValue)),
        (
          "points",
          .array(
            points.map { point in
              .object(
                [("at", .number(point.moderator))] + point.effect.members + [
                  ("band_low", .optional(point.bandLow)), ("band_high", .optional(point.bandHigh)),
                ])
            })
        ), ("warnings", .array(warnings.map { .text($0.description) })),
      ])
  }
}

extension EquivalenceTest {
  /// The test as one JSON object.
  public var json: JSONValue {
    .object(
      quantity.members + [
        ("low", .number(low)), ("high", .number(high)), ("alpha", .number(alpha)),
        ("p_lower", .number(lowerPValue)), ("p_upper", .number(upperPValue)),
        ("p_equivalence", .number(pValue)), ("verdict", .text(verdict.rawValue)),
        ("smallest_bound", .number(smallestBound)), ("power", .number(power)),
        ("minimum_detectable_effect", .number(minimumDetectableEffect)), ("words", .text(words)),
      ])
  }
}

extension WaldTest {
  /// `F(2, 59) = 3.412, p = 0.040`.
  var words: String {
    let format = NumberFormat(digits: 4, style: .significant)
    let head =
      switch distribution {
      case .chiSquared(let degrees): "chi-squared(\(degrees))"
      case .f(let numerator, let denominator):
        "F(\(numerator), \(NumberFormat.brief(denominator)))"
      }
    let repair =
      zeroedEigenvalues == 0
      ? ""
      : ", over the directions with a positive variance (\(zeroedEigenvalues) negative "
        + "eigenvalue\(zeroedEigenvalues == 1 ? "" : "s") of the scaled variance set to zero)"
    return "\(head) = \(format.string(statistic)), \(NumberFormat.probability(pValue))\(repair)"
  }

  /// The test as one JSON object.
  public var json: JSONValue {
    let reference: [(key: String, value: JSONValue)] =
      switch distribution {
      case .chiSquared(let degrees):
        [("distribution", .text("chi-squared")), ("df", .integer(degrees))]
      case .f(let numerator, let denominator):
        [
          ("distribution", .text("F")), ("df", .integer(numerator)),
          ("df_denominator", .number(denominator)),
        ]
      }
    return .object(
      [("statistic", .number(statistic)), ("p_value", .number(pValue))] + reference
        + (zeroedEigenvalues == 0 ? [] : [("eigenvalues_zeroed", .integer(zeroedEigenvalues))]))
  }
}

extension InteractionDiagnostics {
  /// All estimates and tests as one JSON object.
  public var json: JSONValue {
    let bins: [JSONValue] = binning.bins.map { bin in
      .object(
        [
          ("low", .number(bin.low)), ("high", .number(bin.high)), ("median", .number(bin.median)),
          ("rows", .integer(bin.rows)), ("treatment_sd", .number(bin.treatmentDeviation)),
        ] + (bin.effect?.members ?? [("estimate", .null)]))
    }
    let ratio: JSONValue =
      binning.likelihoodRatio.map {
        .object([
          ("statistic", .number($0.statistic)), ("df", .integer($0.degreesOfFreedom)),
          ("p_value", .number($0.pValue)),
        ])
      } ?? .null
    return .object([
      ("linear", linear.json), ("bins", .array(bins)),
      (
        "tests",
        .object([
          ("bins_wald", binning.wald?.json ?? .null),
          ("bins_effect_wald", binning.effectWald?.json ?? .null),
          ("bins_likelihood_ratio", ratio),
          ("spline_linearity", spline?.linearity?.json ?? .null),
        ])
      ), ("kernel", kernel?.json ?? .null), ("spline", spline?.json ?? .null),
      ("support", support.json), ("warnings", .array(warnings.map { .text($0.description) })),
    ])
  }
}

extension KernelEstimator {
  /// The estimate with its bandwidth and how it was chosen.
  public var json: JSONValue {
    .object([
      ("bandwidth", .number(bandwidth)), ("adaptive", .bool(isAdaptive)),
      (
        "candidates",
        .array(
          candidates.map {
            .object([("bandwidth", .number($0.bandwidth)), ("error", .optional($0.error))])
          })
      ), ("curve", curve.json), ("windows", .array(windows.map { .number($0) })),
      ("without_fit", .array(unsupported.map { .number($0) })),
    ])
  }
}

extension SplineInteraction {
  /// The curve with its knots.
  public var json: JSONValue {
    .object([("knots", .array(knots.map { .number($0) })), ("curve", curve.json)])
  }
}

extension SupportHistogram {
  /// Rows of the two groups in each bin.
  public var json: JSONValue {
    .object([
      ("lower", .text(lowerGroup.label(of: treatment))),
      ("upper", .text(upperGroup.label(of: treatment))),
      ("share_without_support", .number(shareWithoutSupport)),
      (
        "bins",
        .array(
          bins.map {
            .object([
              ("low", .number($0.low)), ("high", .number($0.high)),
              ("lower", .integer($0.lower)), ("upper", .integer($0.upper)),
            ])
          })
      ),
    ])
  }
}

/// Whose small-sample factor a robust variance is multiplied by; printed with every result.
///
/// A rule that bears a program's name gives that program's numbers where the program has the
/// variance (`factor(of:likelihood:)`; the article SmallSample has the whole table).
public enum SmallSampleRule: String, Sendable, CaseIterable {
  /// No correction.
  case none
  /// Stata's own commands: `regress` and `areg` (levels of absorbed effects are parameters),
  /// `newey`, and those of maximum likelihood (`logit`, `probit`, `cloglog`, `poisson`), whose
  /// `vce(robust)` is n/(n - 1) and whose `vce(cluster)` is G/(G - 1).
  case stata
  /// `reghdfe`, `ppmlhdfe` and `xtreg, fe`: as `stata`, but effects nested in the clusters are no
  /// parameters (Correia 2017).
  case reghdfe
  /// fixest's default `ssc()`: effects nested in the variables of the variance are not counted, and
  /// of further effects all levels but one are (Berge, Krantz and McDermott 2025).
  case fixest
  /// R's sandwich: `vcovCL(type = "HC1")`, `vcovPL()` (Zeileis, Koll and Graham 2020).
  case sandwich
}

extension SmallSampleRule {
  /// The factor of a kind of variance.
  /// - Parameter likelihood: whether the estimator maximises a (pseudo) likelihood: PPML and binary
  ///   models. Robust M-estimates are corrected as least squares are.
  func factor(of variance: CorrectedVariance, likelihood: Bool) -> SmallSampleFactor {
    switch variance {
    case .conventional: self == .fixest && likelihood ? .information : .one
    case .named: .one
    case .robust: isStata && likelihood ? .observations : .parameters
    case .clusters, .dyads:
      switch self {
      case .none: .one
      case .stata: likelihood ? .groups : .groupsAndParameters
      case .reghdfe: likelihood ? .groups : .groupsAndUnnested
      case .fixest: .groupsAndUnnested
      case .sandwich: .groupsAndParameters
      }
    case .periods:
      switch self {
      case .none: .one
      case .stata, .reghdfe: likelihood ? .groups : .groupsAndParameters
      case .fixest: .groupsAndUnnested
      case .sandwich: .parameters
      }
    case .series:
      switch self {
      case .none: .one
      case .stata, .reghdfe, .sandwich: .parameters
      case .fixest: .groupsAndUnnested
      }
    case .space:
      switch self {
      case .none: .one
      case .stata, .reghdfe: likelihood ? .observations : .parameters
      case .fixest: .unnested
      case .sandwich: .parameters
      }
    }
  }

  private var isStata: Bool { self == .stata || self == .reghdfe }
}

/// Kinds of variance that small-sample rules tell apart.
enum CorrectedVariance: String, CaseIterable {
  /// The estimator's own.
  case conventional
  /// Those whose name says the whole correction: HC0, HC2, HC3, CR2, CR3.
  case named
  /// HC1, which is what each program calls robust.
  case robust
  /// Clusters by one key or several.
  case clusters
  /// Rows that share a member.
  case dyads
  /// Newey-West, within units.
  case series
  /// Driscoll-Kraay, over periods.
  case periods
  /// Conley.
  case space
}

/// What a variance is multiplied by.
enum SmallSampleFactor: String, CaseIterable {
  case one = "1"
  case observations = "n/(n - 1)"
  case parameters = "n/(n - K)"
  /// Of inverse informations.
  case information = "(n - 1)/(n - K)"
  case unnested = "(n - 1)/(n - K')"
  case groups = "G/(G - 1)"
  case groupsAndParameters = "G/(G - 1) (n - 1)/(n - K)"
  case groupsAndUnnested = "G/(G - 1) (n - 1)/(n - K')"

  /// As tables write it.
  var symbols: String { rawValue }
}

import Expressions
import Frames
import Numerics

/// One model estimated on several versions of the data - multiply imputed, or drawn from the
/// posterior of a measure - and pooled (Rubin 1987, section 3.1).
///
/// With m fits, estimates q_l and variances U_l,
///
///     q = mean q_l,   U = mean U_l,   B = var(q_l),   T = U + (1 + 1/m) B,
///
/// and intervals refer to t with the degrees of freedom of Barnard and Rubin (1999, equation 3):
/// with gamma = (1 + 1/m) B / T,
///
///     nu_m = (m - 1)/gamma^2,   nu_obs = (nu + 1)/(nu + 3) nu (1 - gamma),
///     1/df = 1/nu_m + 1/nu_obs,
///
/// nu those of the complete data (infinite where the fits refer to the normal).
public struct PooledFit: Sendable {
  /// As the formula writes what is explained.
  public let outcomeName: String
  /// k of them, the same in every fit.
  public let terms: [Term]
  /// q, one a term.
  public let estimates: [Double]
  /// U
  public let within: Matrix
  /// B
  public let between: Matrix
  /// T
  public let covariance: Matrix
  /// The pooled table; a term whose variance T is negative has no error and no interval.
  public let rows: [Estimate]
  /// Barnard and Rubin's, one a term; infinite where nothing differs between the fits and these refer
  /// to the normal.
  public let degreesOfFreedom: [Double]
  /// gamma, one a term: the share of the variance that comes from the differences between the fits.
  public let missingInformation: [Double]
  /// What was pooled, in order, each without what it says of its rows.
  public let fits: [Fit]
  /// That of the fits.
  public let confidenceLevel: Double
  /// The variance of the fits, with their number.
  public let uncertaintyLabel: String
  /// Each note of a fit once, and what differs between the samples.
  public let warnings: [PooledNote]

  /// Pools fits of one specification over versions of the data.
  /// - Parameter names: what messages call the fits; `fit 1`, `fit 2` ... where absent.
  /// - Throws: `EstimationError.poolMismatch` for fewer than two fits, or for fits that differ in
  ///   outcome, terms, estimator, variance or level.
  public init(_ fits: [Fit], named names: [String]? = nil) throws(EstimationError) {
    guard let first = fits.first, fits.count > 1 else {
      throw .poolMismatch("\(Plural.count(fits.count, "fit")); expected at least two")
    }
    let names = names ?? fits.indices.map { "fit \($0 + 1)" }
    for (name, fit) in zip(names, fits).dropFirst() {
      if let difference = PooledFit.difference(fit, from: first, called: names[0]) {
        throw .poolMismatch("\(name) has \(difference)")
      }
    }
    let (count, size) = (Double(fits.count), first.terms.count)
    let means = (0..<size).map { term in fits.reduce(0) { $0 + $1.estimates[term] } / count }
    var (within, between) = (Matrix(rows: size, columns: size), Matrix(rows: size, columns: size))
    for fit in fits {
      for column in 0..<size {
        for row in 0..<size {
          within[row, column] += fit.covariance[row, column] / count
          between[row, column] +=
            (fit.estimates[row] - means[row]) * (fit.estimates[column] - means[column])
            / (count - 1)
        }
      }
    }
    var total = within
    for index in total.values.indices {
      total.values[index] += (1 + 1 / count) * between.values[index]
    }
    outcomeName = first.outcomeName
    terms = first.terms
    estimates = means
    self.within = within
    self.between = between
    covariance = total
    let level = first.confidenceLevel
    confidenceLevel = level
    let shares = (0..<size).map { term in
      total[term, term] > 0 ? (1 + 1 / count) * between[term, term] / total[term, term] : 0
    }
    let degrees = (0..<size).map { term in
      let complete = fits.map { $0.variance.reference(ofTerm: term).degreesOfFreedom }.min()
      return PooledFit.degreesOfFreedom(
        fits: count, share: shares[term], complete: complete ?? .infinity)
    }
    missingInformation = shares
    degreesOfFreedom = degrees
    let isExact = fits.allSatisfy(\.variance.isOfExactFit)
    rows = (0..<size).map { term in
      // Exact fits whose estimates agree differ by nothing at all.
      guard !isExact || total[term, term] > 0 else {
        return Estimate(term: first.terms[term], estimate: means[term], isExact: true)
      }
      return Estimate(
        first.terms[term], means[term], variance: total[term, term],
        reference: degrees[term].isFinite ? .t(degreesOfFreedom: degrees[term]) : .normal,
        level: level)
    }
    uncertaintyLabel = "\(first.variance.label), pooled over \(fits.count) fits (Rubin 1987)"
    warnings = PooledFit.notes(fits)
    self.fits = fits.map { $0.withoutRowResults }
  }

  /// What keeps a fit from being pooled with the first; `nil` where nothing does.
  private static func difference(_ fit: Fit, from first: Fit, called name: String) -> String? {
    if fit.outcomeName != first.outcomeName {
      return "the outcome \(fit.outcomeName), \(name) \(first.outcomeName)"
    }
    if fit.terms != first.terms {
      let odd = Set(fit.terms).symmetricDifference(first.terms).map(\.name).sorted()
      return "other terms than \(name) (\(odd.joined(separator: ", ")))"
    }
    if fit.specification.estimator != first.specification.estimator {
      return
        "the estimator \(fit.specification.estimator), \(name) \(first.specification.estimator)"
    }
    if fit.variance.variance != first.variance.variance {
      return "the variance \(fit.variance.name), \(name) \(first.variance.name)"
    }
    if fit.confidenceLevel != first.confidenceLevel {
      return "intervals of level \(fit.confidenceLevel), \(name) of \(first.confidenceLevel)"
    }
    return nil
  }

  /// Barnard and Rubin's degrees of freedom; Rubin's (1987) where the complete data's are infinite.
  static func degreesOfFreedom(fits: Double, share: Double, complete: Double) -> Double {
    guard share > 0 else { return complete }
    let between = (fits - 1) / (share * share)
    guard complete.isFinite else { return between }
    let observed = (complete + 1) / (complete + 3) * complete * (1 - share)
    return between * observed / (between + observed)
  }

  /// Each note once, with the number of fits that give it.
  private static func notes(_ fits: [Fit]) -> [PooledNote] {
    var order: [EstimationNote] = []
    var counts: [EstimationNote: Int] = [:]
    for note in fits.flatMap(\.warnings) {
      if counts[note] == nil { order.append(note) }
      counts[note, default: 0] += 1
    }
    let notes = order.map { PooledNote.ofFits($0, count: counts[$0] ?? 0, of: fits.count) }
    let samples = fits.map(\.sample.count)
    guard let least = samples.min(), let most = samples.max(), least < most else { return notes }
    return notes + [.unequalSamples(least: least, most: most)]
  }
}

/// What a reader must know beside pooled numbers.
public enum PooledNote: Sendable, Hashable, CustomStringConvertible {
  /// A note that some of the fits carry.
  case ofFits(EstimationNote, count: Int, of: Int)
  /// The fits differ in the rows they use.
  case unequalSamples(least: Int, most: Int)

  /// A sentence for the table's notes.
  public var description: String {
    switch self {
    case .ofFits(let note, let count, let all):
      count == all ? "\(note)" : "in \(count) of \(all) fits \(note)"
    case .unequalSamples(let least, let most): "the fits use between \(least) and \(most) rows."
    }
  }
}

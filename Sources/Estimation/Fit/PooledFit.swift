import Expressions
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
  /// One row of the pooled table.
  public struct Row: Sendable, Equatable {
    /// The term of the row.
    public var term: Term
    /// The mean of the fits' estimates, q.
    public var estimate: Double
    /// `nil` when the pooled variance is negative.
    public var standardError: Double?
    /// Two-sided, from t with the row's degrees of freedom.
    public var pValue: Double?
    /// The lower end of the interval at the first fit's confidence level.
    public var confidenceLow: Double?
    /// The upper end.
    public var confidenceHigh: Double?
    /// Barnard and Rubin's; infinite where nothing differs between the fits.
    public var degreesOfFreedom: Double
    /// Share of the variance that comes from the differences between the fits, gamma.
    public var missingInformation: Double
  }

  /// The terms, the same in every fit.
  public let terms: [Term]
  /// One a term: q.
  public let estimates: [Double]
  /// U
  public let within: Matrix
  /// B
  public let between: Matrix
  /// T
  public let covariance: Matrix
  /// One a term, in their order.
  public let rows: [Row]
  /// How many fits were pooled, m.
  public let fits: Int
  /// Of the first fit, with the number of fits.
  public let label: String
  /// What the fits warn of, and where they differ.
  public let warnings: [PooledNote]

  /// Pools fits of one specification over versions of the data.
  /// - Throws: `EstimationError.poolMismatch` for fewer than two fits, or for fits whose terms
  ///   differ.
  public init(_ fits: [Fit]) throws(EstimationError) {
    guard let first = fits.first, fits.count > 1 else {
      throw .poolMismatch("\(fits.count) fits; expected at least two")
    }
    for (index, fit) in fits.enumerated() where fit.terms != first.terms {
      let odd = Set(fit.terms).symmetricDifference(first.terms).map(\.name)
        .sorted()
      throw .poolMismatch(
        "fit \(index + 1) has other terms than the first (\(odd.joined(separator: ", ")))")
    }
    for (index, fit) in fits.enumerated() where fit.variance.variance != first.variance.variance {
      throw .poolMismatch(
        "fit \(index + 1) has the variance \(fit.variance.name), the first \(first.variance.name)")
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
    terms = first.terms
    estimates = means
    self.within = within
    self.between = between
    covariance = total
    self.fits = fits.count
    let level = first.specification.options.confidenceLevel
    rows = (0..<size).map { term in
      let variance = total[term, term]
      let share = variance > 0 ? (1 + 1 / count) * between[term, term] / variance : 0
      let complete = fits.map { $0.variance.reference(ofTerm: term).degreesOfFreedom }.min()
      let degrees = PooledFit.degreesOfFreedom(
        fits: count, share: share, complete: complete ?? .infinity)
      guard variance >= 0 else {
        return Row(
          term: first.terms[term], estimate: means[term], degreesOfFreedom: degrees,
          missingInformation: share)
      }
      let reference: ReferenceDistribution =
        degrees.isFinite ? .t(degreesOfFreedom: degrees) : .normal
      let error = variance.squareRoot()
      let half = reference.quantile((1 + level) / 2) * error
      return Row(
        term: first.terms[term], estimate: means[term], standardError: error,
        pValue: error > 0 ? reference.twoSidedPValue(means[term] / error) : nil,
        confidenceLow: means[term] - half, confidenceHigh: means[term] + half,
        degreesOfFreedom: degrees, missingInformation: share)
    }
    label = "\(first.variance.label), pooled over \(fits.count) fits (Rubin 1987)"
    warnings = PooledFit.notes(fits)
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
    case .ofFits(let note, let count, let all): "\(note) (in \(count) of \(all) fits)"
    case .unequalSamples(let least, let most): "the fits use between \(least) and \(most) rows."
    }
  }
}

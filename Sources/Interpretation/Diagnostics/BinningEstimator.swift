import Estimation
import Expressions
import Numerics

import func Foundation.log

/// The binning estimator of an interaction (Hainmueller, Mummolo and Xu 2019, equation 4): within
/// each bin of the moderator a line of its own, read at the bin's median m_j,
///
///     y = sum_j G_j [ mu_j + alpha_j D + eta_j (X - m_j) + beta_j D (X - m_j) ] + Z g + e,
///
/// so that alpha_j is the effect at m_j without assuming that it is linear over all of X.
///
/// In observational data bins can show a nonlinearity that is none: where treatment and moderator
/// are correlated and the outcome is nonlinear in either, lines within bins pick that up (Simonsohn
/// 2024). Read them beside the kernel and the spline.
///
/// Cut points and medians are quantiles of the rows under their weights: a frequency weight stands for
/// identical rows, which bins count; analytic and sampling weights count in proportion.
public struct BinningEstimator: Sendable {
  /// A range of the moderator with the effect at its median.
  public struct Bin: Sendable, Equatable {
    /// The bin holds low < X <= high; the first also X = low.
    public var low: Double
    /// The upper end, which belongs to the bin.
    public var high: Double
    /// Where the effect is read.
    public var median: Double
    /// Rows of the sample in it; under frequency weights those that they stand for.
    public var rows: Int
    /// The treatment's standard deviation within the bin.
    public var treatmentDeviation: Double
    /// `nil` where the treatment does not vary enough in the bin.
    public var effect: Quantity?
  }

  /// By the moderator, ascending.
  public var bins: [Bin]
  /// The binned model, with 4 terms a bin beside the controls.
  public var fit: Fit
  /// Of the linear model against the binned one, all 4 (J - 1) additional terms.
  public var wald: WaldTest?
  /// Of the additional terms that hold the treatment alone, 2 (J - 1): the effect's own
  /// nonlinearity, without that of the moderator's.
  public var effectWald: WaldTest?
  /// n log(RSS_0 / RSS_1), chi-squared; least squares without weights, or with frequency weights alone.
  public var likelihoodRatio: (statistic: Double, degreesOfFreedom: Int, pValue: Double)?
  /// Bins that are fewer than asked for, or whose effect is not estimated.
  public var warnings: [InterpretationNote]

  /// - Parameter count: bins with about equally many rows, split at the quantiles j/count.
  /// - Throws: `diagnostics` where the moderator has too few values to split, or a fit fails.
  public init(
    _ data: ModeratedDesign, count: Int = 3, specification: Specification
  ) throws(InterpretationError) {
    let x = data.moderatorValues
    let ordered = data.ordered(x)
    let sorted = ordered.values
    var cuts: [Double] = []
    for part in 1..<max(2, count) {
      let cut = ordered.quantile(Double(part) / Double(count))
      if cut < (sorted.last ?? 0), cuts.last != cut { cuts.append(cut) }
    }
    guard count > 1, !cuts.isEmpty else {
      throw .diagnostics(
        "The moderator `\(data.moderator)` cannot be split into \(count) bins. Use at least two, "
          + "and a moderator with more values.")
    }
    let member = x.map { value in cuts.firstIndex { value <= $0 } ?? cuts.count }
    let members = (0...cuts.count).map { bin in member.indices.filter { member[$0] == bin } }
    let medians = members.map { data.ordered(x, of: $0).quantile(0.5) }
    warnings = []
    if cuts.count + 1 < count {
      warnings.append(.fewerBins(cuts.count + 1, of: count, moderator: data.moderator))
    }

    var columns: [DesignColumn] = []
    var effects: [Term] = []
    for (bin, median) in medians.enumerated() {
      let inside = member.map { $0 == bin ? 1.0 : 0 }
      let distance = zip(inside, x).map { $0 * ($1 - median) }
      let effect = data.made("(effect in bin \(bin + 1))", data.treated(inside))
      effects.append(effect.term)
      columns += [
        data.made("(bin \(bin + 1))", inside), effect,
        data.made("(slope in bin \(bin + 1))", distance),
        data.made("(effect's slope in bin \(bin + 1))", data.treated(distance)),
      ]
    }
    let fit = try ModeratedDesign.fit(data.replacing(columns), specification)
    self.fit = fit
    let bounds = [sorted.first ?? 0] + cuts + [sorted.last ?? 0]
    bins = []
    for (bin, median) in medians.enumerated() {
      let effect =
        fit.terms.contains(effects[bin])
        ? try LinearCombination.coefficient(.term(effects[bin])).estimate(in: fit) : nil
      bins.append(
        Bin(
          low: bounds[bin], high: bounds[bin + 1], median: median, rows: data.count(members[bin]),
          treatmentDeviation: data.deviation(data.treatmentValues, of: members[bin]),
          effect: effect))
    }
    try test(data, member: member, bins: medians.count, specification)
  }

  /// The linear model with the bins' departures from it, for the tests.
  private mutating func test(
    _ data: ModeratedDesign, member: [Int], bins: Int, _ specification: Specification
  ) throws(InterpretationError) {
    let x = data.moderatorValues
    let linear =
      data.intercept + [
        DesignColumn(data.treatmentTerm, data.treatmentValues),
        DesignColumn(data.moderatorTerm, x), DesignColumn(data.productTerm, data.treated(x)),
      ]
    var added: [DesignColumn] = []
    var treated: [Term] = []
    for bin in 1..<bins {
      let inside = member.map { $0 == bin ? 1.0 : 0 }
      let part = zip(inside, x).map { $0 * $1 }
      let departures = [
        data.made("(treatment, bin \(bin + 1))", data.treated(inside)),
        data.made("(treatment's slope, bin \(bin + 1))", data.treated(part)),
      ]
      treated += departures.map(\.term)
      added +=
        [
          data.made("(bin \(bin + 1))", inside), data.made("(slope, bin \(bin + 1))", part),
        ] + departures
    }
    let full = try ModeratedDesign.fit(data.replacing(linear + added), specification)
    func tested(_ terms: [Term]) -> [TermReference] {
      terms.filter { full.terms.contains($0) }.map { .term($0) }
    }
    do {
      wald = try WaldTest(terms: tested(added.map(\.term)), in: full)
      effectWald = try WaldTest(terms: tested(treated), in: full)
    } catch {
      warnings.append(.noTestOfBins(error))
    }
    let copies = data.design.weights
    guard specification.estimator.isLinear, copies == nil || copies?.kind == .frequency else {
      return
    }
    let restricted = try ModeratedDesign.fit(data.replacing(linear), specification)
    let statistic =
      Double(data.count(Array(x.indices)))
      * log(
        Summation.weightedSquares(restricted.residuals, copies?.values)
          / Summation.weightedSquares(full.residuals, copies?.values))
    let degrees = full.terms.count - restricted.terms.count
    guard degrees > 0, statistic.isFinite, !full.variance.isOfExactFit else { return }
    likelihoodRatio = (
      statistic, degrees, ChiSquaredDistribution(degreesOfFreedom: degrees).upperTail(statistic)
    )
  }

  /// The quantile by linear interpolation of order statistics (Hyndman and Fan 1996, type 7).
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.indices.last else { return 0 }
    let place = share * Double(last)
    let low = min(last, Int(place))
    let high = min(last, low + 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }

  static func deviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = Summation.sum(values) / Double(values.count)
    let squares = Summation.sumOfSquares(values.map { $0 - mean })
    return (squares / Double(values.count - 1)).squareRoot()
  }
}

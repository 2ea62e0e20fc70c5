import Expressions
import Frames
import Machine
import Numerics

/// Estimates without one unit at a time: every row that contains the unit, on either side of its
/// dyad, is left out, and the model is estimated again (Efron and Stein 1981; for clusters
/// MacKinnon, Nielsen and Webb 2023, CV3).
///
///     V = (G - 1)/G sum_u (b_(u) - b)(b_(u) - b)'
///
/// over the G units of one set: the members of dyads, or clusters. Where the two members come from
/// two sets the sets' sums are added. For dyads V counts twice what is particular to a dyad and not
/// shared by a member's other dyads; it is on the safe side, at most by the factor two in variance
/// where dyads are independent. Refers to t(G - 1) of the smaller set.
///
/// Least squares is downdated, b_(u) - b = -T C (I - N_u)^-1 S_u in the coordinates of
/// `ScoreBlocks`, O(n k^2 + G k^3), where leaving rows out does not change how effects are removed
/// from the others (each level of an effect within one dyad). Other models are estimated G times
/// from their usual start, so that each refit is the fit anybody would get without the unit.
struct UnitJackknife: Sendable {
  /// Units of each set.
  let units: [Int]
  let covariance: Matrix
  /// Units without which a term is not identified, or the estimator fails; they are left out of V.
  let failures: [String]
  let isDowndated: Bool

  /// - Parameter keys: one factor, or the two members of dyads.
  init(
    _ design: Design, _ specification: Specification, fit: Fit, keys: [GroupingKey],
    progress: (Int, Int) -> Void
  ) throws(EstimationError) {
    var groupings: [Grouping] = []
    for key in keys { groupings.append(try design.grouping(key)) }
    let sets = UnitJackknife.sets(groupings)
    for set in sets where set.memberships.count == 2 {
      let (first, second) = (set.memberships[0], set.memberships[1])
      if let row = first.indices.first(where: { first[$0] == second[$0] }) {
        throw .selfDyad(unit: set.labels[Int(first[row])], row: design.frameRow(row))
      }
    }
    for set in sets where set.labels.count < 3 {
      throw .unsupported(
        Refusal(
          "a jackknife over '\(set.name)', which has \(set.labels.count) "
            + "\(set.labels.count == 1 ? "unit" : "units")",
          instead: "it needs three"))
    }
    let sample = try WorkingSample(
      design, options: specification.options, rule: specification.smallSample)
    let small = SmallSample(sample)
    var nested = true
    for grouping in groupings {
      nested =
        nested
        && small.areEffectsNested(in: sample.within?.arranged(grouping.codes) ?? grouping.codes)
    }
    // Singletons that leaving a unit out makes would be dropped by a refit.
    let canDowndate =
      specification.estimator.isLinear && nested && specification.options.singletons == .keep
    isDowndated = canDowndate

    let terms = fit.terms
    var changes: [[Double]?] = []
    var names: [String] = []
    let total = sets.reduce(0) { $0 + $1.labels.count }
    for set in sets {
      if canDowndate {
        changes += UnitJackknife.downdated(sample, set, threads: specification.options.threads)
        progress(changes.count, total)
      } else {
        changes += UnitJackknife.refitted(
          design, specification, fit, set, done: changes.count, total: total, progress)
      }
      names += set.labels
    }
    failures = zip(names, changes).filter { $1 == nil }.map(\.0)
    units = sets.map(\.labels.count)

    var covariance = Matrix(rows: terms.count, columns: terms.count)
    var start = 0
    for set in sets {
      let own = changes[start..<(start + set.labels.count)].compactMap(\.self)
      start += set.labels.count
      guard own.count > 1 else {
        throw .unsupported(
          Refusal(
            "a jackknife over '\(set.name)'",
            because:
              "without a unit \(set.labels.count - own.count) of \(set.labels.count) fits lose a "
              + "term or fail",
            instead: "drop terms that single units identify"))
      }
      let factor = Double(own.count - 1) / Double(own.count)
      for change in own {
        for column in terms.indices {
          for row in terms.indices {
            covariance[row, column] += factor * change[row] * change[column]
          }
        }
      }
    }
    self.covariance = covariance
  }

  /// One set of units: which rows contain each.
  struct UnitSet: Sendable {
    var name: String
    var labels: [String]
    /// Codes by row, in sample order; a row may contain two units.
    var memberships: [[Int32]]

    init(_ sides: [Grouping], labels: [String]) {
      name = sides.map(\.name).joined(separator: ", ")
      self.labels = labels
      memberships = sides.map(\.codes)
    }
  }

  /// Two keys that share a unit are the two sides of one set of units; otherwise two sets.
  static func sets(_ groupings: [Grouping]) -> [UnitSet] {
    let sides = groupings.map { $0.withoutEmptyLevels }
    guard sides.count == 2 else { return sides.map { UnitSet([$0], labels: $0.labels) } }
    let labels = sides.map { Column(name: $0.name, texts: $0.labels) }
    let common = CommonKeyCodes(
      [labels[0]], rows: RowSelection(all: labels[0].count),
      [labels[1]], rows: RowSelection(all: labels[1].count))
    guard common.count < labels[0].count + labels[1].count else {
      return sides.map { UnitSet([$0], labels: $0.labels) }
    }
    let all = common.firstRows.map { position in
      let place = Int(position)
      return place < common.left.count
        ? sides[0].labels[place] : sides[1].labels[place - common.left.count]
    }
    let recoded = zip(sides, [common.left, common.right]).map { side, units in
      Grouping(name: side.name, codes: side.codes.map { units[Int($0)] }, labels: all)
    }
    return [UnitSet(recoded, labels: all)]
  }

  /// b_(u) - b of least squares, by unit.
  private static func downdated(
    _ sample: WorkingSample, _ set: UnitSet, threads: Int
  ) -> [[Double]?] {
    let system = OrdinaryLeastSquares(sample, threads: threads).scoreSystem(
      sample, threads: threads)
    let arranged = set.memberships.map { sample.within?.arranged($0) ?? $0 }
    let blocks = ScoreBlocks(system, memberships: arranged, count: set.labels.count)
    return set.labels.indices.map { blocks.change(without: $0) }
  }

  private static func refitted(
    _ design: Design, _ specification: Specification, _ fit: Fit, _ set: UnitSet, done: Int,
    total: Int, _ progress: (Int, Int) -> Void
  ) -> [[Double]?] {
    var specification = specification
    let threads = specification.options.threads
    specification.options.threads = 1
    // The variance of a refit is not used; sampling weights allow no conventional one.
    specification.variance = design.weights?.kind == .sampling ? .hc0 : .homoskedastic
    let (inner, batch) = (specification, 8)
    var result: [[Double]?] = []
    for first in stride(from: 0, to: set.labels.count, by: batch) {
      result += Parallel.map(blocks: min(batch, set.labels.count - first), threads: threads) {
        offset in
        let unit = Int32(first + offset)
        let kept = design.outcome.indices.filter { row in
          set.memberships.allSatisfy { $0[row] != unit }
        }
        guard let part = try? Fit(design.rows(kept), inner), part.terms == fit.terms else {
          return nil
        }
        return zip(part.estimates, fit.estimates).map { $0 - $1 }
      }
      progress(done + result.count, total)
    }
    return result
  }
}

import Numerics

/// What a generalized linear model asks of its outcome before any iteration: its range, and no
/// level of an absorbed effect whose estimate would be infinite.
///
/// A level whose outcomes are all zero (counts), or all equal (0/1), is fitted without error by an
/// effect at minus or plus infinity and says nothing about the coefficients. Its rows are dropped
/// and counted by effect, as fixest, ppmlhdfe and Stata's `xtlogit` do. For binary outcomes the drop
/// can leave other levels without variation, so it is repeated until none is left.
enum OutcomeScreen {
  /// The design without such rows.
  /// - Throws: `EstimationError.negativeOutcome`, `.outcomeNotBinary`, `.everyRowSeparated`,
  ///   `.littleLeft`.
  static func screened(
    _ design: Design, family: any ResponseFamily.Type, needsResidual: Bool = true
  ) throws(EstimationError) -> Design {
    try design.validate(threads: 1, needsResidual: needsResidual)
    try checkRange(design, family)
    var isKept = [Bool](repeating: true, count: design.outcome.count)
    var dropped: [Sample.Dropped] = []
    var found: Int
    repeat {
      found = 0
      for effect in design.absorbed {
        let count = drop(&isKept, effect, design.outcome, family)
        guard count > 0 else { continue }
        found += count
        let reason = reason(effect, family)
        if let known = dropped.firstIndex(where: { $0.reason == reason }) {
          dropped[known].count += count
        } else {
          dropped.append(.init(reason, count: count))
        }
      }
    } while found > 0 && family.isBinary
    guard !dropped.isEmpty else { return design }
    let result = design.keeping(isKept, dropped: dropped)
    guard !result.outcome.isEmpty else {
      throw .everyRowSeparated(outcome: design.outcomeName, dropped: dropped)
    }
    try requireVariation(result, dropped)
    return result
  }

  /// What separation leaves must still be a sample.
  static func requireVariation(
    _ design: Design, _ dropped: [Sample.Dropped]
  ) throws(EstimationError) {
    let outcome = design.outcome
    guard outcome.count > design.matrix.columns, outcome.contains(where: { $0 != outcome[0] })
    else {
      throw .littleLeft(outcome: design.outcomeName, rows: outcome.count, dropped: dropped)
    }
  }

  private static func checkRange(
    _ design: Design, _ family: any ResponseFamily.Type
  ) throws(EstimationError) {
    if family.isBinary {
      guard let row = design.outcome.firstIndex(where: { $0 != 0 && $0 != 1 }) else { return }
      throw .outcomeNotBinary(
        design.outcomeName, row: design.frameRow(row), value: design.outcome[row])
    }
    guard let row = design.outcome.firstIndex(where: { $0 < 0 }) else {
      guard design.outcome.contains(where: { $0 > 0 }) else {
        throw .constantOutcome(design.outcomeName, value: 0, rows: design.outcome.count)
      }
      return
    }
    throw .negativeOutcome(
      design.outcomeName, row: design.frameRow(row), value: design.outcome[row])
  }

  /// Marks the rows of levels without variation; returns how many were marked.
  private static func drop(
    _ isKept: inout [Bool], _ effect: Grouping, _ outcome: [Double],
    _ family: any ResponseFamily.Type
  ) -> Int {
    var hasZero = [Bool](repeating: false, count: effect.levelCount)
    var hasOther = hasZero
    for row in outcome.indices where isKept[row] {
      if outcome[row] == 0 {
        hasZero[Int(effect.codes[row])] = true
      } else {
        hasOther[Int(effect.codes[row])] = true
      }
    }
    var count = 0
    for row in outcome.indices where isKept[row] {
      let level = Int(effect.codes[row])
      guard !hasOther[level] || (family.isBinary && !hasZero[level]) else { continue }
      isKept[row] = false
      count += 1
    }
    return count
  }

  private static func reason(
    _ effect: Grouping, _ family: any ResponseFamily.Type
  ) -> Sample.Reason {
    family.isBinary ? .constantOutcome(effect.name) : .onlyZeros(effect.name)
  }
}

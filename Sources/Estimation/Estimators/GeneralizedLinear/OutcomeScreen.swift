import Numerics

/// What a generalized linear model asks of its outcome before any iteration: its range, and no rows
/// that the absorbed effects decide by themselves.
///
/// A level whose outcomes are all zero (counts), or all equal (0/1), is fitted without error by an
/// effect at minus or plus infinity and says nothing about the coefficients. Its rows are dropped
/// and counted by effect, as fixest, ppmlhdfe and Stata's `xtlogit` do. So is what two effects decide
/// together where neither does alone (`EffectGraph`). The drop can leave other levels without
/// variation, or rows alone where those are dropped, so all is repeated until nothing is found.
enum OutcomeScreen {
  /// The design without such rows.
  /// - Throws: `EstimationError.negativeOutcome`, `.outcomeNotBinary`, `.everyRowSeparated`,
  ///   `.littleLeft`, and what dropping singletons throws.
  static func screened(
    _ design: Design, family: any ResponseFamily.Type, singletons: Singletons,
    needsResidual: Bool = true
  ) throws(EstimationError) -> Design {
    try design.validate(threads: 1, needsResidual: needsResidual)
    try checkRange(design, family)
    var design = design
    while true {
      let found = decidedRows(design, family)
      if !found.isEmpty { design = try dropping(found, from: design) }
      guard singletons == .drop, !design.absorbed.isEmpty else { return design }
      let rest = try design.withoutSingletons()
      guard rest.outcome.count < design.outcome.count else { return design }
      design = rest
    }
  }

  /// The design without separated rows.
  /// - Throws: `EstimationError.everyRowSeparated`, `.littleLeft` where nothing can be estimated then.
  static func dropping(
    _ found: [(reason: Sample.Reason, rows: [Int])], from design: Design
  ) throws(EstimationError) -> Design {
    let dropped = found.map { Sample.Dropped($0.reason, count: $0.rows.count) }
    let result = design.without(found)
    let outcome = result.outcome
    guard !outcome.isEmpty else {
      throw .everyRowSeparated(outcome: design.outcomeName, dropped: dropped)
    }
    guard outcome.count > result.matrix.columns, outcome.contains(where: { $0 != outcome[0] })
    else {
      throw .littleLeft(outcome: result.outcomeName, rows: outcome.count, dropped: dropped)
    }
    return result
  }

  /// The side on which a separating combination may leave zero: above where 1, below where -1,
  /// neither where 0.
  static func sides(_ outcome: [Double], _ family: any ResponseFamily.Type) -> [Double] {
    outcome.map { $0 == 0 ? -1 : family.isBinary ? 1 : 0 }
  }

  /// The rows that effects decide, under the first reason that meets them.
  private static func decidedRows(
    _ design: Design, _ family: any ResponseFamily.Type
  ) -> [(reason: Sample.Reason, rows: [Int])] {
    var isKept = [Bool](repeating: true, count: design.outcome.count)
    var found: [(reason: Sample.Reason, rows: [Int])] = []
    func note(_ rows: [Int], _ reason: Sample.Reason) -> Bool {
      guard !rows.isEmpty else { return false }
      for row in rows { isKept[row] = false }
      if let known = found.firstIndex(where: { $0.reason == reason }) {
        found[known].rows = (found[known].rows + rows).sorted()
      } else {
        found.append((reason, rows))
      }
      return true
    }
    let sides = sides(design.outcome, family)
    var isAgain: Bool
    repeat {
      isAgain = false
      for effect in design.absorbed {
        let rows = constantRows(isKept, effect, design.outcome, family)
        isAgain = note(rows, reason(effect, family)) || isAgain
      }
      guard !isAgain else { continue }
      for (index, first) in design.absorbed.enumerated() {
        for second in design.absorbed[(index + 1)...] {
          let rows = EffectGraph(first, second).separated(sides, isKept: isKept)
          isAgain = note(rows, .separatedByEffects) || isAgain
        }
      }
    } while isAgain
    return found
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

  /// The rows of levels without variation, ascending.
  private static func constantRows(
    _ isKept: [Bool], _ effect: Grouping, _ outcome: [Double], _ family: any ResponseFamily.Type
  ) -> [Int] {
    var hasZero = [Bool](repeating: false, count: effect.levelCount)
    var hasOther = hasZero
    for row in outcome.indices where isKept[row] {
      if outcome[row] == 0 {
        hasZero[Int(effect.codes[row])] = true
      } else {
        hasOther[Int(effect.codes[row])] = true
      }
    }
    return outcome.indices.filter { row in
      let level = Int(effect.codes[row])
      return isKept[row] && (!hasOther[level] || (family.isBinary && !hasZero[level]))
    }
  }

  private static func reason(
    _ effect: Grouping, _ family: any ResponseFamily.Type
  ) -> Sample.Reason {
    family.isBinary ? .constantOutcome(effect.name) : .onlyZeros(effect.name)
  }
}

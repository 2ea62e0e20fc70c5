import Expressions
import Numerics

/// The columns of a sample, dummies of effects included, for deciding exactly what separates it.
struct SeparationColumns {
  private let rowCount: Int
  private let sides: [Double]
  /// Terms that can be responsible, with their values; those of the intercept stand among `constants`.
  private var terms: [(term: Term, values: [Double])] = []
  /// A column of ones, where the terms or the effects span it.
  private var constants: [[Double]] = []
  private let design: Design

  init(_ sample: WorkingSample, _ family: any ResponseFamily.Type) {
    design = sample.design
    rowCount = design.outcome.count
    sides = OutcomeScreen.sides(design.outcome, family)
    for (column, term) in zip(sample.basis.kept, sample.terms) {
      let values = design.matrix[column: column]
      if term == .intercept { constants = [values] } else { terms.append((term, values)) }
    }
    if !design.absorbed.isEmpty { constants = [[Double](repeating: 1, count: rowCount)] }
  }

  /// Columns of effects and slopes.
  private var effectCount: Int {
    design.absorbed.reduce(0) { $0 + $1.levelCount }
      + design.slopes.reduce(0) { $0 + $1.grouping.levelCount }
  }

  private var hasEffects: Bool { effectCount > 0 }

  /// A dummy for each level of an effect, and its product with a slope's variable.
  private var effects: [[Double]] {
    func dummies(_ grouping: Grouping, _ values: [Double]?) -> [[Double]] {
      var result = [[Double]](
        repeating: [Double](repeating: 0, count: rowCount), count: grouping.levelCount)
      for (row, level) in grouping.codes.enumerated() {
        result[Int(level)][row] = values?[row] ?? 1
      }
      return result
    }
    return design.absorbed.flatMap { dummies($0, nil) }
      + design.slopes.flatMap { dummies($0.grouping, $0.scaledValues) }
  }

  /// The exact answer: what effects decide alone, if they do, and otherwise the smallest combination
  /// that leaving out one term after another, the last first, comes to. `nil` where the problem is too
  /// large or its numbers too close.
  var decided: Separation.Verdict? {
    let width = terms.count + constants.count + effectCount
    guard SeparatingDirection.isInReach(rows: rowCount, columns: width) else { return nil }
    let effects = effects
    if hasEffects, let alone = separated(constants + effects) {
      return .separated(Separation(rows: alone, terms: []))
    }
    let all = constants + effects + terms.map(\.values)
    switch SeparatingDirection.decide(all, signs: sides) {
    case .none: return Separation.Verdict.none
    case .undecided: return nil
    case .found(let direction):
      // What has no part in the combination need not be tried.
      let parts = zip(terms, direction.coefficients.suffix(terms.count))
        .filter { $1 != 0 }.map(\.0)
      return .separated(
        reduced(parts, beside: constants) ?? reduced(parts, beside: constants + effects)
          ?? Separation(rows: direction.rows, terms: parts.map(\.term), withEffects: hasEffects))
    }
  }

  /// A separation that was found with effects, where its terms do without them.
  func withoutEffects(_ found: Separation) -> Separation? {
    let parts = terms.filter { found.terms.contains($0.term) }
    guard
      SeparatingDirection.isInReach(rows: rowCount, columns: parts.count + constants.count)
    else { return nil }
    return reduced(parts, beside: constants)
  }

  /// The smallest part of some terms that separates beside other columns; `nil` where even all of them
  /// do not.
  private func reduced(
    _ given: [(term: Term, values: [Double])], beside others: [[Double]]
  ) -> Separation? {
    var parts = given
    func rows() -> [Int]? { separated(others + parts.map(\.values)) }
    guard var found = rows() else { return nil }
    for index in given.indices.reversed() {
      let part = parts.remove(at: index)
      if let fewer = rows() { found = fewer } else { parts.insert(part, at: index) }
    }
    return Separation(
      rows: found, terms: parts.map(\.term),
      withEffects: hasEffects && others.count > constants.count)
  }

  /// Every row that the columns can separate, ascending; `nil` where there is none. A combination that
  /// vanishes in what an earlier one left extends it, so the rows found are taken out until none is.
  private func separated(_ columns: [[Double]]) -> [Int]? {
    var rows = Array(0..<rowCount)
    var found: [Int] = []
    while !rows.isEmpty {
      let rest = found.isEmpty ? columns : columns.map { column in rows.map { column[$0] } }
      guard
        case .found(let direction) = SeparatingDirection.decide(
          rest, signs: rows.map { sides[$0] })
      else { break }
      found += direction.rows.map { rows[$0] }
      let isFound = Set(direction.rows)
      rows = rows.indices.filter { !isFound.contains($0) }.map { rows[$0] }
    }
    return found.isEmpty ? nil : found.sorted()
  }
}

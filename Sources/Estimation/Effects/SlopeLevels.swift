/// How many coefficients of an effect with slopes use up degrees of freedom.
///
/// A level's slope is redundant where the variable does not vary within it. Beyond that, another
/// effect may span a combination of slopes: a trend of each unit and an effect of each period span
/// the common trend twice. For one other effect the number is found exactly, component by component
/// of the graph that joins two levels where a row has both:
///
/// - slopes v of a factor whose intercepts are absorbed, beside an effect: one where v is the sum of a
///   function of the factor's level and one of the effect's;
/// - slopes without intercepts, or slopes v and u of two factors: one where numbers a and b of their
///   levels exist with a v = b u in every row (u is one for an effect).
///
/// Beside several effects the most that one of them spans counts, so that the rank is an upper bound,
/// as in `EffectRedundancy`. O(Q n) up to the inverse Ackermann function.
struct SlopeLevels: Sendable, Equatable {
  /// Levels with a row.
  let levels: Int
  let redundant: Int
  /// Slopes that use up degrees of freedom.
  var rank: Int { levels - redundant }

  /// The slopes of a design, each beside its effects and the slopes before it.
  static func of(_ design: Design) -> [SlopeLevels] {
    let slopes = design.slopes
    return slopes.indices.map { index in
      let slope = slopes[index]
      let varies = slope.variesWithin
      let used = slope.usedLevels
      var spanned = 0
      for (position, effect) in design.absorbed.enumerated() where position != slope.intercepts {
        spanned = max(spanned, common(slope, varies, effect))
      }
      for earlier in slopes[..<index] { spanned = max(spanned, common(slope, varies, earlier)) }
      let constant = zip(used, varies).count { $0 && !$1 }
      return SlopeLevels(levels: used.count { $0 }, redundant: constant + spanned)
    }
  }

  private static func common(
    _ slope: AbsorbedSlope, _ varies: [Bool], _ effect: Grouping
  ) -> Int {
    guard slope.intercepts != nil else {
      return products(slope, varies, effect, [Double](repeating: 1, count: effect.codes.count))
    }
    let size = slope.values.reduce(0) { max($0, abs($1)) }
    guard size > 0 else { return 0 }
    let shift = slope.grouping.levelCount
    var forest = GainForest(.sums, nodes: shift + effect.levelCount)
    for (row, code) in slope.grouping.codes.enumerated() {
      forest.join(Int(code), shift + Int(effect.codes[row]), gain: slope.values[row] / size)
    }
    return freeComponents(&forest, varies)
  }

  private static func common(
    _ slope: AbsorbedSlope, _ varies: [Bool], _ other: AbsorbedSlope
  ) -> Int {
    products(slope, varies, other.grouping, other.values)
  }

  /// Components in which a v = b u can be solved with a and b that are not zero.
  private static func products(
    _ slope: AbsorbedSlope, _ varies: [Bool], _ grouping: Grouping, _ values: [Double]
  ) -> Int {
    let shift = slope.grouping.levelCount
    var forest = GainForest(.products, nodes: shift + grouping.levelCount)
    for (row, code) in slope.grouping.codes.enumerated() {
      let (left, right) = (Int(code), shift + Int(grouping.codes[row]))
      switch (slope.values[row] == 0, values[row] == 0) {
      case (true, true): continue
      case (true, false): forest.fix(right)
      case (false, true): forest.fix(left)
      case (false, false): forest.join(left, right, gain: values[row] / slope.values[row])
      }
    }
    return freeComponents(&forest, varies)
  }

  /// Components that leave a value free and hold a slope that is not redundant by itself.
  private static func freeComponents(_ forest: inout GainForest, _ varies: [Bool]) -> Int {
    var roots = Set<Int>()
    for level in varies.indices where varies[level] {
      let component = forest.component(of: level)
      if component.isFree { roots.insert(component.root) }
    }
    return roots.count
  }
}

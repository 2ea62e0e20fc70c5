import Numerics

/// Several absorbed effects over the rows of a sample, laid out for sweeps.
///
/// The effect with the most levels is eliminated exactly: rows are sorted by it (`within`), and the
/// normal equations of the others, with D_0 its dummies and D theirs,
///
///     S a = D'W (I - P_0) x,   S = D'W (I - P_0) D,
///
/// are solved by conjugate gradients (`AbsorptionSolver`). An effect that is constant within the
/// levels of another (exporter within dyad) is spanned by it and takes no part.
///
/// Rows are cut at groups of the eliminated effect into a fixed number of parts. Each part sums
/// into accumulators of its own, which cover only the levels that occur in it, and parts are
/// combined in order: results do not depend on threads.
struct EffectSystem: Sendable {
  /// An effect that takes part in the iteration.
  struct Other: Sendable {
    /// Its position among the effects.
    let effect: Int
    /// Codes in working order.
    let codes: [Int32]
    let levelCount: Int
    /// Its first level in the concatenation of all.
    let offset: Int
    /// What a row's dummy is multiplied by; `nil` for one.
    let slope: [Double]?
  }

  /// Neighbouring groups of the eliminated effect.
  struct Part: Sendable {
    let groups: Range<Int>
    /// Levels of each other effect that occur.
    let levels: [Range<Int>]
    /// Where the accumulators of each other effect start, in levels.
    let offsets: [Int]
  }

  /// Names as given.
  let names: [String]
  /// The position of the eliminated effect.
  let eliminated: Int
  let within: WithinTransform
  let others: [Other]
  /// Levels of all others.
  let levelCount: Int
  let parts: [Part]
  /// Levels of all parts' accumulators.
  let accumulatorCount: Int
  /// The effect that contains each effect, by position; `nil` where none does.
  let containers: [Int?]

  var rowCount: Int { within.starts[within.groupCount] }

  /// Lays out at least one effect. O(Q^2 n).
  /// - Parameter slopes: effects whose dummies are multiplied by a variable; they come after the
  ///   effects with intercepts only.
  init(_ effects: [Grouping], slopes: [AbsorbedSlope] = []) {
    precondition(!effects.isEmpty, "an effect system needs an effect")
    names = effects.map(\.name)
    var largest = 0
    for (index, effect) in effects.enumerated()
    where effect.levelCount > effects[largest].levelCount {
      largest = index
    }
    eliminated = largest
    let within = WithinTransform(effects[largest])
    self.within = within
    containers = EffectSystem.containers(effects)
    var others: [Other] = []
    var offset = 0
    for (index, effect) in effects.enumerated() where index != largest && containers[index] == nil {
      others.append(
        Other(
          effect: index, codes: within.arranged(effect.codes), levelCount: effect.levelCount,
          offset: offset, slope: nil))
      offset += effect.levelCount
    }
    for slope in slopes {
      others.append(
        Other(
          effect: slope.intercepts ?? effects.count, codes: within.arranged(slope.grouping.codes),
          levelCount: slope.grouping.levelCount, offset: offset,
          slope: within.arranged(slope.scaledValues)))
      offset += slope.grouping.levelCount
    }
    self.others = others
    levelCount = offset
    (parts, accumulatorCount) = EffectSystem.parts(within, others)
  }

  /// Sample order to working order.
  func arranged<Element: BitwiseCopyable>(_ values: [Element]) -> [Element] {
    within.arranged(values)
  }

  /// Working order to sample order.
  func restored(_ values: [Double]) -> [Double] { within.restored(values) }

  /// For each effect, another in whose levels it is constant. Of two effects with the same groups
  /// the first contains the second.
  private static func containers(_ effects: [Grouping]) -> [Int?] {
    var result = [Int?](repeating: nil, count: effects.count)
    for inner in effects.indices {
      for outer in effects.indices where outer != inner && result[outer] != inner {
        guard effects[outer].levelCount >= effects[inner].levelCount,
          isConstant(effects[inner], within: effects[outer])
        else { continue }
        result[inner] = outer
        break
      }
    }
    return result
  }

  /// Whether rows of one level of `outer` share their level of `inner`.
  private static func isConstant(_ inner: Grouping, within outer: Grouping) -> Bool {
    var first = [Int32](repeating: -1, count: outer.levelCount)
    return first.withUnsafeMutableBufferPointer { first in
      for (row, level) in outer.codes.enumerated() {
        let code = inner.codes[row]
        let known = first[Int(level)]
        if known < 0 { first[Int(level)] = code } else if known != code { return false }
      }
      return true
    }
  }

  private static let mostParts = 8
  /// Rows a part must have for each level, so that combining parts costs little.
  private static let rowsPerLevel = 8
  /// Two parts pay from here on, whatever the levels.
  private static let largeSample = 1 << 11

  private static func parts(
    _ within: WithinTransform, _ others: [Other]
  ) -> (parts: [Part], accumulators: Int) {
    let rows = within.starts[within.groupCount]
    let levels = max(1, others.reduce(0) { $0 + $1.levelCount })
    let count = max(
      rows >= largeSample ? 2 : 1, min(mostParts, rows / (rowsPerLevel * levels)))
    var result: [Part] = []
    var accumulators = 0
    var group = 0
    for part in 0..<count {
      let target = rows * (part + 1) / count
      let first = group
      while group < within.groupCount, within.starts[group] < target { group += 1 }
      guard group > first else { continue }
      let range = within.starts[first]..<within.starts[group]
      var (ranges, offsets): ([Range<Int>], [Int]) = ([], [])
      for other in others {
        var (low, high) = (Int32.max, Int32.min)
        other.codes.withUnsafeBufferPointer { codes in
          for row in range {
            low = min(low, codes[row])
            high = max(high, codes[row])
          }
        }
        ranges.append(Int(low)..<(Int(high) + 1))
        offsets.append(accumulators)
        accumulators += Int(high) - Int(low) + 1
      }
      result.append(Part(groups: first..<group, levels: ranges, offsets: offsets))
    }
    return (result, accumulators)
  }
}

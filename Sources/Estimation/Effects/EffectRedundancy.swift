import Machine

/// How many levels of several effects use up no degree of freedom, because the others span them.
///
/// The dummies of two effects are linearly dependent exactly once for each connected component of
/// the graph that joins two levels where a row has both (Abowd, Creecy and Kramarz 2002), so
///
///     rank [D_1 D_2] = L_1 + L_2 - components.
///
/// An effect nested in another is the extreme case: each of its levels is a component. With more
/// effects no count of components is exact. Each effect that is added to others has at least as many
/// redundant levels as components with any one of them; the most that such pairs prove together is
/// the weight of the maximum spanning tree over all pairs (Prim 1957), whatever the order of the
/// effects. The tree starts from the largest effect, which is counted in full. The rank is then an
/// upper bound, as in reghdfe (Correia 2015), whose count follows the order in which effects are
/// written. O(Q^2 n) up to the inverse Ackermann function.
struct EffectRedundancy: Sendable, Equatable {
  /// Levels with a row.
  let levels: [Int]
  /// Levels with a single row.
  let singletons: [Int]
  let redundant: [Int]

  /// Levels that use up degrees of freedom.
  var rank: Int { zip(levels, redundant).reduce(0) { $0 + $1.0 - $1.1 } }

  init(_ effects: [Grouping], threads: Int = 1) {
    let counts = Parallel.map(blocks: effects.count, threads: threads) { index in
      let effect = effects[index]
      var counts = [Int32](repeating: 0, count: effect.levelCount)
      for code in effect.codes { counts[Int(code)] += 1 }
      return (levels: counts.count { $0 > 0 }, singletons: counts.count { $0 == 1 })
    }
    let levels = counts.map(\.levels)
    self.levels = levels
    singletons = counts.map(\.singletons)
    var redundant = [Int](repeating: 0, count: effects.count)
    var rest = Array(effects.indices)
    guard var newest = rest.max(by: { (levels[$0], $1) < (levels[$1], $0) }) else {
      self.redundant = redundant
      return
    }
    rest.removeAll { $0 == newest }
    while !rest.isEmpty {
      let (others, latest) = (rest, newest)
      let counts = Parallel.map(blocks: others.count, threads: threads) {
        EffectRedundancy.components(
          effects[latest], effects[others[$0]], levels: levels[latest] + levels[others[$0]])
      }
      for (effect, count) in zip(others, counts) {
        redundant[effect] = max(redundant[effect], count)
      }
      let known = redundant
      newest = rest.max { (known[$0], $1) < (known[$1], $0) } ?? newest
      rest.removeAll { $0 == newest }
    }
    self.redundant = redundant
  }

  /// Connected components of the levels of two effects.
  static func components(_ first: Grouping, _ second: Grouping, levels: Int) -> Int {
    var parents = Array(0..<Int32(first.levelCount + second.levelCount))
    let shift = Int32(first.levelCount)
    var joined = 0
    parents.withUnsafeMutableBufferPointer { parents in
      func root(_ level: Int32) -> Int32 {
        var level = level
        while parents[Int(level)] != level {
          let next = parents[Int(parents[Int(level)])]
          parents[Int(level)] = next
          level = next
        }
        return level
      }
      first.codes.withUnsafeBufferPointer { left in
        second.codes.withUnsafeBufferPointer { right in
          // Neighbouring rows mostly share the first effect's level, whose root is then known.
          var (level, a): (Int32, Int32) = (-1, -1)
          for row in left.indices {
            if left[row] != level {
              level = left[row]
              a = root(level)
            }
            let b = root(right[row] + shift)
            guard a != b else { continue }
            parents[Int(max(a, b))] = min(a, b)
            a = min(a, b)
            joined += 1
            // One component: no row can join more.
            if joined == levels - 1 { return }
          }
        }
      }
    }
    return levels - joined
  }
}

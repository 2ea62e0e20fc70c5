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
  let redundant: [Int]

  /// Levels that use up degrees of freedom.
  var rank: Int { zip(levels, redundant).reduce(0) { $0 + $1.0 - $1.1 } }

  init(_ effects: [Grouping]) {
    let levels = effects.map { effect in
      var used = [Bool](repeating: false, count: effect.levelCount)
      for code in effect.codes { used[Int(code)] = true }
      return used.count { $0 }
    }
    self.levels = levels
    var redundant = [Int](repeating: 0, count: effects.count)
    var rest = Array(effects.indices)
    guard var newest = rest.max(by: { (levels[$0], $1) < (levels[$1], $0) }) else {
      self.redundant = redundant
      return
    }
    rest.removeAll { $0 == newest }
    while !rest.isEmpty {
      for effect in rest {
        redundant[effect] = max(
          redundant[effect],
          EffectRedundancy.components(
            effects[newest], effects[effect], levels: levels[newest] + levels[effect]))
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
          for row in left.indices {
            let (a, b) = (root(left[row]), root(right[row] + shift))
            guard a != b else { continue }
            parents[Int(max(a, b))] = min(a, b)
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

import Numerics

extension EffectSystem {
  /// Sets a part's sums to zero.
  func clear(_ part: Int, _ accumulators: UnsafeMutablePointer<Double>, width: Int) {
    let part = parts[part]
    for (levels, offset) in zip(part.levels, part.offsets) {
      (accumulators + offset * width).update(repeating: 0, count: levels.count * width)
    }
  }

  /// Runs a task over groups of one part.
  /// - Parameters:
  ///   - source: v, level by level.
  ///   - accumulators: receives the part's sums.
  ///   - rows: x from the first row of the groups on, one row every `stride` numbers; `nil` for
  ///     `.multiply`.
  /// - Returns: sum w x^2, by column, of tasks that see every row's last value.
  func sweep<Lane: AbsorptionLane>(
    _ task: SweepTask, part: Int, groups: Range<Int>, source: UnsafePointer<Double>,
    accumulators: UnsafeMutablePointer<Double>, rows: UnsafeMutablePointer<Double>?, stride: Int,
    weights: [Double]?, inverses: [Double], _ type: Lane.Type
  ) -> Lane {
    let (links, part) = (others.count, parts[part])
    func run(_ pointers: UnsafeBufferPointer<EffectLink>) -> Lane {
      func weighted<W: RowWeights>(_ weights: W) -> Lane {
        func linked<L: EffectLinks>(_ links: L) -> Lane {
          within.starts.withUnsafeBufferPointer { starts in
            inverses.withUnsafeBufferPointer { inverses in
              EffectSweep<Lane, L, W>(
                starts: starts.baseAddress!, inverses: inverses.baseAddress!, links: links,
                weights: weights
              ).run(task, groups, rows, stride: stride)
            }
          }
        }
        let plain = pointers.allSatisfy { $0.slope == nil }
        switch pointers.count {
        case 1 where plain: return linked(pointers[0])
        case 2 where plain: return linked(TwoLinks(first: pointers[0], second: pointers[1]))
        default: return linked(ManyLinks(links: pointers))
        }
      }
      guard let weights else { return weighted(UnitWeights()) }
      return weights.withUnsafeBufferPointer {
        weighted(GivenWeights(values: $0.baseAddress!))
      }
    }
    return withUnsafeTemporaryAllocation(of: EffectLink.self, capacity: max(1, links)) { buffer in
      func fill(_ link: Int) -> Lane {
        guard link < links else {
          return run(UnsafeBufferPointer(start: buffer.baseAddress, count: links))
        }
        let other = others[link]
        let target =
          accumulators + (part.offsets[link] - part.levels[link].lowerBound) * Lane.width
        return other.codes.withUnsafeBufferPointer { codes in
          func set(_ slope: UnsafePointer<Double>?) -> Lane {
            buffer.initializeElement(
              at: link,
              to: EffectLink(
                codes: codes.baseAddress!, source: source + other.offset * Lane.width,
                target: target, slope: slope))
            return fill(link + 1)
          }
          guard let slope = other.slope else { return set(nil) }
          return slope.withUnsafeBufferPointer { set($0.baseAddress!) }
        }
      }
      return fill(0)
    }
  }
}

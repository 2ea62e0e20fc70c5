import LinearAlgebra

/// The dummies of the effects that take part in the iteration, as a sweep sees them: levels to read
/// coefficients from, and levels to add to.
///
/// `gather` is row i of D v, `scatter` adds to D'u. There is a kind for one and for two effects,
/// the usual numbers, so that their loops are straight lines.
protocol EffectLinks {
  func gather<Lane: AbsorptionLane>(_ row: Int, _ type: Lane.Type) -> Lane
  func scatter<Lane: AbsorptionLane>(_ row: Int, _ value: Lane)
}

/// One effect's levels in memory.
struct EffectLink: EffectLinks {
  let codes: UnsafePointer<Int32>
  /// Coefficients of level 0.
  let source: UnsafePointer<Double>
  /// Sums of level 0; a part writes only its own levels.
  let target: UnsafeMutablePointer<Double>
  let slope: UnsafePointer<Double>?

  @inline(__always) func gather<Lane: AbsorptionLane>(_ row: Int, _ type: Lane.Type) -> Lane {
    Lane.load(source + Int(codes[row]) * Lane.width)
  }

  @inline(__always) func scatter<Lane: AbsorptionLane>(_ row: Int, _ value: Lane) {
    let cell = target + Int(codes[row]) * Lane.width
    (Lane.load(cell) + value).store(cell)
  }
}

/// Two effects without slopes.
struct TwoLinks: EffectLinks {
  let first: EffectLink
  let second: EffectLink

  @inline(__always) func gather<Lane: AbsorptionLane>(_ row: Int, _ type: Lane.Type) -> Lane {
    first.gather(row, type) + second.gather(row, type)
  }

  @inline(__always) func scatter<Lane: AbsorptionLane>(_ row: Int, _ value: Lane) {
    first.scatter(row, value)
    second.scatter(row, value)
  }
}

/// Any number of effects, slopes among them.
struct ManyLinks: EffectLinks {
  let links: UnsafeBufferPointer<EffectLink>

  @inline(__always) func gather<Lane: AbsorptionLane>(_ row: Int, _ type: Lane.Type) -> Lane {
    var sum = Lane.zero
    for link in links {
      let value = link.gather(row, type)
      sum = sum + (link.slope.map { value * $0[row] } ?? value)
    }
    return sum
  }

  @inline(__always) func scatter<Lane: AbsorptionLane>(_ row: Int, _ value: Lane) {
    for link in links { link.scatter(row, link.slope.map { value * $0[row] } ?? value) }
  }
}

/// The sweeps over the groups of one part. All of them read or write rows in working order.
struct EffectSweep<Lane: AbsorptionLane, Links: EffectLinks, Weights: RowWeights> {
  let starts: UnsafePointer<Int>
  /// One over each group's weight; zero where the group has none.
  let inverses: UnsafePointer<Double>
  let links: Links
  let weights: Weights

  /// Adds D'W (I - P_0) D v to the targets.
  @inline(__always) func multiply(_ groups: Range<Int>) {
    for group in groups {
      let (start, end) = (starts[group], starts[group + 1])
      var sum = Lane.zero
      for row in start..<end { sum = sum + links.gather(row, Lane.self) * weights[row] }
      let mean = sum * inverses[group]
      for row in start..<end {
        links.scatter(row, (links.gather(row, Lane.self) - mean) * weights[row])
      }
    }
  }

  /// x := (I - P_0) x, adds D'W x to the targets; returns sum w x^2.
  ///
  /// Means are relative to the first row, so that what is constant within a group becomes exactly
  /// zero.
  @inline(__always) func center(
    _ groups: Range<Int>, _ rows: UnsafeMutablePointer<Double>, stride: Int
  ) -> Lane {
    var squares = Lane.zero
    for group in groups {
      let (start, end) = (starts[group], starts[group + 1])
      let origin = Lane.load(rows + start * stride)
      var sum = Lane.zero
      for row in start..<end {
        sum = sum + (Lane.load(rows + row * stride) - origin) * weights[row]
      }
      let mean = sum * inverses[group]
      for row in start..<end {
        let target = rows + row * stride
        let value = Lane.load(target) - origin - mean
        value.store(target)
        let weighted = value * weights[row]
        squares = squares + value * weighted
        links.scatter(row, weighted)
      }
    }
    return squares
  }

  /// x := x - (I - P_0) D v, adds D'W x to the targets; returns sum w x^2.
  @inline(__always) func subtract(
    _ groups: Range<Int>, _ rows: UnsafeMutablePointer<Double>, stride: Int
  ) -> Lane {
    var squares = Lane.zero
    for group in groups {
      let (start, end) = (starts[group], starts[group + 1])
      var sum = Lane.zero
      for row in start..<end { sum = sum + links.gather(row, Lane.self) * weights[row] }
      let mean = sum * inverses[group]
      for row in start..<end {
        let target = rows + row * stride
        let value = Lane.load(target) - (links.gather(row, Lane.self) - mean)
        value.store(target)
        let weighted = value * weights[row]
        squares = squares + value * weighted
        links.scatter(row, weighted)
      }
    }
    return squares
  }
}

/// What a sweep does.
enum SweepTask {
  case multiply, center, subtract
}

extension EffectSystem {
  /// Runs a sweep over one part.
  /// - Parameters:
  ///   - source: v, level by level.
  ///   - accumulators: receives the part's sums, set to zero first.
  ///   - rows: x, one row every `stride` numbers; `nil` for `.multiply`.
  func sweep<Lane: AbsorptionLane>(
    _ task: SweepTask, part: Int, source: UnsafePointer<Double>,
    accumulators: UnsafeMutablePointer<Double>, rows: UnsafeMutablePointer<Double>?, stride: Int,
    weights: [Double]?, inverses: [Double], _ type: Lane.Type
  ) -> Lane {
    let (links, part) = (others.count, parts[part])
    for link in 0..<links {
      let cells = part.levels[link].count * Lane.width
      (accumulators + part.offsets[link] * Lane.width).update(repeating: 0, count: cells)
    }
    func run(_ pointers: UnsafeBufferPointer<EffectLink>) -> Lane {
      func weighted<W: RowWeights>(_ weights: W) -> Lane {
        func linked<L: EffectLinks>(_ links: L) -> Lane {
          within.starts.withUnsafeBufferPointer { starts in
            inverses.withUnsafeBufferPointer { inverses in
              let sweep = EffectSweep<Lane, L, W>(
                starts: starts.baseAddress!, inverses: inverses.baseAddress!, links: links,
                weights: weights)
              switch task {
              case .multiply:
                sweep.multiply(part.groups)
                return .zero
              case .center: return sweep.center(part.groups, rows!, stride: stride)
              case .subtract: return sweep.subtract(part.groups, rows!, stride: stride)
              }
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

import Numerics

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

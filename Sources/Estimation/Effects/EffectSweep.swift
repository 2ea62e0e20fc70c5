import Numerics

/// What is done to the rows of one group of the eliminated effect, a tile of columns at a time.
///
/// `rows` points to the group's first row, in a matrix or in a buffer that holds this group alone.
/// Sums over the group are relative to its first row, so that what is constant within a group
/// becomes exactly zero.
struct EffectSweep<Lane: AbsorptionLane, Links: EffectLinks, Weights: RowWeights> {
  let starts: UnsafePointer<Int>
  /// One over each group's weight; zero where the group has none.
  let inverses: UnsafePointer<Double>
  let links: Links
  let weights: Weights

  /// Adds D'W (I - P_0) D v to the targets.
  @inline(__always) func multiply(_ group: Int) {
    let (start, end) = (starts[group], starts[group + 1])
    var sum = Lane.zero
    for row in start..<end { sum = sum + links.gather(row, Lane.self) * weights[row] }
    let mean = sum * inverses[group]
    for row in start..<end {
      links.scatter(row, (links.gather(row, Lane.self) - mean) * weights[row])
    }
  }

  /// x := (I - P_0) x, adds D'W x to the targets; returns sum w x^2.
  @inline(__always) func center(
    _ group: Int, _ rows: UnsafeMutablePointer<Double>, stride: Int
  ) -> Lane {
    let (start, count) = (starts[group], starts[group + 1] - starts[group])
    let origin = Lane.load(rows)
    var sum = Lane.zero
    for index in 0..<count {
      sum = sum + (Lane.load(rows + index * stride) - origin) * weights[start + index]
    }
    let mean = sum * inverses[group]
    var squares = Lane.zero
    for index in 0..<count {
      let target = rows + index * stride
      let value = Lane.load(target) - origin - mean
      value.store(target)
      let weighted = value * weights[start + index]
      squares = squares + value * weighted
      links.scatter(start + index, weighted)
    }
    return squares
  }

  /// x := x - (I - P_0) D v for centred x, adds D'W x to the targets; returns sum w x^2.
  @inline(__always) func subtract(
    _ group: Int, _ rows: UnsafeMutablePointer<Double>, stride: Int
  ) -> Lane {
    let (start, count) = (starts[group], starts[group + 1] - starts[group])
    var sum = Lane.zero
    for index in 0..<count {
      sum = sum + links.gather(start + index, Lane.self) * weights[start + index]
    }
    let mean = sum * inverses[group]
    var squares = Lane.zero
    for index in 0..<count {
      let target = rows + index * stride
      let value = Lane.load(target) - (links.gather(start + index, Lane.self) - mean)
      value.store(target)
      let weighted = value * weights[start + index]
      squares = squares + value * weighted
      links.scatter(start + index, weighted)
    }
    return squares
  }

  /// x := (I - P_0)(x - D v) for x as given.
  @inline(__always) func reduce(
    _ group: Int, _ rows: UnsafeMutablePointer<Double>, stride: Int
  ) {
    let mean = prepare(group, rows, stride: stride)
    for index in 0..<(starts[group + 1] - starts[group]) {
      let target = rows + index * stride
      (Lane.load(target) - mean).store(target)
    }
  }

  /// As `reduce`, and adds D'W x to the targets; returns sum w x^2.
  @inline(__always) func reduceAndMeasure(
    _ group: Int, _ rows: UnsafeMutablePointer<Double>, stride: Int
  ) -> Lane {
    let (start, count) = (starts[group], starts[group + 1] - starts[group])
    let mean = prepare(group, rows, stride: stride)
    var squares = Lane.zero
    for index in 0..<count {
      let target = rows + index * stride
      let value = Lane.load(target) - mean
      value.store(target)
      let weighted = value * weights[start + index]
      squares = squares + value * weighted
      links.scatter(start + index, weighted)
    }
    return squares
  }

  /// x := x - D v relative to the first row; returns the group's mean of it.
  @inline(__always) private func prepare(
    _ group: Int, _ rows: UnsafeMutablePointer<Double>, stride: Int
  ) -> Lane {
    let (start, count) = (starts[group], starts[group + 1] - starts[group])
    let origin = Lane.load(rows) - links.gather(start, Lane.self)
    var sum = Lane.zero
    for index in 0..<count {
      let target = rows + index * stride
      let value = Lane.load(target) - links.gather(start + index, Lane.self) - origin
      value.store(target)
      sum = sum + value * weights[start + index]
    }
    return sum * inverses[group]
  }
}

/// What a sweep does to every group.
enum SweepTask {
  case multiply, center, subtract, reduce, reduceAndMeasure
}

extension EffectSweep {
  /// Runs a task over neighbouring groups; `rows` points to the first row of the first.
  @inline(__always) func run(
    _ task: SweepTask, _ groups: Range<Int>, _ rows: UnsafeMutablePointer<Double>?, stride: Int
  ) -> Lane {
    let first = starts[groups.lowerBound]
    func each(_ body: (Int, UnsafeMutablePointer<Double>) -> Lane) -> Lane {
      guard let rows else { preconditionFailure("only a product is taken without rows") }
      var squares = Lane.zero
      for group in groups {
        squares = squares + body(group, rows + (starts[group] - first) * stride)
      }
      return squares
    }
    switch task {
    case .multiply:
      for group in groups { multiply(group) }
      return .zero
    case .center: return each { center($0, $1, stride: stride) }
    case .subtract: return each { subtract($0, $1, stride: stride) }
    case .reduce:
      return each {
        reduce($0, $1, stride: stride)
        return .zero
      }
    case .reduceAndMeasure: return each { reduceAndMeasure($0, $1, stride: stride) }
    }
  }
}

import Numerics

/// A combination of columns that separates rows, or the proof that there is none.
///
/// With the rows b of an orthonormal basis of the combinations that vanish where they must, each turned
/// to its side and scaled to length one, a combination g separates if b g >= 0 in every row and b g > 0
/// in some. By Stiemke's theorem (1915) there is none exactly if positive multipliers exist with
/// sum(m b) = 0. Both are found by one least squares problem with bounds,
///
///     least |r|,  r = sum(m b),  m >= 1,
///
/// solved by active sets (Lawson and Hanson 1974, chapter 23), which end after finitely many steps. The
/// basis makes B'B >= I, so that multipliers can be corrected by at most |r|: r shorter than one is a
/// proof that nothing separates. Otherwise the conditions of the optimum say b r >= 0 and
/// sum(b r) = |r|^2 > 0, so r itself is the combination. A number between the two does not occur.
struct SeparatingDirection {
  /// One a column; zero for columns that others span.
  let coefficients: [Double]
  /// Positions of the rows that the combination separates, ascending.
  let rows: [Int]

  enum Verdict {
    case none
    /// The steps did not end, or rounding hides the answer.
    case undecided
    case found(SeparatingDirection)
  }

  /// Work, in multiplications, below which the problem takes fractions of a second.
  private static let mostWork = 1e8

  /// Whether a problem of this size should be decided so.
  static func isInReach(rows: Int, columns: Int) -> Bool {
    Double(rows) * Double(columns) * Double(columns) <= mostWork
  }

  /// Shorter than one by far more than rounding.
  private static let proofLength = 0.5
  /// Columns of which others leave a smaller share are spanned by them.
  fileprivate static let spannedShare = 1e-10
  /// Rows shorter than this vanish in all combinations, but for rounding.
  private static let least = 1e-10
  /// Violations, as cosines, that are rounding.
  private static let slack = 1e-9
  /// Cosines above this are separated.
  private static let share = 1e-7

  /// Decides. O(n p^2) a time, for n rows and p columns.
  /// - Parameters:
  ///   - columns: p of n values.
  ///   - signs: a row's side: 1 or -1, or 0 where the combination must vanish.
  static func decide(_ columns: [[Double]], signs: [Double]) -> Verdict {
    let basis = Basis(columns, signs: signs)
    let width = basis.columns.count
    guard width > 0 else { return .none }
    var positions: [Int] = []
    var values: [Double] = []
    for row in signs.indices where signs[row] != 0 {
      let length = basis.columns.reduce(0) { $0 + $1[row] * $1[row] }.squareRoot()
      guard length > least else { continue }
      positions.append(row)
      for column in basis.columns { values.append(signs[row] * column[row] / length) }
    }
    guard !positions.isEmpty else { return .none }
    guard let direction = shortestSum(values, width: width) else { return .undecided }
    guard let direction = direction.value else { return .none }
    let size = Summation.sumOfSquares(direction).squareRoot()
    let cosines = products(values, direction).map { $0 / size }
    guard let worst = cosines.min(), worst >= -share else { return .undecided }
    let rows = zip(positions, cosines).filter { $1 > share }.map(\.0)
    guard !rows.isEmpty else { return .undecided }
    return .found(
      SeparatingDirection(coefficients: basis.coefficients(direction), rows: rows))
  }

  /// r at its shortest, or nothing in the wrapper where it is shorter than one; `nil` where the steps
  /// did not end.
  private static func shortestSum(_ values: [Double], width: Int) -> (value: [Double]?, steps: Int)?
  {
    let count = values.count / width
    var origin = [Double](repeating: 0, count: width)
    for row in 0..<count {
      for column in 0..<width { origin[column] += values[row * width + column] }
    }
    func vector(_ row: Int) -> [Double] { Array(values[(row * width)..<((row + 1) * width)]) }
    var active = ActiveRows(origin: origin)
    for step in 0..<(100 + 20 * width) {
      let rest = active.rest
      let length = Summation.sumOfSquares(rest).squareRoot()
      guard length > proofLength else { return (nil, step) }
      let slopes = products(values, rest)
      var (entering, lowest) = (-1, -slack * length)
      for row in slopes.indices where slopes[row] < lowest && !active.rows.contains(row) {
        (entering, lowest) = (row, slopes[row])
      }
      guard entering >= 0 else { return (rest, step) }
      guard active.admit(entering, vector(entering), vector) else { return nil }
    }
    return nil
  }

  private static func products(_ values: [Double], _ direction: [Double]) -> [Double] {
    let width = direction.count
    return values.withUnsafeBufferPointer { values in
      direction.withUnsafeBufferPointer { direction in
        (0..<(values.count / width)).map { row in
          var sum = 0.0
          for column in 0..<width { sum += values[row * width + column] * direction[column] }
          return sum
        }
      }
    }
  }
}

/// The rows whose multipliers are above their bound, with an orthonormal basis of them.
private struct ActiveRows {
  let origin: [Double]
  private(set) var rows: [Int] = []
  /// What each multiplier has above one.
  private var multipliers: [Double] = []
  private var basis: [[Double]] = []
  /// Columns of the triangle: row j is the sum of basis i times `triangle[j][i]`.
  private var triangle: [[Double]] = []

  private static let dependent = 1e-11

  init(origin: [Double]) { self.origin = origin }

  /// The origin without what the rows span.
  var rest: [Double] {
    var rest = origin
    for _ in 0..<2 { for axis in basis { rest.subtract(Summation.dot(axis, rest), axis) } }
    return rest
  }

  /// Takes a row in and lets go of those whose multipliers fall to their bound; `false` where rounding
  /// does not allow that.
  mutating func admit(_ row: Int, _ values: [Double], _ vector: (Int) -> [Double]) -> Bool {
    guard append(values) else { return false }
    rows.append(row)
    multipliers.append(0)
    while true {
      let wanted = solution
      if wanted.allSatisfy({ $0 > 0 }) {
        multipliers = wanted
        return true
      }
      var share = 1.0
      for (old, new) in zip(multipliers, wanted) where new <= 0 {
        share = min(share, old > new ? old / (old - new) : 0)
      }
      for index in wanted.indices {
        multipliers[index] += share * (wanted[index] - multipliers[index])
      }
      let leaving = wanted.indices.filter {
        wanted[$0] <= 0 && multipliers[$0] <= 1e-12 * (1 + abs(wanted[$0]))
      }
      // The row that was just taken in must be able to stay, or nothing is gained.
      guard !leaving.isEmpty, !leaving.contains(wanted.count - 1) || rows.last != row else {
        return false
      }
      for index in leaving.reversed() {
        rows.remove(at: index)
        multipliers.remove(at: index)
      }
      (basis, triangle) = ([], [])
      for member in rows where !append(vector(member)) { return false }
    }
  }

  private mutating func append(_ values: [Double]) -> Bool {
    var rest = values
    var column = [Double](repeating: 0, count: basis.count)
    for _ in 0..<2 {
      for (index, axis) in basis.enumerated() {
        let part = Summation.dot(axis, rest)
        column[index] += part
        rest.subtract(part, axis)
      }
    }
    let length = Summation.sumOfSquares(rest).squareRoot()
    guard length > ActiveRows.dependent else { return false }
    basis.append(rest.map { $0 / length })
    triangle.append(column + [length])
    return true
  }

  /// The multipliers that bring the sum closest to zero, bounds aside.
  private var solution: [Double] {
    var result = basis.map { -Summation.dot($0, origin) }
    for index in result.indices.reversed() {
      result[index] /= triangle[index][index]
      for above in 0..<index { result[above] -= triangle[index][above] * result[index] }
    }
    return result
  }
}

/// An orthonormal basis of the combinations of columns that vanish in some rows.
private struct Basis {
  /// In the rows where they may differ from zero; zero elsewhere.
  private(set) var columns: [[Double]] = []
  /// What each is made of.
  private var parts: [[Double]] = []

  init(_ given: [[Double]], signs: [Double]) {
    var rest: [(values: [Double], parts: [Double], length: Double)] = []
    for (index, column) in given.enumerated() {
      let size = column.reduce(0) { max($0, abs($1)) }
      guard size > 0 else { continue }
      var parts = [Double](repeating: 0, count: given.count)
      parts[index] = 1 / size
      let values = column.map { $0 / size }
      rest.append((values, parts, Summation.sumOfSquares(values).squareRoot()))
    }
    let pinned = signs.map { $0 == 0 }
    if pinned.contains(true) {
      Basis.eliminate(&rest, where: pinned)
      for index in rest.indices {
        for row in signs.indices where pinned[row] { rest[index].values[row] = 0 }
      }
    }
    for found in Basis.eliminate(&rest, where: signs.map { $0 != 0 }) {
      columns.append(found.values)
      parts.append(found.parts)
    }
  }

  func coefficients(_ direction: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: parts[0].count)
    for (value, parts) in zip(direction, parts) { result.subtract(-value, parts) }
    return result
  }

  /// Takes columns out, the longest first, each made orthonormal in the given rows, until the others
  /// vanish there.
  @discardableResult
  private static func eliminate(
    _ rest: inout [(values: [Double], parts: [Double], length: Double)], where mask: [Bool]
  ) -> [(values: [Double], parts: [Double])] {
    var found: [(values: [Double], parts: [Double])] = []
    func masked(_ values: [Double]) -> [Double] {
      values.indices.map { mask[$0] ? values[$0] : 0 }
    }
    var axes: [[Double]] = []
    while true {
      let sizes = rest.map { Summation.sumOfSquares(masked($0.values)).squareRoot() / $0.length }
      guard let next = sizes.indices.max(by: { sizes[$0] < sizes[$1] }),
        sizes[next] > SeparatingDirection.spannedShare
      else { return found }
      var (values, parts, _) = rest.remove(at: next)
      for (axis, earlier) in zip(axes, found) {
        let part = Summation.dot(axis, values)
        values.subtract(part, earlier.values)
        parts.subtract(part, earlier.parts)
      }
      let size = Summation.sumOfSquares(masked(values)).squareRoot()
      values = values.map { $0 / size }
      parts = parts.map { $0 / size }
      let axis = masked(values)
      axes.append(axis)
      found.append((values, parts))
      for index in rest.indices {
        let part = Summation.dot(axis, rest[index].values)
        rest[index].values.subtract(part, values)
        rest[index].parts.subtract(part, parts)
      }
    }
  }
}

extension [Double] {
  fileprivate mutating func subtract(_ factor: Double, _ other: [Double]) {
    withUnsafeMutableBufferPointer { target in
      other.withUnsafeBufferPointer { other in
        for index in target.indices { target[index] -= factor * other[index] }
      }
    }
  }
}

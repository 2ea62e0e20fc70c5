import Expressions
import Numerics

/// Combinations of terms that a single row, cluster or unit identifies.
///
/// Such a group is fitted so that its scores vanish in that direction, and a variance made of scores
/// leaves its error out: the standard errors of the terms concerned are far too small. With
/// N_g = sum_g w y y' in coordinates in which the bread is the identity, a group does so where N_g has
/// the eigenvalue one, for which its trace must reach one: since the traces add up to k, at most k groups
/// are looked at. O(n k^2).
///
/// Found where effects are not absorbed or are nested in the groups: others make the direction spread.
struct LoneDirections {
  /// Terms with a part in one of the directions.
  private(set) var terms: Set<Int> = []

  /// 1 - an eigenvalue below which it is one, and eigenvalues of a meat that are zero beside its largest.
  private static let saturation = 1e-9
  /// A term's share of a direction, relative to its model-based error, below which it is rounding.
  private static let leastShare = 1e-6

  private let system: ScoreSystem
  /// T C: coefficients from the coordinates, whose rows have the length of the model-based error.
  private let toCoefficients: Matrix
  private let rank: Int

  private init(_ system: ScoreSystem) {
    self.system = system
    rank = system.rows.columns
    toCoefficients = system.toCoefficients.times(system.bread.factor.invertedUpper)
  }

  /// Rows of leverage one, which are looked for among those without a residual.
  static func ofRows(_ system: ScoreSystem) -> LoneDirections {
    var result = LoneDirections(system)
    // Leverages beside several effects cost more than the variance.
    guard system.effects == nil, system.copies == nil else { return result }
    let size = Summation.sumOfSquares(system.multipliers) / Double(max(1, system.multipliers.count))
    let bound = saturation * saturation * size
    let exact = system.multipliers.indices.filter {
      system.multipliers[$0] * system.multipliers[$0] <= bound
        && (system.weights?[$0] ?? 1) > 0
    }
    guard !exact.isEmpty, exact.count < system.multipliers.count else { return result }
    let leverages = system.leverages()
    let blocks = result.rotation
    for row in exact where 1 - leverages[row] < saturation {
      let start = row * system.rows.stride
      let y = blocks.times(Array(system.rows.values[start..<(start + result.rank)]))
      let length = Summation.sumOfSquares(y).squareRoot()
      // Alone in an absorbed level, it says nothing about the terms.
      guard length * length * (system.weights?[row] ?? 1) > saturation else { continue }
      result.add(y.map { $0 / length })
    }
    return result
  }

  /// Groups of one key, looked for where their meat is singular.
  /// - Parameter meat: sum_g S_g S_g'.
  static func ofGroups(
    _ system: ScoreSystem, _ grouping: Grouping, meat: Matrix, groups: Int
  ) -> LoneDirections {
    var result = LoneDirections(system)
    let eigen = SymmetricEigen(meat.congruence(by: result.rotation))
    let bound = saturation * (eigen.values.last ?? 0)
    let silent = eigen.values.indices.filter { eigen.values[$0] <= bound }
    guard !silent.isEmpty, silent.count < result.rank || groups > result.rank else { return result }
    if system.groupStarts == nil {
      result.search([grouping.codes], count: grouping.levelCount)
    } else if groups > result.rank {
      // The rows are at hand as sums alone; more groups than terms leave no other reason.
      for index in silent { result.add(Array(eigen.vectors.column(index))) }
    }
    return result
  }

  /// Units of dyads, on either side.
  static func ofUnits(
    _ system: ScoreSystem, _ first: Grouping, _ second: Grouping
  ) -> LoneDirections {
    var result = LoneDirections(system)
    guard system.groupStarts == nil else { return result }
    result.search([first.codes, second.codes], count: first.levelCount)
    return result
  }

  /// C'
  private var rotation: Matrix { system.bread.factor.invertedUpper.transposed }

  private mutating func search(_ memberships: [[Int32]], count: Int) {
    let stride = system.rows.stride
    let turned = rotation
    var traces = [Double](repeating: 0, count: count)
    var coordinates = [Double](repeating: 0, count: rank)
    for row in 0..<system.rows.rows {
      let weight = (system.weights?[row] ?? 1) * (system.copies?[row] ?? 1)
      guard weight != 0 else { continue }
      project(row, stride, turned, into: &coordinates)
      let square = weight * coordinates.reduce(0) { $0 + $1 * $1 }
      for codes in memberships { traces[Int(codes[row])] += square }
    }
    var blocks: [Int: Matrix] = [:]
    for code in traces.indices where traces[code] > 1 - LoneDirections.saturation {
      blocks[code] = Matrix(rows: rank, columns: rank)
    }
    guard !blocks.isEmpty else { return }
    for row in 0..<system.rows.rows {
      let codes = memberships.map { Int($0[row]) }.filter { blocks[$0] != nil }
      guard !codes.isEmpty else { continue }
      let weight = (system.weights?[row] ?? 1) * (system.copies?[row] ?? 1)
      project(row, stride, turned, into: &coordinates)
      for code in codes {
        for column in 0..<rank {
          for line in 0..<rank {
            blocks[code]?[line, column] += weight * coordinates[line] * coordinates[column]
          }
        }
      }
    }
    for code in blocks.keys.sorted() {
      guard let block = blocks[code] else { continue }
      let eigen = SymmetricEigen(block)
      for index in 0..<rank where 1 - eigen.values[index] < LoneDirections.saturation {
        add(Array(eigen.vectors.column(index)))
      }
    }
  }

  private func project(
    _ row: Int, _ stride: Int, _ turned: Matrix, into coordinates: inout [Double]
  ) {
    for line in 0..<rank {
      var sum = 0.0
      for column in 0...line {
        sum += turned[line, column] * system.rows.values[row * stride + column]
      }
      coordinates[line] = sum
    }
  }

  /// Adds the terms of a direction of length one.
  private mutating func add(_ direction: [Double]) {
    for term in 0..<toCoefficients.rows {
      let (share, size) = (0..<rank).reduce((0.0, 0.0)) {
        let value = toCoefficients[term, $1]
        return ($0.0 + value * direction[$1], $0.1 + value * value)
      }
      if abs(share) > LoneDirections.leastShare * size.squareRoot() { terms.insert(term) }
    }
  }

  /// The note that names the terms, where there are any.
  func notes(_ sample: WorkingSample, _ alone: EstimationNote.Alone) -> [EstimationNote] {
    terms.isEmpty ? [] : [.identifiedAlone(terms.sorted().map { sample.terms[$0] }, alone)]
  }
}

import Expressions
import Numerics

import func Foundation.pow

/// Variances that let errors be correlated over time, with Bartlett weights (Newey and West 1987).
///
/// With S_ut the score sum of unit u in period t and L lags,
///
///     M = sum_u [ sum_t S_ut S_ut' + sum_{l=1..L} (1 - l/(L + 1)) sum_t (S_ut S_u,t-l' + its transpose) ]
///
/// For the panel Newey-West variance u is the panel's unit; for Driscoll and Kraay (1998) all rows
/// form one unit, so that errors may also be correlated across units in any way (large T). A lag is
/// a difference of the time's values, so that nothing is paired across a gap. Positive
/// semidefinite. O(n (k + log n) + C L k + C k^2) for C cells of unit and period.
struct SerialMeat {
  let meat: Matrix
  /// Distinct periods.
  let periods: Int
  let lags: Int
  private let system: ScoreSystem
  /// What the rows are grouped by: periods, and units where there are several.
  private let keys: [[Int32]]

  /// - Parameters:
  ///   - units: one code a row, or `nil` where all rows form one unit.
  ///   - lags: L; `nil` takes floor(4 (T/100)^(2/9)) (Newey and West 1994).
  /// - Throws: `EstimationError.invalidLag`, `.tooFewClusters` (fewer than two periods),
  ///   `.fractionalTime`, `.duplicateTime`.
  init(
    _ problem: VarianceProblem, units: Grouping?, time: Expression, lags: Int?
  ) throws(EstimationError) {
    let system = problem.system
    let times = try problem.times(time)
    periods = Set(times).count
    guard periods > 1 else { throw .tooFewClusters(key: time.description, found: periods) }
    let chosen = lags ?? Int(4 * pow(Double(periods) / 100, 2.0 / 9))
    guard chosen >= 0, chosen < periods else { throw .invalidLag(chosen, periods: periods) }
    self.lags = chosen
    keys = [SerialMeat.codes(times)] + (units.map { [$0.codes] } ?? [])

    let unitCodes = units?.codes
    let order = times.indices.sorted {
      let (a, b) = (unitCodes?[$0] ?? 0, unitCodes?[$1] ?? 0)
      return (a, times[$0], $0) < (b, times[$1], $1)
    }
    var cells = [Int32](repeating: 0, count: order.count)
    var cellUnits: [Int32] = []
    var cellTimes: [Int] = []
    for row in order {
      let (unit, period) = (unitCodes?[row] ?? 0, times[row])
      if cellUnits.last != unit || cellTimes.last != period {
        cellUnits.append(unit)
        cellTimes.append(period)
      } else if let units {
        throw .duplicateTime(unit: units.labels[Int(unit)], time: period)
      }
      cells[row] = Int32(cellUnits.count - 1)
    }
    let sums = system.sums(by: cells, count: cellUnits.count)
    // S_t (S_t + 2 sum w S_{t-l})', made symmetric, is both halves of the sum at once.
    var smoothed = sums
    let stride = system.rows.stride
    for cell in cellUnits.indices {
      var earlier = cell - 1
      while earlier >= 0, cellUnits[earlier] == cellUnits[cell],
        cellTimes[cell] - cellTimes[earlier] <= chosen
      {
        let lag = Double(cellTimes[cell] - cellTimes[earlier])
        let weight = 2 * (1 - lag / Double(chosen + 1))
        for column in 0..<stride {
          smoothed[cell * stride + column] += weight * sums[earlier * stride + column]
        }
        earlier -= 1
      }
    }
    meat = system.symmetricProducts(sums, smoothed)
    self.system = system
  }

  /// Periods as codes, by first appearance.
  private static func codes(_ times: [Int]) -> [Int32] {
    var known: [Int: Int32] = [:]
    return times.map { time in
      if let code = known[time] { return code }
      let code = Int32(known.count)
      known[time] = code
      return code
    }
  }

  /// The variance, with the factor of its rule.
  func estimate(
    _ problem: VarianceProblem, _ corrected: CorrectedVariance, label: String
  ) -> VarianceEstimate {
    VarianceEstimate(
      system.sandwich(meat),
      factor: problem.small.factor(of: corrected, groups: periods, nesting: keys.map { [$0] }),
      groups: periods, reference: problem.student(periods - 1), label: label)
  }
}

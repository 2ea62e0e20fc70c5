import Numerics

/// The sum of temporary concessions as a function of the stake V, tabulated with its exact slope and
/// read between by cubics, so that worlds of thousands of rows need a few dozen equilibria.
///
/// With 49 knots it is within 1e-8 of the equilibria of the default inputs. It exists only where the
/// function does: no rival maximum at the knots that are searched and no structural
/// concession.
public struct ConcessionSchedule: Sendable, Equatable {
  /// The model that is tabulated.
  public let model: AllianceConcessions
  private let levels: [Double]
  private let slopes: [Double]
  private let largestStake: Double

  private static let knots = 48
  private static let searched = 12

  /// Tabulates the model's concessions.
  /// - Throws: `BargainingError.notUnique` where there are several maxima or tariffs move,
  ///   `.notConverged`.
  public init(_ model: AllianceConcessions) throws(BargainingError) {
    self.model = model
    let parameters = model.parameters
    largestStake =
      parameters.commitmentValue * (parameters.highCommitment - parameters.lowCommitment)
      * (1 - parameters.challengerBelief)
    var levels = [0.0]
    let zeros = [Double](repeating: 0, count: model.map.states.count)
    let pivotality = model.map.outcome(at: zeros).pivotality
    var slopes = [pivotality.reduce(0, +) / parameters.concessionCost]
    var here = zeros
    for knot in 1...Self.knots where largestStake > 0 {
      let stake = largestStake * Double(knot) / Double(Self.knots)
      // Every knot continues the one before; some are searched in full for rivals of it.
      var best = try model.settle(stake: stake, t: 0, from: here)
      if knot % Self.searched == 0 {
        let (found, maxima, _, _) = try model.maximum(stake: stake)
        guard maxima == 1 else {
          throw .notUnique(
            what: "The protege's best concession", input: "a stake", value: stake,
            hint: "Raise c, or lower v, for concessions that move smoothly with commitment.")
        }
        best = found
      }
      guard best.t == 0, model.structuralBenefit(stake, best) <= model.structuralCost else {
        throw .notUnique(
          what: "A schedule of temporary concessions alone", input: "a stake", value: stake,
          hint: "Tariffs move there too: raise k_t above \(parameters.structuralCost).")
      }
      here = best.x
      levels.append(here.reduce(0, +))
      guard let factor = Cholesky(model.curvatureOfLoss(stake: stake, best)) else {
        throw .notUnique(
          what: "The protege's best concession", input: "a stake", value: stake,
          hint: "Raise c, or lower v, for concessions that move smoothly with commitment.")
      }
      slopes.append(factor.solve(best.outcome.pivotality).reduce(0, +))
    }
    self.levels = levels
    self.slopes = slopes
  }

  /// sum_r x_r at a record, in an election year.
  public func total(signal: Double) -> Double {
    let stake = model.stake(signal: signal)
    guard stake > 0, largestStake > 0 else { return 0 }
    let position = stake / largestStake * Double(Self.knots)
    let knot = min(Self.knots - 1, Int(position))
    let u = position - Double(knot)
    let width = largestStake / Double(Self.knots)
    let (a, b) = (levels[knot], levels[knot + 1])
    let (da, db) = (slopes[knot] * width, slopes[knot + 1] * width)
    let rest = 1 - u
    return rest * rest * ((1 + 2 * u) * a + u * da) + u * u * ((3 - 2 * u) * b - rest * db)
  }

  /// The line that least squares draws through the concessions when records are normal:
  /// slope Cov(X, s) / Var(s) and level E X - slope E s.
  ///
  /// For records that are jointly normal this is also what a within estimator finds, because then
  /// the expectation of one record given another is linear and what the line leaves over is
  /// uncorrelated with every year's record.
  public func projection(mean: Double, deviation: Double) -> (level: Double, slope: Double) {
    // The integrand bends at sbar; a fine trapezoid rule is good to 1e-7 there.
    let steps = 20_000
    let reach = 8.0
    var (weight, first, second) = (0.0, 0.0, 0.0)
    for step in 0...steps {
      let z = reach * (2 * Double(step) / Double(steps) - 1)
      let mass = NormalDistribution.density(z)
      let value = total(signal: mean + deviation * z)
      weight += mass
      first += mass * value
      second += mass * value * z
    }
    let slope = second / weight / deviation
    return (first / weight - slope * mean, slope)
  }
}

import Expressions
import Numerics

/// A design made ready for estimation: checked, sorted by the largest absorbed effect, swept of all,
/// with a basis in place of the regressors.
struct WorkingSample: Sendable {
  let design: Design
  /// The absorbed effect, the largest of several; `nil` without effects.
  let within: WithinTransform?
  /// The effects, where there are several; `nil` where `within` says all.
  let effects: EffectSystem?
  /// How the effects were removed.
  let absorption: AbsorptionReport
  /// The levels that use up degrees of freedom.
  let redundancy: EffectRedundancy
  /// The levels of effects with slopes, and those that use up degrees of freedom.
  let slopeLevels: [SlopeLevels]
  /// The rule by which effects are counted.
  let rule: SmallSampleRule
  /// The outcome less its offset in working order, what the effects explain removed.
  private(set) var outcome: [Double]
  /// sum p y^2 of that outcome where effects are absorbed.
  let squaresWithin: Double?
  /// Row weights of the least squares problem in working order; `nil` when all are one.
  let priors: [Double]?
  /// How often each row counts (frequency weights); `nil` for once.
  let copies: [Double]?
  /// The regressors that identify coefficients.
  let basis: ColumnSpace
  /// Their rows in working order, in the coordinates of `basis`.
  let regressors: Regressors
  /// Observations: the sum of frequency weights, or the number of rows.
  let count: Int

  /// The regressors, what the effects explain removed.
  enum Regressors: Sendable {
    /// An orthogonal basis of them.
    case stored(RowMajorMatrix)
    /// The scaled columns themselves, made when they are needed, and X'Wy.
    case swept(SweptRegressors, projection: [Double])
  }

  /// n x rank: stored now if they were not.
  var rows: RowMajorMatrix {
    switch regressors {
    case .stored(let rows): rows
    case .swept(let swept, _): swept.stored()
    }
  }

  var rowCount: Int { design.outcome.count }
  /// Estimated parameters, levels of absorbed effects included: those that no other effect spans,
  /// or, by fixest's rule, all but one of each effect after the first.
  var parameterCount: Int {
    switch rule {
    case .fixest:
      basis.rank + redundancy.levels.reduce(0, +) - max(0, redundancy.levels.count - 1)
        + slopeLevels.reduce(0) { $0 + $1.levels }
    case .none, .stata, .reghdfe, .sandwich:
      basis.rank + redundancy.rank + slopeLevels.reduce(0) { $0 + $1.rank }
    }
  }
  var residualDegreesOfFreedom: Int { count - parameterCount }
  var terms: [Term] { basis.kept.map { design.terms[$0] } }

  var redundantTerms: [RedundantTerm] {
    basis.dropped.map {
      RedundantTerm(
        term: design.terms[$0.column], relativePivot: $0.relativePivot,
        combination: $0.combination)
    }
  }

  /// R's `lm` drops a column whose relative pivot is below this.
  private static let nearCollinear = 1e-7

  /// Kept terms that the terms and effects before them nearly span.
  var collinearityNotes: [EstimationNote] {
    zip(terms, basis.relativePivots).filter { $1 < WorkingSample.nearCollinear }.map {
      .nearlyCollinear($0, relativePivot: $1)
    }
  }

  /// Share of the outcome's own variation below which what the effect leaves is rounding.
  private static let roundingShare = 1e-24

  /// The least relative pivot of a column after several effects: what iteration leaves of a column
  /// that they span is larger than rounding.
  private static let sweptRank = 1e-9

  /// Each column is swept to within the tolerance of its length, so a column that others span keeps
  /// about as much beside them; columns that keep less than this many tolerances are spanned.
  private static let sweptTolerances = 10.0

  /// Regressors that keep this share of their length beside those before them need not be stored:
  /// the solution of their normal equations is exact to 1e-12, and is corrected once.
  private static let wellConditioned = 1e-2

  /// Checks and prepares.
  /// - Parameters:
  ///   - rule: decides how absorbed effects are counted.
  ///   - storing: whether the regressors' rows are worked on again and again, as all but least
  ///     squares do. Otherwise they stay columns where several effects are absorbed and they are
  ///     well-conditioned.
  ///   - needsResidual: whether a degree of freedom must be left, as it need not for a likelihood of
  ///     fixed dispersion.
  init(
    _ design: Design, options: Specification.Options, rule: SmallSampleRule = .none,
    storing: Bool = true, needsResidual: Bool = true
  ) throws(EstimationError) {
    let offered = design.outcome.count
    let squares = try design.validate(threads: options.threads, needsResidual: needsResidual)
    let design = options.singletons == .drop ? try design.withoutSingletons() : design
    self.design = design
    self.rule = rule
    let effects =
      design.absorbed.count > 1 || !design.slopes.isEmpty
      ? EffectSystem(design.absorbed, slopes: design.slopes) : nil
    let within = effects?.within ?? design.absorbed.first.map { WithinTransform($0) }
    self.within = within
    self.effects = effects
    redundancy = EffectRedundancy(design.absorbed, threads: options.threads)
    slopeLevels = SlopeLevels.of(design)
    let priors = design.weights.map { within?.arranged($0.values) ?? $0.values }
    self.priors = priors
    let isFrequency = design.weights?.kind == .frequency
    copies = isFrequency ? priors : nil
    let total = isFrequency ? Summation.sum(priors ?? []) : Double(design.outcome.count)
    count = Int(total)

    let scales = OrthogonalBasis.scales(
      of: design.matrix, weights: design.weights?.values,
      squares: design.weights == nil && design.outcome.count == offered ? squares : nil,
      threads: options.threads)
    let tolerance = options.rankTolerance
    var outcome = within?.arrangedCopy(design.netOutcome) ?? design.netOutcome
    if let effects {
      var solver = AbsorptionSolver(effects, weights: priors, threads: options.threads)
      var report = solver.absorb(
        &outcome, tolerance: options.absorptionTolerance, maximumSweeps: options.maximumSweeps)
      var swept = SweptRegressors(design.matrix, divisors: scales.divisors, solver)
      (basis, regressors) = WorkingSample.basis(
        &swept, outcome, references: scales.lengths,
        tolerance: max(
          tolerance, WorkingSample.sweptRank,
          WorkingSample.sweptTolerances * options.absorptionTolerance), options, storing: storing)
      report.merge(swept.report)
      absorption = report
      try absorption.requireConvergence(options)
    } else {
      var rows = WorkingSample.fill(design, within, divisors: scales.divisors, options.threads)
      within?.demean(&rows, weights: priors, threads: options.threads)
      within?.demean(&outcome, weights: priors)
      let orthogonal = OrthogonalBasis(
        filled: consume rows, scales: scales.divisors, references: scales.lengths, weights: priors,
        tolerance: tolerance, threads: options.threads)
      (basis, regressors) = (orthogonal.space, .stored(orthogonal.rows))
      absorption = AbsorptionReport()
    }
    squaresWithin = within.map { _ in Summation.weightedSquares(outcome, priors) }
    self.outcome = outcome

    if let alone = redundancy.levels.firstIndex(of: design.outcome.count), copies == nil {
      throw .everyRowAlone(effect: design.absorbed[alone].name, rows: design.outcome.count)
    }
    guard basis.rank > 0 else { throw .noIdentifiedTerm(redundant: design.terms.map(\.name)) }
    guard residualDegreesOfFreedom > 0 || (!needsResidual && residualDegreesOfFreedom == 0) else {
      throw .fewerRowsThanTerms(rows: count, parameters: parameterCount)
    }
    if let left = squaresWithin {
      let total = Summation.weightedSquares(design.netOutcome, design.weights?.values)
      let share =
        effects == nil
        ? WorkingSample.roundingShare : WorkingSample.sweptRank * WorkingSample.sweptRank
      guard left > share * total else {
        throw .constantWithin(
          outcome: design.outcomeName,
          effect: design.absorbed.map(\.name).joined(separator: " + "))
      }
    }
  }

  /// Hands over the outcome, for who turns it into residuals in place; none is left.
  mutating func takeOutcome() -> [Double] {
    let outcome = outcome
    self.outcome = []
    return outcome
  }

  /// Finds the coefficients of several effects and the basis of what they leave.
  private static func basis(
    _ swept: inout SweptRegressors, _ outcome: [Double], references: [Double], tolerance: Double,
    _ options: Specification.Options, storing: Bool
  ) -> (ColumnSpace, Regressors) {
    var rows: RowMajorMatrix
    if storing {
      rows = swept.solvedAndStored(options)
    } else {
      let equations = swept.normalEquations(outcome, options)
      if let space = ColumnSpace(
        products: equations.products, scales: swept.divisors, references: references,
        tolerance: tolerance, share: WorkingSample.wellConditioned)
      {
        return (space, .swept(swept, projection: equations.projection))
      }
      rows = swept.stored()
    }
    let orthogonal = OrthogonalBasis(
      filled: consume rows, scales: swept.divisors, references: references,
      weights: swept.weights, tolerance: tolerance, threads: options.threads)
    return (orthogonal.space, .stored(orthogonal.rows))
  }

  /// The scaled regressors in working order.
  private static func fill(
    _ design: Design, _ within: WithinTransform?, divisors: [Double], _ threads: Int
  ) -> RowMajorMatrix {
    let matrix = design.matrix
    return RowMajorMatrix(rows: matrix.rows, columns: matrix.columns, threads: threads) {
      range, target, stride in
      // Chunk by chunk, so that a row's cache line is filled while it is near.
      for start in Swift.stride(from: 0, to: range.count, by: RowMajorMatrix.chunkLength) {
        let offsets = start..<min(start + RowMajorMatrix.chunkLength, range.count)
        for column in 0..<matrix.columns {
          let inverse = 1 / divisors[column]
          matrix[column: column].withUnsafeBufferPointer { source in
            if let order = within?.order {
              for offset in offsets {
                let row = Int(order[range.lowerBound + offset])
                target[offset * stride + column] = source[row] * inverse
              }
            } else {
              for offset in offsets {
                target[offset * stride + column] = source[range.lowerBound + offset] * inverse
              }
            }
          }
        }
      }
    }
  }

  /// The offset in working order; `nil` where there is none.
  var offset: [Double]? { design.offset.map { within?.arranged($0) ?? $0 } }

  /// Working order to sample order.
  func restored(_ values: [Double]) -> [Double] { within?.restored(values) ?? values }

  /// The codes of a key in working order.
  func codes(_ key: GroupingKey) throws(EstimationError) -> Grouping {
    var grouping = try design.grouping(key)
    if let within { grouping.codes = within.arranged(grouping.codes) }
    return grouping
  }

  /// The numbers that a variance measures by, in working order.
  func numbers(_ key: Expression) throws(EstimationError) -> [Double] {
    guard let values = design.numbers[key] else {
      throw .unknownVariable(
        key.description, formula: design.formula,
        closest: design.numbers.keys.map(\.description).sorted())
    }
    return within?.arranged(values) ?? values
  }

  /// Positions in the design, ascending, of working positions.
  func designRows(_ positions: [Int]) -> [Int] {
    guard let order = within?.order else { return positions }
    return positions.map { Int(order[$0]) }.sorted()
  }

  /// The frame's row, counted from 1, of a working position.
  func frameRow(_ position: Int) -> Int {
    let row = within?.order.map { Int($0[position]) } ?? position
    return design.frameRow(row)
  }
}

import Numerics

/// When and where the iteration looks for separated rows.
extension GeneralizedLinearModel {
  /// Steps of this size beside the residual are near the end, and shrink by their square.
  private static let nearEnd = 0.05
  private static let linearRate = 0.2
  /// Where every row is separated no step is ever small.
  private static let usualSteps = 12
  /// An iteration that goes on looks again for separation after so many steps.
  private static let examinationPeriod = 25

  /// Looks for separation where the steps suggest it; whether it was found.
  mutating func findsSeparation(last: Double, _ options: Specification.Options) -> Bool {
    guard suspects > 0, mayDiverge(last: last) else { return false }
    let isDue = convergence.iterations.isMultiple(of: GeneralizedLinearModel.examinationPeriod)
    return (!isExamined || isDue) && examine(options)
  }

  /// The search is made once, and the iteration's own directions are tried each time.
  mutating func examine(_ options: Specification.Options) -> Bool {
    let verdict = Separation.examine(
      sample, outcome: outcome, family: family, candidates: recessions, searches: !isExamined,
      options: options)
    if !isExamined { isSeparationUndecided = verdict == .undecided }
    isExamined = true
    guard case .separated(let found) = verdict else { return false }
    separation = found
    return true
  }

  /// Combinations along which the likelihood may rise without end: the last step, and for a binary
  /// outcome the predictor.
  private var recessions: [[Double]] {
    func combination(_ coordinates: [Double]) -> [Double] {
      var result = [Double](repeating: 0, count: outcome.count)
      rows.subtractProduct(coordinates.map { -$0 }, from: &result, threads: threads)
      return result
    }
    let step = isPooled ? combination(direction) : fit
    guard family.isBinary else { return [step.map { -$0 }] }
    guard !isPooled else { return [step, combination(coordinates)] }
    return [step, offset.map { zip(predictor, $0).map { $0 - $1 } } ?? predictor]
  }

  /// Whether the steps shrink as towards infinity, by a constant factor, and not as towards an
  /// optimum, by their square. Rows that are fitted closely for good reason are not examined.
  private func mayDiverge(last: Double) -> Bool {
    (stepSize < GeneralizedLinearModel.nearEnd
      || convergence.iterations > GeneralizedLinearModel.usualSteps)
      && stepSize > GeneralizedLinearModel.linearRate * last
  }
}

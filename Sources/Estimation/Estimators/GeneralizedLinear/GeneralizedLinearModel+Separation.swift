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
  /// A step that takes no row further by this share of its residual proves that nothing separates.
  private static let mostOfResidual = 0.5
  /// Steps that are swept of effects finely enough for that.
  static let fineStep = 1e-4

  /// Looks for separation where the steps suggest it; whether it was found.
  mutating func findsSeparation(last: Double, _ options: Specification.Options) -> Bool {
    guard suspects > 0, !isSeparationExcluded, mayDiverge(last: last) else { return false }
    let isDue = convergence.iterations.isMultiple(of: GeneralizedLinearModel.examinationPeriod)
    return (!isExamined || isDue) && examine(options)
  }

  /// The search is made once, and the iteration's own directions are tried each time.
  mutating func examine(_ options: Specification.Options) -> Bool {
    let verdict = Separation.examine(
      sample, outcome: outcome, family: family, candidates: recessions, searches: !isExamined,
      options: options)
    if !isExamined { isSeparationUndecided = verdict == .undecided }
    if verdict == .none { isSeparationExcluded = true }
    isExamined = true
    guard case .separated(let found) = verdict else { return false }
    separation = found
    return true
  }

  /// Whether an iteration that has ended left rows fitted so closely that separation must be looked for,
  /// which was not done.
  var isStillSuspect: Bool { suspects > 0 && !isSeparationExcluded && !isExamined }

  /// Takes a step as a proof that nothing separates, where it is one.
  ///
  /// What a weighted fit leaves of the working residuals, w (r - step), is orthogonal to every term and
  /// effect. Where it also keeps the sign of r in each row that might be separated, these are the
  /// positive multipliers of Stiemke's theorem (`SeparatingDirection`). Along a separating combination
  /// a step takes such rows further by about their whole residual, so that the two do not get close.
  mutating func excludeSeparation(step: [Double], residuals: [Double]) {
    guard suspects > 0, !isSeparationExcluded else { return }
    let isBinary = family.isBinary
    for row in step.indices where isBinary || outcome[row] == 0 {
      let residual = residuals[row]
      guard step[row] * residual < GeneralizedLinearModel.mostOfResidual * residual * residual
      else { return }
    }
    isSeparationExcluded = true
    isSeparationUndecided = false
  }

  /// Combinations along which the likelihood may rise without end: the last step, and for a binary
  /// outcome the predictor.
  private var recessions: [[Double]] {
    let isPooled = sample.within == nil
    let step = isPooled ? combination(direction) : fit
    guard family.isBinary else { return [step.map { -$0 }] }
    guard !isPooled else { return [step, combination(coordinates)] }
    return [step, offset.map { zip(predictor, $0).map { $0 - $1 } } ?? predictor]
  }

  /// What coordinates mean for the predictor, effects aside.
  func combination(_ coordinates: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: outcome.count)
    rows.subtractProduct(coordinates.map { -$0 }, from: &result, threads: threads)
    return result
  }

  /// Whether the steps shrink as towards infinity, by a constant factor, and not as towards an
  /// optimum, by their square. Rows that are fitted closely for good reason are not examined.
  private func mayDiverge(last: Double) -> Bool {
    (stepSize < GeneralizedLinearModel.nearEnd
      || convergence.iterations > GeneralizedLinearModel.usualSteps)
      && stepSize > GeneralizedLinearModel.linearRate * last
  }
}

import Estimation

extension Fit {
  /// The reference distribution of a combination of terms. Where each term has its own degrees of
  /// freedom (CR2), a single term's are exact; of several the fewest are on the safe side.
  func reference(ofTermsAt positions: [Int]) -> ReferenceDistribution {
    guard let degrees = variance.termDegreesOfFreedom,
      let fewest = positions.map({ degrees[$0] }).min()
    else { return variance.reference }
    return .t(degreesOfFreedom: fewest)
  }
}

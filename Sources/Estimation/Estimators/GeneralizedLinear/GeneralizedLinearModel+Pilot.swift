import Numerics

extension GeneralizedLinearModel {
  /// Samples from which a pilot saves more than it costs.
  private static let largeSample = 1 << 18
  /// Rows of the pilot: its estimates are off by a few standard errors of the whole.
  private static let pilotRows = 1 << 16
  private static let pilotTolerance = 1e-3

  /// Coordinates of a fit to some of the rows, to start from; `nil` where it would not pay or does
  /// not identify the same terms.
  ///
  /// The likelihoods are concave, so the start decides how many steps it takes and not where they
  /// end. One row is drawn from each stretch of equal length, since every twentieth row of a panel
  /// could be the same year.
  static func pilot(
    _ sample: WorkingSample, family: any ResponseFamily.Type, options: Specification.Options,
    from largeSample: Int = largeSample, rows pilotRows: Int = pilotRows
  ) -> [Double]? {
    guard sample.rowCount >= largeSample, sample.within == nil, sample.design.offset == nil
    else { return nil }
    let stretch = sample.rowCount / pilotRows
    var generator = Xoshiro256(seed: UInt64(sample.rowCount))
    var design = sample.design
    design.keep(
      (0..<pilotRows).map { $0 * stretch + Int(generator.next() % UInt64(stretch)) })
    var options = options
    options.tolerance = pilotTolerance
    options.allowNonConvergence = false
    do throws(EstimationError) {
      let fitted = try GeneralizedLinearModel(
        try WorkingSample(design, options: options), family: family, options: options)
      guard fitted.separation == nil, fitted.sample.basis.kept == sample.basis.kept else {
        return nil
      }
      return sample.basis.toCoefficients.solvedUpper(fitted.coefficients)
    } catch {
      return nil
    }
  }
}

import Estimation
import Numerics

/// A design with one treatment, one moderator and their product, in parts: what interaction
/// diagnostics rearrange.
public struct ModeratedDesign: Sendable {
  public let design: Design
  public let treatment: String
  public let moderator: String
  /// n values each.
  public let treatmentValues: [Double]
  public let moderatorValues: [Double]
  /// Positions of the terms that are neither treatment, moderator, product nor intercept.
  let controls: [Int]

  /// Takes a design apart.
  ///
  /// - Throws: `unknownTerm`; `noInteraction` where no term is the product of the two; `diagnostics`
  ///   where the treatment enters in a further term, which bins and kernels would not let vary.
  public init(
    _ design: Design, treatment: String, moderator: String
  ) throws(InterpretationError) {
    func position(_ name: String) throws(InterpretationError) -> Int {
      guard let index = design.terms.firstIndex(of: name) else {
        throw .unknownTerm(name, available: design.terms)
      }
      return index
    }
    let (first, second) = (try position(treatment), try position(moderator))
    let read = design.terms.map { TermFactors($0) }
    let wanted = TermFactors("\(treatment):\(moderator)")
    let turned = TermFactors("\(moderator):\(treatment)")
    guard let product = read.firstIndex(where: { $0 == wanted || $0 == turned }) else {
      throw .noInteraction(
        focal: treatment, moderator: moderator,
        products: design.terms.filter { TermFactors.split($0).count > 1 },
        available: design.terms)
    }
    for (index, term) in design.terms.enumerated()
    where index != first && index != product && read[index].power(of: treatment) > 0 {
      throw .diagnostics(
        "The treatment `\(treatment)` also enters through `\(term)`; diagnostics of its "
          + "interaction with `\(moderator)` need it alone and times the moderator. Leave the "
          + "term out of the formula.")
    }
    self.design = design
    self.treatment = treatment
    self.moderator = moderator
    treatmentValues = design.matrix[column: first]
    moderatorValues = design.matrix[column: second]
    controls = design.terms.indices.filter {
      $0 != first && $0 != second && $0 != product && design.terms[$0] != "(Intercept)"
    }
    guard Set(moderatorValues).count > 2 else {
      throw .diagnostics(
        "The moderator `\(moderator)` has \(Set(moderatorValues).count) values in the sample; with "
          + "fewer than three the linear interaction is all there is. Fit the model as it stands.")
    }
  }

  /// The design with other columns in the place of intercept, treatment, moderator and product.
  func replacing(_ columns: [(name: String, values: [Double])]) -> Design {
    var result = design
    let kept = controls.map { (name: design.terms[$0], values: design.matrix[column: $0]) }
    let all = columns + kept
    result.terms = all.map(\.name)
    result.matrix = ColumnMatrix(columns: all.map(\.values))
    return result
  }

  /// The constant, where the design has one; the effects span it otherwise.
  var intercept: [(name: String, values: [Double])] {
    design.hasIntercept
      ? [("(Intercept)", Array(repeating: 1, count: design.outcome.count))] : []
  }

  /// Treatment times given values.
  func treated(_ values: [Double]) -> [Double] {
    zip(treatmentValues, values).map { $0 * $1 }
  }

  static func fit(
    _ design: Design, _ specification: Specification
  ) throws(InterpretationError) -> Fit {
    do {
      return try Fit(design, specification)
    } catch {
      throw .diagnostics(
        "The \(design.terms.count) columns of the diagnostic cannot be fitted: \(error)")
    }
  }
}

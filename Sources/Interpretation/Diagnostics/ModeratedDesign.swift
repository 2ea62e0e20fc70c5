import Estimation
import Expressions
import Numerics

/// A design with one treatment, one moderator and their product, in parts: what interaction
/// diagnostics rearrange.
public struct ModeratedDesign: Sendable {
  /// The design as it was built.
  public let design: Design
  /// The variable whose effect is asked for.
  public let treatment: String
  /// The variable that the effect depends on.
  public let moderator: String
  let treatmentTerm: Term
  let moderatorTerm: Term
  let productTerm: Term
  /// n values each.
  public let treatmentValues: [Double]
  /// n values.
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
    let names = design.terms.map(\.name)
    func position(_ name: String) throws(InterpretationError) -> Int {
      let positions = design.terms.positions(of: .named(name))
      guard let index = positions.first else { throw .unknownTerm(name, available: names) }
      guard positions.count == 1 else {
        throw .ambiguousTerm(name, spelled: positions.map { names[$0] })
      }
      return index
    }
    let (first, second) = (try position(treatment), try position(moderator))
    let read = design.terms.map { TermPowers($0) }
    let wanted = Term(design.terms[first].factors + design.terms[second].factors)
    guard let product = read.firstIndex(of: TermPowers(wanted)) else {
      throw .noInteraction(
        focal: treatment, moderator: moderator,
        products: design.terms.filter(\.isInteraction).map(\.name), available: names)
    }
    let treated = TermPowers.variable(named: treatment, in: design.terms)
    for (index, term) in design.terms.enumerated()
    where index != first && index != product && read[index].exponent(of: treated) > 0 {
      throw .diagnostics(
        "The treatment `\(treatment)` also enters through `\(term)`; diagnostics of its "
          + "interaction with `\(moderator)` need it alone and times the moderator. Leave the "
          + "term out of the formula.")
    }
    self.design = design
    self.treatment = treatment
    self.moderator = moderator
    (treatmentTerm, moderatorTerm) = (design.terms[first], design.terms[second])
    productTerm = wanted
    treatmentValues = design.matrix[column: first]
    moderatorValues = design.matrix[column: second]
    controls = design.terms.indices.filter {
      $0 != first && $0 != second && $0 != product && design.terms[$0] != .intercept
    }
    guard Set(moderatorValues).count > 2 else {
      throw .diagnostics(
        "The moderator `\(moderator)` has \(Set(moderatorValues).count) values in the sample; with "
          + "fewer than three the linear interaction is all there is. Fit the model as it stands.")
    }
  }

  /// The design with other columns in the place of intercept, treatment, moderator and product.
  func replacing(_ columns: [DesignColumn]) -> Design {
    var result = design
    let kept = controls.map {
      DesignColumn(design.terms[$0], design.matrix[column: $0])
    }
    let all = columns + kept
    result.terms = all.map(\.term)
    result.matrix = ColumnMatrix(columns: all.map(\.values))
    return result
  }

  /// The constant, where the design has one; the effects span it otherwise.
  var intercept: [DesignColumn] {
    design.hasIntercept
      ? [DesignColumn(.intercept, Array(repeating: 1, count: design.outcome.count))] : []
  }

  /// Treatment times given values.
  func treated(_ values: [Double]) -> [Double] {
    zip(treatmentValues, values).map { $0 * $1 }
  }

  /// A column that a diagnostic makes, named in words.
  func made(_ words: String, _ values: [Double]) -> DesignColumn {
    DesignColumn(.made(words), values)
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

/// A column of a design with the term that it is.
struct DesignColumn {
  let term: Term
  let values: [Double]

  init(_ term: Term, _ values: [Double]) {
    self.term = term
    self.values = values
  }
}

import Estimation
import Expressions
import Numerics

/// A design with one treatment, one moderator and their product, in parts: what interaction
/// diagnostics rearrange.
public struct ModeratedDesign: Sendable {
  /// The design as it was built.
  public private(set) var design: Design
  /// The variable whose effect is asked for.
  public let treatment: String
  /// The variable that the effect depends on.
  public let moderator: String
  let treatmentTerm: Term
  let moderatorTerm: Term
  let productTerm: Term
  /// n values each.
  public private(set) var treatmentValues: [Double]
  /// n values.
  public private(set) var moderatorValues: [Double]
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

  /// Most rows that frequency weights may stand for where each is drawn by itself.
  private static let mostRepeated = 10_000_000.0

  /// The same with each row as often as its frequency weight says, and without the weights.
  /// - Throws: `diagnostics` where that is more rows than can be drawn one by one.
  func expandedByFrequency() throws(InterpretationError) -> ModeratedDesign {
    guard let weights = design.weights, weights.kind == .frequency else { return self }
    let total = Summation.sum(weights.values)
    guard total <= Self.mostRepeated else {
      throw .diagnostics(
        "The frequency weights `\(weights.name)` stand for \(Int(total)) rows; up to "
          + "\(Int(Self.mostRepeated)) are drawn one by one. Use the bins and the spline.")
    }
    let places = weights.values.indices.flatMap { row in
      Array(repeating: row, count: Int(weights.values[row]))
    }
    var result = self
    result.design = design.rows(places)
    result.design.weights = nil
    result.treatmentValues = places.map { treatmentValues[$0] }
    result.moderatorValues = places.map { moderatorValues[$0] }
    return result
  }

  /// Values of rows, all or some, in order with the rows' weights.
  func ordered(_ values: [Double], of rows: [Int]? = nil) -> OrderedSample {
    OrderedSample(
      rows.map { $0.map { values[$0] } } ?? values,
      weights: design.weights.map { weights in
        rows.map { $0.map { weights.values[$0] } } ?? weights.values
      }, scaled: design.weights?.kind != .frequency)
  }

  /// How many rows some of the sample's are: under frequency weights those that they stand for.
  func count(_ rows: [Int]) -> Int {
    guard let weights = design.weights, weights.kind == .frequency else { return rows.count }
    // Checked to be whole where the design was fitted.
    return Int(rows.reduce(0) { $0 + weights.values[$1] })
  }

  /// The standard deviation of some rows' values, weighted as `ordered`.
  func deviation(_ values: [Double], of rows: [Int]) -> Double {
    guard let weights = design.weights else {
      return BinningEstimator.deviation(rows.map { values[$0] })
    }
    let own = rows.map { weights.values[$0] }
    let total = Summation.sum(own)
    let count = weights.kind == .frequency ? total : Double(rows.count)
    guard count > 1 else { return 0 }
    let picked = rows.map { values[$0] }
    let mean = Summation.weighted(picked, own) / total
    let squares = Summation.weightedSquares(picked.map { $0 - mean }, own) * (count / total)
    return (squares / (count - 1)).squareRoot()
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

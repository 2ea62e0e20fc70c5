/// The effects of a formula, behind its bar: `dyad + exporter^year + importer[gdp, year]`.
struct EffectList {
  private(set) var intercepts: [[Expression]] = []
  private(set) var slopes: [Formula.Slope] = []

  init() {}

  /// Reads effects up to the end of the text.
  init(_ parser: inout ExpressionParser) throws(ExpressionError) {
    var pending: [(factors: [Expression], variable: Expression)] = []
    repeat {
      // Brackets end an expression, so they belong to the last of its summands.
      var effects: [[Expression]] = []
      for summand in Formula.summands(try parser.expression()) {
        effects.append(try Formula.combined(summand))
      }
      for effect in effects.dropLast() { append(effect) }
      guard let last = effects.last else { continue }
      guard parser.take("[") else {
        append(last)
        break
      }
      let slopesAlone = parser.take("[")
      if !slopesAlone { append(last) }
      repeat { pending.append((last, try parser.expression())) } while parser.take(",")
      for _ in 0..<(slopesAlone ? 2 : 1) {
        guard parser.take("]") else { throw parser.unexpected("']' after the slope's variable") }
      }
    } while parser.take("+")
    for (factors, variable) in pending
    where !slopes.contains(where: { $0.factors == factors && $0.variable == variable }) {
      slopes.append(
        Formula.Slope(
          factors: factors, variable: variable, intercepts: intercepts.firstIndex(of: factors)))
    }
  }

  private mutating func append(_ factors: [Expression]) {
    if factors.count == 1, case .number(0) = factors[0].kind { return }
    intercepts.append(factors)
  }
}

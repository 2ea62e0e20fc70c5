/// The effects of a formula, behind its bar: `dyad + exporter^year + importer[gdp, year]`.
struct EffectList {
  private(set) var intercepts: [GroupingKey] = []
  /// Variables with a slope in every level of a key, in the order in which they were read.
  private var sloped: [(key: GroupingKey, variable: Expression)] = []

  /// Reads effects up to what cannot continue them, after those that were read before.
  mutating func read(_ parser: inout ExpressionParser) throws(ExpressionError) {
    repeat {
      // Brackets end an expression, so they belong to the last of its summands.
      var effects: [GroupingKey] = []
      for summand in Formula.summands(try parser.expression()) {
        effects.append(try GroupingKey(summand))
      }
      for effect in effects.dropLast() { append(effect) }
      guard let last = effects.last else { continue }
      guard parser.take("[") else {
        append(last)
        break
      }
      let slopesAlone = parser.take("[")
      if !slopesAlone { append(last) }
      repeat { sloped.append((last, try parser.expression())) } while parser.take(",")
      for _ in 0..<(slopesAlone ? 2 : 1) {
        guard parser.take("]") else { throw parser.unexpected("']' after the slope's variable") }
      }
    } while parser.take("+")
  }

  /// The slopes, each once, with the place of their intercepts among `intercepts`.
  var slopes: [Formula.Slope] {
    var slopes: [Formula.Slope] = []
    for (key, variable) in sloped
    where !slopes.contains(where: { $0.key == key && $0.variable == variable }) {
      slopes.append(
        Formula.Slope(key: key, variable: variable, intercepts: intercepts.firstIndex(of: key)))
    }
    return slopes
  }

  private mutating func append(_ key: GroupingKey) {
    if key.factors.count == 1, case .number(0) = key.factors[0].kind { return }
    intercepts.append(key)
  }
}

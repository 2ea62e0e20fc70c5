import Expressions
import Frames

extension ModelEquation {
  /// The design of a scenario, n x k by rows, or 1 x k where all variables have one value.
  struct DesignRows {
    /// By column: one array a term.
    var columns: [[Double]]
    /// The same of terms that were dropped from the fit.
    var redundant: [[Double]]
    /// What each row's predictor, or its derivative, holds beside the terms; `nil` for nothing.
    var offset: [Double]?
    var count: Int
    /// Weights of the rows in averages, summing to one.
    var shares: [Double]?
  }

  /// Refuses a scenario whose variables, levels or numbers the model does not have.
  public func check(_ scenario: Scenario) throws(InterpretationError) {
    _ = try substitutions(scenario)
  }

  /// The values that a scenario gives, checked.
  func substitutions(
    _ scenario: Scenario
  ) throws(InterpretationError) -> [(atom: Expression, value: Expression)] {
    var result: [(atom: Expression, value: Expression)] = []
    for setting in scenario.settings {
      let atom = try atom(setting.variable)
      guard !result.contains(where: { $0.atom == atom.expression }) else {
        throw .setTwice(setting.variable)
      }
      result.append((atom.expression, try value(setting.value, of: atom)))
      let isComposite = composites.contains { $0.expression == atom.expression }
      for factor in (terms + redundant).flatMap(\.factors) + fit.offsets.map({ .number($0) }) {
        let source = isComposite ? factor.source : fixed[factor.source] ?? factor.source
        if let function = source.mixing(atom.expression) {
          throw .notSettable(
            function: function, variable: setting.variable,
            expression: factor.source.description)
        }
      }
    }
    guard scenario.others == .typical else { return result }
    var evaluator = Evaluator(frame, panel: panel)
    for atom in atoms where !result.contains(where: { $0.atom == atom.expression }) {
      result.append((atom.expression, try typical(atom, &evaluator)))
    }
    return result
  }

  private func value(
    _ value: Scenario.Value, of atom: Atom
  ) throws(InterpretationError) -> Expression {
    let name = atom.expression.description
    if case .number(let number) = value, !number.isFinite {
      throw .nonFiniteValue("`\(name)`", number)
    }
    if let levels = atom.levels {
      var meant = levels.filter { $0.isSpelled(as: value.description) }
      // A number means the one level that is it, however that is written: 7 the level 007.
      if case .number(let number) = value {
        let equal = levels.filter { Double($0) == number }
        if meant.isEmpty || equal.count > 1 { meant = equal }
      }
      guard meant.count == 1, let text = meant.first else {
        throw .unknownLevel(value.description, variable: name, levels: levels)
      }
      return Self.level(text, of: atom)
    }
    guard case .number(let number) = value else {
      throw .unknownLevel(value.description, variable: name, levels: [])
    }
    return Expression(.number(number))
  }

  /// The mean of a number, weighted where averages are; the mode of a factor.
  private func typical(
    _ atom: Atom, _ evaluator: inout Evaluator
  ) throws(InterpretationError) -> Expression {
    guard let levels = atom.levels else {
      let numbers = try Self.numbers(
        atom.expression, &evaluator, rows: rows, purpose: "a mean")
      return Expression(.number(Self.mean(numbers, shares)))
    }
    let column = try Self.evaluated(atom.expression, &evaluator)
    var weights = [SpelledText: Double]()
    for (position, row) in rows.enumerated() {
      weights[SpelledText(column.text(at: row) ?? ""), default: 0] += shares?[position] ?? 1
    }
    let mode =
      levels.max {
        let (left, right) = (weights[SpelledText($0)] ?? 0, weights[SpelledText($1)] ?? 0)
        return left == right ? $1.isSpelledBefore($0) : left < right
      } ?? ""
    return Self.level(mode, of: atom)
  }

  /// A level as an expression: categories made of numbers are compared as numbers.
  private static func level(_ text: String, of atom: Atom) -> Expression {
    if atom.isNumeric, let number = Double(text) { return Expression(.number(number)) }
    return Expression(.text(text))
  }

  static func mean(_ values: [Double], _ shares: [Double]?) -> Double {
    guard let shares else { return values.reduce(0, +) / Double(values.count) }
    return zip(values, shares).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The design under a scenario.
  func design(_ scenario: Scenario) throws(InterpretationError) -> DesignRows {
    var factors = FactorRows(self, try substitutions(scenario), scenario)
    func columns(_ terms: [Term]) throws(InterpretationError) -> [[Double]] {
      var columns: [[Double]] = []
      for term in terms {
        var product = [Double](repeating: 1, count: factors.count)
        for factor in term.factors {
          let values = try factors.values(factor)
          for row in product.indices { product[row] *= values[row] }
        }
        columns.append(product)
      }
      return columns
    }
    return DesignRows(
      columns: try columns(terms), redundant: try columns(redundant),
      offset: try offset(&factors) { .number($0) }, count: factors.count, shares: factors.shares)
  }

  /// The design's derivative by a variable: for each term the sum over its factors of the factor's
  /// derivative times the other factors.
  func slopes(
    of variable: Expression, _ scenario: Scenario
  ) throws(InterpretationError) -> DesignRows {
    let derivative = ExpressionDerivative(by: variable)
    var factors = FactorRows(self, try substitutions(scenario), scenario)
    let isComposite = composites.contains { $0.expression == variable }
    var columns: [[Double]] = []
    for term in terms + redundant {
      var total = [Double](repeating: 0, count: factors.count)
      for (position, factor) in term.factors.enumerated() {
        guard case .number(let expression) = factor else {
          if (fixed[factor.source] ?? factor.source).contains(variable)
            || factor.source.contains(variable)
          {
            throw .notDifferentiable(
              function: "factor", variable: variable.description, expression: term.name)
          }
          continue
        }
        let slope: Expression
        let written = isComposite ? expression : fixed[expression] ?? expression
        do { slope = try derivative.of(written) } catch { throw InterpretationError(error) }
        if slope.kind == .number(0) { continue }
        var product = try factors.values(.number(slope))
        for (other, second) in term.factors.enumerated() where other != position {
          let values = try factors.values(second)
          for row in product.indices { product[row] *= values[row] }
        }
        for row in product.indices { total[row] += product[row] }
      }
      columns.append(total)
    }
    return DesignRows(
      columns: Array(columns.prefix(terms.count)),
      redundant: Array(columns.dropFirst(terms.count)),
      offset: try offset(&factors) { (expression) throws(InterpretationError) in
        let written = isComposite ? expression : fixed[expression] ?? expression
        do throws(ExpressionError) {
          return .number(try derivative.of(written))
        } catch { throw InterpretationError(error) }
      }, count: factors.count, shares: factors.shares)
  }

  /// The sum of the offsets, or of what they are made into.
  private func offset(
    _ factors: inout FactorRows,
    of factor: (Expression) throws(InterpretationError) -> Term.Factor
  ) throws(InterpretationError) -> [Double]? {
    guard !fit.offsets.isEmpty else { return nil }
    var total = [Double](repeating: 0, count: factors.count)
    for summand in fit.offsets {
      let values = try factors.values(try factor(summand))
      for row in total.indices { total[row] += values[row] }
    }
    return total
  }
}

/// Values of factors under a scenario, each computed once.
private struct FactorRows {
  let equation: ModelEquation
  let substitutions: [(atom: Expression, value: Expression)]
  let rows: [Int]
  let shares: [Double]?
  private var evaluator: Evaluator
  private var known: [Term.Factor: [Double]] = [:]

  var count: Int { rows.count }

  init(
    _ equation: ModelEquation, _ substitutions: [(atom: Expression, value: Expression)],
    _ scenario: Scenario
  ) {
    self.equation = equation
    self.substitutions = substitutions
    // With every variable at one value, one row says it all.
    let isOne = scenario.others == .typical
    rows = isOne ? Array(equation.rows.prefix(1)) : equation.rows
    shares = isOne ? nil : equation.shares
    let frame = isOne ? equation.frame.gathered(rows.map { $0 }) : equation.frame
    evaluator = Evaluator(frame, panel: isOne ? nil : equation.panel)
    self.isOne = isOne
  }

  private let isOne: Bool

  mutating func values(_ factor: Term.Factor) throws(InterpretationError) -> [Double] {
    if let values = known[factor] { return values }
    let places = isOne ? [0] : rows
    let values: [Double]
    switch factor {
    case .number(let expression):
      values = try ModelEquation.numbers(
        try equation.reading(expression, substitutions), &evaluator, rows: places,
        purpose: "the values given")
    case .level(_, let level):
      let column = try ModelEquation.evaluated(
        try equation.reading(factor.source, substitutions), &evaluator)
      values = places.map { column.text(at: $0)?.isSpelled(as: level) ?? false ? 1.0 : 0 }
    case .made: preconditionFailure("an equation has no column that no formula gives")
    }
    known[factor] = values
    return values
  }
}

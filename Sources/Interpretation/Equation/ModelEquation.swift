import Estimation
import Expressions
import Frames

/// A fit read as an equation of its variables: what each term is made of, on the rows it was fitted
/// to.
///
/// A fit knows its terms by name alone. With the frame it was fitted to, its formula says how each
/// term is computed, so that terms can be recomputed with other values of a variable and
/// differentiated by it. From this come predictions, comparisons and marginal effects
/// (`ModelEquation+Predictions.swift`, `ModelEquation+Effects.swift`), with delta-method errors
/// J V J' from analytic derivatives.
public struct ModelEquation: Sendable {
  public let fit: Fit
  public let link: Link
  /// What values can be given to: variables, and calls that reach beyond their row.
  public let variables: [String]
  let frame: Frame
  let panel: PanelIndex?
  let terms: [Term]
  /// Terms that other columns span, and that so have no coefficient.
  let redundant: [Term]
  let atoms: [Atom]
  /// Weights of averages, summing to one; `nil` for equal ones.
  let shares: [Double]?

  /// A column of the design: a product of factors, none for the intercept.
  struct Term: Sendable {
    var name: String
    var factors: [Factor]

    func contains(_ variable: Expression) -> Bool {
      factors.contains { $0.expression.contains(variable) }
    }
  }

  enum Factor: Sendable {
    case number(Expression)
    /// 1 where the categories of the expression are at the level, else 0.
    case level(Expression, String)

    var expression: Expression {
      switch self {
      case .number(let expression), .level(let expression, _): expression
      }
    }
  }

  struct Atom: Sendable {
    var expression: Expression
    /// Its levels in the sample, sorted; `nil` for a number.
    var levels: [String]?
    /// Whether its column holds numbers, which categories may too.
    var isNumeric: Bool
    /// Whether a number takes the values 0 and 1 alone.
    var isBinary: Bool
  }

  var rows: [Int] { Array(fit.sample.rows) }

  /// Reads a fit with the frame that it was fitted to.
  ///
  /// - Parameters:
  ///   - link: that of the fit's estimator where absent.
  ///   - weights: a column to weight averages by, as survey estimates need; rows count equally
  ///     without it.
  /// - Throws: `unreadable` where the formula and the frame do not give the fit's terms.
  public init(
    _ fit: Fit, frame: Frame, panel: PanelIndex? = nil, link: Link? = nil, weights: String? = nil
  ) throws(InterpretationError) {
    self.fit = fit
    self.frame = frame
    self.panel = panel
    self.link = link ?? Link(fit.specification.estimator)
    let rows = Array(fit.sample.rows)
    guard !rows.isEmpty, (rows.max() ?? 0) < frame.rowCount else {
      throw .unreadable(
        "the fit has \(rows.count) rows, the last of them \((rows.max() ?? -1) + 1), and the frame "
          + "has \(frame.rowCount)")
    }
    let formula: Formula
    do { formula = try Formula(fit.formula) } catch { throw .init(error) }
    var evaluator = Evaluator(frame, panel: panel)
    let columns = try Self.columns(formula, &evaluator, rows: rows)
    terms = try fit.terms.map { name throws(InterpretationError) in
      guard let term = columns.first(where: { $0.name == name }) else {
        throw .unreadable("the formula `\(fit.formula)` does not give the term `\(name)`")
      }
      return term
    }
    redundant = fit.redundantTerms.compactMap { dropped in
      columns.first { $0.name == dropped.term }
    }
    var atoms: [Atom] = []
    let factors = formula.terms.flatMap(\.factors)
    for expression in factors.flatMap(\.atoms)
    where !atoms.contains(where: { $0.expression == expression }) {
      let isCategory = factors.contains { factor in
        if case .call("factor", _) = factor.kind { return factor.contains(expression) }
        return false
      }
      atoms.append(
        try Self.atom(expression, isCategory: isCategory, &evaluator, rows: rows))
    }
    self.atoms = atoms
    variables = atoms.map(\.expression.description)
    shares = try weights.map { name throws(InterpretationError) in
      let numbers = try Self.numbers(
        Expression(.variable(name)), &evaluator, rows: rows, purpose: "the weights of averages")
      let total = numbers.reduce(0, +)
      guard total > 0, numbers.allSatisfy({ $0 >= 0 }) else {
        throw .unreadable("the weights `\(name)` are not positive numbers")
      }
      return numbers.map { $0 / total }
    }
  }

  /// Every column the formula can give, each level of every factor included.
  private static func columns(
    _ formula: Formula, _ evaluator: inout Evaluator, rows: [Int]
  ) throws(InterpretationError) -> [Term] {
    var result = [Term(name: "(Intercept)", factors: [])]
    var known: [String: [(suffix: String, factor: Factor)]] = [:]
    for term in formula.terms {
      var products = [Term(name: "", factors: [])]
      for expression in term.factors {
        let key = expression.description
        if known[key] == nil {
          known[key] = try parts(expression, &evaluator, rows: rows)
        }
        products = (known[key] ?? []).flatMap { part in
          products.map { left in
            Term(
              name: (left.factors.isEmpty ? "" : left.name + ":") + key + part.suffix,
              factors: left.factors + [part.factor])
          }
        }
      }
      result += products
    }
    return result
  }

  private static func parts(
    _ expression: Expression, _ evaluator: inout Evaluator, rows: [Int]
  ) throws(InterpretationError) -> [(suffix: String, factor: Factor)] {
    let column = try evaluated(expression, &evaluator)
    guard case .text(let codes, let levels) = column.storage else {
      return [("", .number(expression))]
    }
    var inner = expression
    if case .call("factor", let arguments) = expression.kind, let first = arguments.first {
      inner = first.value
    }
    let used = Set(rows.map { Int(codes[$0]) })
    return used.sorted().map { (levels[$0], .level(inner, levels[$0])) }
  }

  /// - Parameter isCategory: whether the formula takes it as categories, factor(...).
  private static func atom(
    _ expression: Expression, isCategory: Bool, _ evaluator: inout Evaluator, rows: [Int]
  ) throws(InterpretationError) -> Atom {
    let column = try evaluated(expression, &evaluator)
    if isCategory || !column.isNumeric {
      var levels: [String] = []
      var seen: Set<String> = []
      for row in rows {
        if let text = column.text(at: row), seen.insert(text).inserted { levels.append(text) }
      }
      levels.sort { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
      return Atom(
        expression: expression, levels: levels, isNumeric: column.isNumeric, isBinary: false)
    }
    let isBinary = rows.allSatisfy { column.double(at: $0) == 0 || column.double(at: $0) == 1 }
    return Atom(expression: expression, levels: nil, isNumeric: true, isBinary: isBinary)
  }

  static func evaluated(
    _ expression: Expression, _ evaluator: inout Evaluator
  ) throws(InterpretationError) -> Column {
    do { return try evaluator.column(expression) } catch { throw .init(error) }
  }

  /// The numbers of an expression in the rows of the sample.
  /// - Throws: `undefined` where a row has none.
  static func numbers(
    _ expression: Expression, _ evaluator: inout Evaluator, rows: [Int], purpose: String
  ) throws(InterpretationError) -> [Double] {
    if case .number(let value) = expression.kind {
      return Array(repeating: value, count: rows.count)
    }
    let column = try evaluated(expression, &evaluator)
    var missing = 0
    let values = rows.map { row -> Double in
      guard let value = column.double(at: row) else {
        missing += 1
        return 0
      }
      return value
    }
    guard missing == 0 else {
      throw .undefined(expression: expression.description, rows: missing, purpose: purpose)
    }
    return values
  }

  /// The atom that a name stands for.
  func atom(_ name: String) throws(InterpretationError) -> Atom {
    let parsed = try? ExpressionParser.parse(name)
    guard let atom = atoms.first(where: { $0.expression == parsed }) else {
      throw .unknownVariable(name, available: variables)
    }
    return atom
  }
}

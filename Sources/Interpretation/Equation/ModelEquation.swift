import Estimation
import Expressions
import Frames

/// A fit read as an equation of its variables: what each term is made of, on the rows it was fitted
/// to.
///
/// A fit's terms say how each column is computed. With the frame it was fitted to they can be
/// recomputed with other values of a variable and differentiated by it. From this come predictions, comparisons and marginal effects
/// (`ModelEquation+Predictions.swift`, `ModelEquation+Effects.swift`), with delta-method errors
/// J V J' from analytic derivatives.
public struct ModelEquation: Sendable {
  /// The fit that is read.
  public let fit: Fit
  /// From its linear predictor to the expected outcome.
  public let link: Link
  /// What values can be given to: variables, and calls that reach beyond their row.
  public let variables: [String]
  let frame: Frame
  let panel: PanelIndex?
  let terms: [Term]
  /// Terms that other columns span, and that so have no coefficient.
  let redundant: [Term]
  let atoms: [Atom]
  /// Calls whose parameters are fixed in `fixed`, such as `standardize(x)`: they can be given values as
  /// well as their arguments can.
  let composites: [Atom]
  /// What each factor is computed from, with the parameters that its functions took from the frame
  /// (knots, means) as numbers, so that other values of a variable do not move them.
  let fixed: [Expression: Expression]
  /// Weights of averages, summing to one; `nil` for equal ones.
  let shares: [Double]?

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
    self.link = link ?? fit.specification.estimator.link
    let rows = Array(fit.sample.rows)
    guard !rows.isEmpty, (rows.max() ?? 0) < frame.rowCount else {
      throw .unreadable(
        "the fit has \(rows.count) rows, the last of them \((rows.max() ?? -1) + 1), and the frame "
          + "has \(frame.rowCount)")
    }
    terms = fit.terms
    redundant = fit.redundantTerms.map(\.term)
    if let made = (terms + redundant).flatMap(\.factors).first(where: { $0.expression == nil }) {
      throw .unreadable("its term `\(made.name)` is computed from no variable of the data")
    }
    var evaluator = Evaluator(frame, panel: panel)
    let factors = (terms + redundant).flatMap(\.factors) + fit.offsets.map { .number($0) }
    try Self.requireTerms(terms, &evaluator, rows: rows)
    let sources = factors.map(\.source)
    var fixed: [Expression: Expression] = [:]
    for source in sources where fixed[source] == nil {
      fixed[source] = try Self.fixing(source, &evaluator)
    }
    self.fixed = fixed
    func read(_ expressions: [Expression]) throws(InterpretationError) -> [Atom] {
      var atoms: [Atom] = []
      for expression in expressions.flatMap(\.atoms)
      where !atoms.contains(where: { $0.expression == expression }) {
        let isCategory = factors.contains { $0.isFactorCall && $0.source.contains(expression) }
        atoms.append(
          try Self.atom(expression, isCategory: isCategory, &evaluator, rows: rows))
      }
      return atoms
    }
    let inner = try read(sources.map { fixed[$0] ?? $0 })
    let written = try read(sources)
    atoms = inner
    composites = written.filter { atom in
      !inner.contains { $0.expression == atom.expression }
    }
    // A number that does not move with any variable has no effect.
    var variables: [String] = []
    for atom in written {
      if case .number = try Self.fixing(atom.expression, &evaluator).kind { continue }
      variables.append(atom.expression.description)
    }
    self.variables = variables
    shares = try weights.map { name throws(InterpretationError) in
      let numbers = try Self.numbers(
        (try? ExpressionParser.parse(name)) ?? Expression(.variable(name)), &evaluator, rows: rows,
        purpose: "the weights of averages")
      let total = numbers.reduce(0, +)
      guard total > 0, numbers.allSatisfy({ $0 >= 0 }) else {
        throw .unreadable("the weights `\(name)` are not positive numbers")
      }
      return numbers.map { $0 / total }
    }
  }

  /// Refuses a frame in which a factor of the fit has other kinds of values, or lacks a level.
  private static func requireTerms(
    _ terms: [Term], _ evaluator: inout Evaluator, rows: [Int]
  ) throws(InterpretationError) {
    var seen: Set<Term.Factor> = []
    for factor in terms.flatMap(\.factors) where seen.insert(factor).inserted {
      guard let expression = factor.expression else { continue }
      let column = try evaluated(expression, &evaluator)
      switch factor {
      case .number where column.isNumeric: continue
      case .level(_, let level)
      where rows.contains(where: { column.text(at: $0)?.isSpelled(as: level) ?? false }):
        continue
      default: throw .unreadable("the frame does not give the term `\(factor.name)`")
      }
    }
  }

  /// - Parameter isCategory: whether the formula takes it as categories, factor(...).
  private static func atom(
    _ expression: Expression, isCategory: Bool, _ evaluator: inout Evaluator, rows: [Int]
  ) throws(InterpretationError) -> Atom {
    let column = try evaluated(expression, &evaluator)
    if isCategory || !column.isNumeric {
      var levels: [String] = []
      var seen: Set<SpelledText> = []
      for row in rows {
        if let text = column.text(at: row), seen.insert(SpelledText(text)).inserted {
          levels.append(text)
        }
      }
      levels.sort {
        let (left, right) = (Double($0) ?? 0, Double($1) ?? 0)
        return left == right ? $0.isSpelledBefore($1) : left < right
      }
      return Atom(
        expression: expression, levels: levels, isNumeric: column.isNumeric, isBinary: false)
    }
    let isBinary = rows.allSatisfy { column.double(at: $0) == 0 || column.double(at: $0) == 1 }
    return Atom(expression: expression, levels: nil, isNumeric: true, isBinary: isBinary)
  }

  private static func fixing(
    _ expression: Expression, _ evaluator: inout Evaluator
  ) throws(InterpretationError) -> Expression {
    do { return try evaluator.fixingParameters(of: expression) } catch { throw .init(error) }
  }

  /// An expression at the values of a scenario: calls that are given values themselves first, then
  /// variables, within functions whose parameters are those of the fit.
  func reading(
    _ expression: Expression, _ values: [(atom: Expression, value: Expression)]
  ) throws(InterpretationError) -> Expression {
    let outer = values.filter { value in
      composites.contains { $0.expression == value.atom }
    }
    let inner: Expression
    if outer.isEmpty, let known = fixed[expression] {
      inner = known
    } else {
      var evaluator = Evaluator(frame, panel: panel)
      inner = try Self.fixing(expression.substituting(outer), &evaluator)
    }
    return inner.substituting(values)
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

  /// Whether a term of the model multiplies two variables.
  public func multiplies(_ first: String, _ second: String) -> Bool {
    let (x, z) = (
      TermPowers.variable(named: first, in: terms), TermPowers.variable(named: second, in: terms)
    )
    return terms.map { TermPowers($0) }
      .contains { $0.exponent(of: x) > 0 && $0.exponent(of: z) > 0 }
  }

  /// The atom that a name stands for.
  func atom(_ name: String) throws(InterpretationError) -> Atom {
    let known = atoms + composites
    // A column's own name first, odd as it may be; then what the grammar reads.
    if let atom = known.first(where: { $0.expression.kind == .variable(name) }) { return atom }
    let parsed = try? ExpressionParser.parse(name)
    guard let atom = known.first(where: { $0.expression == parsed }) else {
      throw .unknownVariable(name, available: variables)
    }
    return atom
  }
}

extension Term.Factor {
  /// What it is computed from: of `factor(region)` the region.
  var source: Expression {
    guard let expression else { return Expression(.number(1)) }
    guard isFactorCall, case .call(_, let arguments) = expression.kind,
      let first = arguments.first
    else { return expression }
    return first.value
  }

  /// Whether the formula takes it as categories, factor(...).
  var isFactorCall: Bool { expression?.isFactorCall ?? false }
}

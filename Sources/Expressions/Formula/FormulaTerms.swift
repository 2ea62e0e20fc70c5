/// Expands formula operators into sets of factors, as R's `terms` does.
struct FormulaTerms {
  /// What is being read, for messages.
  private var text: String
  private(set) var intercept = true
  /// The arguments of `offset(...)`, each once.
  private(set) var offsets: [Expression] = []
  /// Whether what is read is put in; behind a minus sign it is taken out, and behind two put in.
  private var adds = true
  /// Every factor, in order of first appearance: R orders the parts of an interaction by it.
  private var appearance: [Expression] = []

  init(text: String) { self.text = text }

  /// The terms of an expression, each a set of positions in `appearance`.
  mutating func terms(of expression: Expression) throws(ExpressionError) -> [Set<Int>] {
    switch expression.kind {
    case .parenthesised(let inner): return try terms(of: inner)
    case .number(let value) where value == 0 || value == 1:
      intercept = (value == 1) == adds
      return []
    case .call("offset", let arguments):
      try read(offset: arguments, in: expression)
      return []
    case .binary(.plus, let left, let right):
      return union(try terms(of: left), try terms(of: right))
    case .binary(.minus, let left, let right):
      return try without(right, try terms(of: left))
    case .binary(.interaction, let left, let right):
      return products(try multiplied(left), try multiplied(right))
    case .binary(.times, let left, let right):
      let (a, b) = (try multiplied(left), try multiplied(right))
      return union(union(a, b), products(a, b))
    case .binary(.divide, let left, let right):
      // b within a: a + a:b, where a stands for all of its variables together.
      let (a, b) = (try multiplied(left), try multiplied(right))
      return union(a, products([a.reduce(into: []) { $0.formUnion($1) }], b))
    case .binary(.power, let base, let exponent):
      guard case .number(let value) = exponent.kind, let order = Int(exactly: value),
        (1...8).contains(order)
      else {
        throw .syntax(
          text: text, column: exponent.column, found: "'\(exponent)'",
          expected: "a whole number from 1 to 8 (for arithmetic write I(x^2))")
      }
      let base = try multiplied(base)
      guard order == 1 || base.count > 1 else {
        throw .syntax(
          text: text, column: expression.column,
          found: "'\(expression)', which as interactions of one term is that term",
          expected: "I(\(expression)) for the power")
      }
      var result = base
      for _ in 1..<order { result = union(result, products(result, base)) }
      return result
    case .negation(let inner):
      return try without(inner, [])
    case .variable, .call:
      return [[position(expression)]]
    default: throw refusal(expression)
    }
  }

  /// Takes terms that were read from a text of their own out of others.
  mutating func without(
    _ terms: Expression, of text: String, _ kept: [Set<Int>]
  ) throws(ExpressionError) -> [Set<Int>] {
    self.text = text
    return try without(terms, kept)
  }

  /// `kept - right`, where a 1 is the intercept, in brackets or not.
  private mutating func without(
    _ right: Expression, _ kept: [Set<Int>]
  ) throws(ExpressionError) -> [Set<Int>] {
    adds.toggle()
    defer { adds.toggle() }
    let removed = try terms(of: right)
    return kept.filter { !removed.contains($0) }
  }

  /// The terms of what is multiplied, at least one.
  private mutating func multiplied(_ operand: Expression) throws(ExpressionError) -> [Set<Int>] {
    let sets = try terms(of: operand)
    guard !sets.isEmpty else {
      throw .syntax(
        text: text, column: operand.column, found: "'\(operand)', which is no term to multiply",
        expected: "a variable (for arithmetic write I(2 * x))")
    }
    return sets
  }

  /// Puts an offset in, or takes it out.
  private mutating func read(
    offset arguments: [Expression.Argument], in expression: Expression
  ) throws(ExpressionError) {
    guard arguments.count == 1, arguments[0].label == nil else {
      throw .arguments(
        function: "offset", problem: "found \(arguments.count) values where one belongs",
        usage: "offset(x), as in offset(log(population))")
    }
    offsets.removeAll { $0 == arguments[0].value }
    if adds { offsets.append(arguments[0].value) }
  }

  func ordered(_ sets: [Set<Int>]) -> [Formula.Product] {
    let indexed = sets.enumerated().sorted {
      ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
    }
    return indexed.map { Formula.Product(factors: $0.element.sorted().map { appearance[$0] }) }
  }

  private mutating func position(_ expression: Expression) -> Int {
    if let known = appearance.firstIndex(of: expression) { return known }
    appearance.append(expression)
    return appearance.count - 1
  }

  private func union(_ a: [Set<Int>], _ b: [Set<Int>]) -> [Set<Int>] {
    var result = a
    for term in b where !result.contains(term) { result.append(term) }
    return result
  }

  private func products(_ a: [Set<Int>], _ b: [Set<Int>]) -> [Set<Int>] {
    union([], a.flatMap { left in b.map { left.union($0) } })
  }

  private func refusal(_ expression: Expression) -> ExpressionError {
    .syntax(
      text: text, column: expression.column, found: "'\(expression)'",
      expected: "a term (wrap arithmetic in I(), as in I(a / b))")
  }
}

extension Expression {
  /// Whether its outermost operator adds or takes away.
  var isSum: Bool {
    switch kind {
    case .binary(.plus, _, _), .binary(.minus, _, _): true
    default: false
    }
  }
}

import Foundation

extension FunctionCatalogue {
  /// Functions of the numbers of one row.
  static let elementwise: [Entry] = [
    number(
      "log", "log(x)", "natural logarithm; a value that is not positive becomes missing",
      derivative: { .quotient(.number(1), $0) }, { $0 > 0 ? Foundation.log($0) : .nan }),
    number(
      // 1 / ln 2
      "log2", "log2(x)", "logarithm to base 2",
      derivative: { .quotient(.number(1.4426950408889634), $0) },
      { $0 > 0 ? Foundation.log2($0) : .nan }),
    number(
      // 1 / ln 10
      "log10", "log10(x)", "logarithm to base 10",
      derivative: { .quotient(.number(0.4342944819032518), $0) },
      { $0 > 0 ? Foundation.log10($0) : .nan }),
    number(
      "log1p", "log1p(x)", "log(1 + x), accurate near 0",
      derivative: { .quotient(.number(1), .sum(.number(1), $0)) },
      { $0 > -1 ? Foundation.log1p($0) : .nan }),
    number(
      "exp", "exp(x)", "exponential", derivative: { .call("exp", $0) }, { Foundation.exp($0) }),
    number(
      "sqrt", "sqrt(x)", "square root; a negative value becomes missing",
      derivative: { .quotient(.number(0.5), .call("sqrt", $0)) },
      { $0 >= 0 ? $0.squareRoot() : .nan }),
    number(
      // 0 at 0
      "abs", "abs(x)", "absolute value", derivative: { .call("sign", $0) }, { Swift.abs($0) }),
    number("sign", "sign(x)", "-1, 0 or 1", { $0 > 0 ? 1 : ($0 < 0 ? -1 : 0) }),
    number(
      "asinh", "asinh(x)", "inverse hyperbolic sine, log(x + sqrt(x^2 + 1))",
      derivative: {
        .quotient(.number(1), .call("sqrt", .sum(.number(1), .power($0, .number(2)))))
      },
      { Foundation.asinh($0) }),
    number(
      // cosh u
      "sinh", "sinh(x)", "hyperbolic sine",
      derivative: { .product(.number(0.5), .sum(.call("exp", $0), .call("exp", .negated($0)))) },
      { Foundation.sinh($0) }),
    number("floor", "floor(x)", "largest whole number not above x", { $0.rounded(.down) }),
    number("ceiling", "ceiling(x)", "smallest whole number not below x", { $0.rounded(.up) }),
    number(
      "round", "round(x)", "nearest whole number, halves to even",
      { $0.rounded(.toNearestOrEven) }),
    folded("mod", "mod(x, y)", "remainder of x / y with the sign of y", arguments: 2...2) {
      $0 - $1 * ($0 / $1).rounded(.down)
    },
    folded(
      "pmin", "pmin(x, y, ...)", "the smallest of several values in each row", arguments: 2...64
    ) { min($0, $1) },
    folded(
      "pmax", "pmax(x, y, ...)", "the largest of several values in each row", arguments: 2...64
    ) { max($0, $1) },
    Entry(
      "I", "I(x)", "x as it is: inside a formula, arithmetic instead of formula operators",
      family: .elementwise, reach: .row, derivative: { _ in .number(1) },
      evaluate: { evaluator, call throws(ExpressionError) in
        try call.expect(1...1)
        return try evaluator.evaluate(call.positional[0])
      }),
  ]

  /// A function of one number; what it is not defined for it gives as NaN, and becomes missing.
  private static func number(
    _ name: String, _ usage: String, _ summary: String,
    derivative: (@Sendable (Expression) -> Expression)? = nil,
    _ function: @escaping @Sendable (Double) -> Double
  ) -> Entry {
    Entry(name, usage, summary, family: .elementwise, reach: .row, derivative: derivative) {
      evaluator, call throws(ExpressionError) in
      try call.expect(1...1)
      return try evaluator.map(call.positional[0], name, whole: call.whole, function)
    }
  }

  /// A function that combines its arguments from left to right.
  private static func folded(
    _ name: String, _ usage: String, _ summary: String, arguments: ClosedRange<Int>,
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> Entry {
    Entry(name, usage, summary, family: .elementwise, reach: .row) {
      evaluator, call throws(ExpressionError) in
      try call.expect(arguments)
      var (values, presence) = try evaluator.numbers(call.positional[0], for: name)
      for argument in call.positional.dropFirst() {
        let (others, states) = try evaluator.numbers(argument, for: name)
        for row in values.indices { values[row] = function(values[row], others[row]) }
        presence = Series.joined(presence, states)
      }
      return evaluator.checked(values, presence, call.whole)
    }
  }
}

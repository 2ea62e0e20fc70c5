import Expressions

/// A column reduced over groups, in a study file's words (`minimum`, `maximum`), as the expression
/// `min(column, by: a^b, missing: skip)` that evaluates it.
struct GroupAggregate {
  let expression: Expression

  init(_ function: String, of column: String, by keys: [String], skipsMissing: Bool) {
    var by = Expression(.variable(keys[0]))
    for key in keys.dropFirst() {
      by = Expression(.binary(.power, by, Expression(.variable(key))))
    }
    let spelled = ["minimum": "min", "maximum": "max"][function] ?? function
    expression = Expression(
      .call(
        spelled,
        [
          .init(value: Expression(.variable(column))), .init(label: "by", value: by),
          .init(
            label: "missing", value: Expression(.variable(skipsMissing ? "skip" : "propagate"))),
        ]))
  }
}

import Expressions
import Frames
import Numerics

/// The columns of a design matrix, built term by term with R's names and R's coding of factors.
///
/// A text column is a factor with sorted levels. It is coded by treatment contrasts (the first
/// level is the reference) where a term before it holds the rest of its product, and in full otherwise
/// (Chambers and Hastie 1992, section 2.4.1). Alone it is coded by contrasts; only where there is no
/// intercept the first factor of the formula is coded in full, as R's `model.matrix` does.
///
/// A factor with one level in the sample keeps its one column, a constant, so that what the fit drops
/// is named there.
struct DesignColumns {
  private(set) var terms: [Term] = []
  private(set) var matrix: ColumnMatrix

  private struct Block {
    var factors: [[Term.Factor]]
    var columns: [[Double]]
  }

  init(formula: Formula, variables: [Expression: Column], rows: RowSelection) {
    // The intercept that absorbed effects span still serves as the margin of a factor.
    let hasMargin = formula.hasIntercept || !formula.absorbed.isEmpty
    var before: [Set<Expression>] = []
    // Without a constant the first factor stands for it.
    var standsIn = !hasMargin
    var columns: [[Double]] = []
    if formula.hasIntercept {
      terms.append(.intercept)
      columns.append([Double](repeating: 1, count: rows.count))
    }
    for product in formula.products {
      var block = Block(factors: [[]], columns: [])
      for factor in product.factors {
        let margin = Set(product.factors).subtracting([factor])
        var contrasts = margin.isEmpty || before.contains { margin.isSubset(of: $0) }
        if standsIn, !variables[factor]!.isNumeric { (contrasts, standsIn) = (false, false) }
        let part = DesignColumns.block(
          factor, variables[factor]!, rows: rows, contrasts: contrasts)
        block = DesignColumns.product(block, part)
      }
      terms += block.factors.map { Term($0) }
      columns += block.columns
      before.append(Set(product.factors))
    }
    terms = terms.toldApart
    matrix = ColumnMatrix(rows: rows.count, columns: columns)
  }

  /// The numbers of a numeric column in the given rows.
  static func numbers(_ column: Column, rows: RowSelection) -> [Double] {
    let all = rows.count == column.count
    switch column.storage {
    case .double(let values): return all ? values : rows.map { values[$0] }
    case .integer(let values): return rows.map { Double(values[$0]) }
    case .text: preconditionFailure("text has no numbers")
    }
  }

  private static func block(
    _ expression: Expression, _ column: Column, rows: RowSelection, contrasts: Bool
  ) -> Block {
    guard case .text(let codes, let levels) = column.storage else {
      return Block(factors: [[.number(expression)]], columns: [numbers(column, rows: rows)])
    }
    // Levels without a row in the sample are no columns; factor() has already fixed their order.
    let used = Set(rows.map { codes[$0] })
    var order = levels.indices.filter { used.contains(Int32($0)) }
    if !expression.isFactorCall { order.sort { levels[$0].isSpelledBefore(levels[$1]) } }
    let kept = contrasts && order.count > 1 ? order.dropFirst() : order[...]
    let columns = kept.map { level in rows.map { codes[$0] == Int32(level) ? 1.0 : 0 } }
    return Block(factors: kept.map { [.level(expression, levels[$0])] }, columns: columns)
  }

  /// All products of two blocks, the first varying fastest, as R orders them.
  private static func product(_ left: Block, _ right: Block) -> Block {
    if left.columns.isEmpty, left.factors == [[]] { return right }
    var result = Block(factors: [], columns: [])
    for (rightFactors, rightColumn) in zip(right.factors, right.columns) {
      for (leftFactors, leftColumn) in zip(left.factors, left.columns) {
        result.factors.append(leftFactors + rightFactors)
        result.columns.append(zip(leftColumn, rightColumn).map { $0 * $1 })
      }
    }
    return result
  }
}

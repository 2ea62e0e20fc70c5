import Expressions
import Frames
import Numerics

/// The columns of a design matrix, built term by term with R's names and R's coding of factors.
///
/// A text column is a factor with sorted levels. It is coded by treatment contrasts (the first
/// level is the reference) where the model also holds the term without it, and in full otherwise
/// (Chambers and Hastie 1992, section 2.4.1).
struct DesignColumns {
  private(set) var names: [String] = []
  private(set) var matrix: ColumnMatrix

  private struct Block {
    var names: [String]
    var columns: [[Double]]
  }

  init(formula: Formula, variables: [String: Column], rows: RowSelection) {
    // The intercept that absorbed effects span still serves as the margin of a factor.
    let hasMargin = formula.hasIntercept || !formula.absorbed.isEmpty
    let known = Set(formula.terms.map { Set($0.factors.map(\.description)) })
    var columns: [[Double]] = []
    if formula.hasIntercept {
      names.append("(Intercept)")
      columns.append([Double](repeating: 1, count: rows.count))
    }
    for term in formula.terms {
      var block = Block(names: [""], columns: [])
      for factor in term.factors {
        let column = variables[factor.description]!
        let margin = Set(term.factors.map(\.description)).subtracting([factor.description])
        let contrasts = margin.isEmpty ? hasMargin : known.contains(margin)
        let part = DesignColumns.block(column, rows: rows, contrasts: contrasts)
        block = DesignColumns.product(block, part)
      }
      names += block.names
      columns += block.columns
    }
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

  private static func block(_ column: Column, rows: RowSelection, contrasts: Bool) -> Block {
    guard case .text(let codes, let levels) = column.storage else {
      return Block(names: [column.name], columns: [numbers(column, rows: rows)])
    }
    // Levels without a row in the sample are no columns; factor() has already fixed their order.
    let used = Set(rows.map { codes[$0] })
    let isOrdered = column.name.hasPrefix("factor(")
    var order = levels.indices.filter { used.contains(Int32($0)) }
    if !isOrdered { order.sort { levels[$0] < levels[$1] } }
    let kept = contrasts ? order.dropFirst() : order[...]
    let columns = kept.map { level in rows.map { codes[$0] == Int32(level) ? 1.0 : 0 } }
    return Block(names: kept.map { column.name + levels[$0] }, columns: columns)
  }

  /// All products of two blocks, the first varying fastest, as R orders them.
  private static func product(_ left: Block, _ right: Block) -> Block {
    if left.columns.isEmpty, left.names == [""] { return right }
    var result = Block(names: [], columns: [])
    for (rightName, rightColumn) in zip(right.names, right.columns) {
      for (leftName, leftColumn) in zip(left.names, left.columns) {
        result.names.append(leftName + ":" + rightName)
        result.columns.append(zip(leftColumn, rightColumn).map { $0 * $1 })
      }
    }
    return result
  }
}

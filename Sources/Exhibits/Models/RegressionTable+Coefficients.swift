import Estimation
import Typesetting

extension RegressionTable {
  /// Stands where a variance came out negative, so that there is no error to print.
  static let negativeMark = "(neg.)"
  /// Stands where a variance came out zero in a fit that is not exact.
  static let zeroMark = "(zero)"
  /// Stands where the model fits every row exactly, so that there is no error.
  static let exactMark = "(exact)"
  /// Stands where a column was dropped because others span it.
  static let redundantMark = "dropped"

  /// Two rows a term: the estimate, and its uncertainty below.
  var coefficientRows: [TextTable.Row] {
    let tables = models.map { model in model.fit.rows }
    return shownTerms.flatMap { term in
      var estimates: [TextTable.Cell] = [TextTable.Cell(options.labels.label(term))]
      var errors: [TextTable.Cell] = [.empty]
      for (model, rows) in zip(models, tables) {
        if let row = rows.first(where: { $0.term == term }) {
          estimates.append(.number(options.format.string(row.estimate) + stars(row.pValue)))
          errors.append(uncertainty(row))
        } else {
          let isRedundant = model.fit.redundantTerms.contains { $0.term == term }
          estimates.append(isRedundant ? TextTable.Cell(Self.redundantMark) : .empty)
          errors.append(.empty)
        }
      }
      let second = TextTable.Row(errors, continues: true)
      let isBlank = errors.allSatisfy { $0.text.isEmpty }
      return isBlank ? [TextTable.Row(estimates)] : [TextTable.Row(estimates), second]
    }
  }

  private func uncertainty(_ row: Estimate) -> TextTable.Cell {
    guard let error = row.standardError else {
      return TextTable.Cell(
        row.isExact ? Self.exactMark : row.hasZeroVariance ? Self.zeroMark : Self.negativeMark)
    }
    switch options.uncertainty {
    case .standardError: return .number("(\(options.format.string(error)))")
    case .confidenceInterval:
      guard let low = row.confidenceLow, let high = row.confidenceHigh else { return .empty }
      return .interval(options.format.interval(low, high))
    }
  }

  private func stars(_ pValue: Double?) -> String {
    guard let pValue else { return "" }
    let passed = options.stars.filter { pValue < $0.below }
    return passed.min { $0.below < $1.below }?.mark ?? ""
  }
}

import Estimation
import Exhibits
import Expressions
import Typesetting

/// Several models of one table side by side, or one under several variances: what `entente compare`
/// asks for.
public struct ComparisonRequest: Sendable {
  /// Its formula is the first of `formulas`.
  public var base: FitRequest
  public var formulas: [Formula]
  /// That of `base` where empty.
  public var variances: [Variance]

  public init(_ base: FitRequest, formulas: [Formula], variances: [Variance] = []) {
    self.base = base
    self.formulas = formulas
    self.variances = variances
  }

  /// The fits with their column heads, formulas first and variances within.
  public struct Result: Sendable {
    public var fits: [RegressionTable.Model]
    public var notes: [Evaluator.Note]

    /// One table of all fits, and each fit's document.
    public var answer: Answer {
      get throws {
        let documents = fits.map { fit in
          JSONValue.object([("title", .text(fit.title)), ("fit", fit.fit.json)])
        }
        return Answer(
          tables: [try RegressionTable(models: fits)],
          document: .object([("fits", .array(documents))]), notes: notes.map(\.sentence))
      }
    }
  }

  /// Reads the table once and fits every pair of formula and variance.
  public func run(progress: (String) -> Void = { _ in }) throws -> Result {
    let chosen = variances.isEmpty ? [base.model.specification.variance] : variances
    let table = try base.table(progress: progress)
    var result = Result(fits: [], notes: [])
    for (number, formula) in formulas.enumerated() {
      for variance in chosen {
        var model = base.model.under(variance)
        model.formula = formula
        progress("fitting model \(number + 1), \(variance)")
        let prepared = try PreparedModel(model, frame: table.frame, panel: table.panel)
        let fit = try prepared.fit()
        let title =
          formulas.count == 1
          ? variance.name
          : "(\(number + 1)) \(fit.outcomeName)"
            + (chosen.count == 1 ? "" : ", \(variance.name)")
        result.fits.append(.init(title: title, fit: fit))
        for note in prepared.notes where !result.notes.contains(note) { result.notes.append(note) }
      }
    }
    return result
  }
}

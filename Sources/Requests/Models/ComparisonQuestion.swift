import Documents
import Estimation
import Exhibits
import Expressions
import Typesetting

/// Several models of one table side by side, or one under several variances: what `entente compare`
/// asks.
public struct ComparisonQuestion: Question {
  /// `entente compare`.
  public static let name = ["compare"]
  /// One table of records, in every format.
  public static let printing = Printing.answer

  /// The table, the estimator and its numbers.
  public var members = ModelMembers()
  /// The models, at least one.
  public var formulas: [Formula]
  /// Their variances; the conventional one where empty.
  public var variances: [Variance] = []

  /// Models side by side.
  public init(_ formulas: [Formula]) { self.formulas = formulas }

  /// Needs `formula` and `data`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    formulas = try members.needed("formula").each { item throws(DocumentError) in
      try item.reading { try Formula($0) }
    }
    self.members = try ModelMembers(&members)
    try members.read("vcov", into: &variances)
  }

  /// The table.
  public var files: QuestionFiles { QuestionFiles(reading: [("data", members.data)]) }

  /// Refuses no model at all, and numbers outside their bounds.
  public func check() throws(RequestError) { _ = try model() }

  /// The first model under the first variance.
  private func model() throws(RequestError) -> TableModel {
    guard let first = formulas.first else {
      throw RequestError("name at least one model as \(member: "formula"), as in \"y ~ x\".")
    }
    return try members.model(first, variances.first ?? .homoskedastic)
  }

  /// Reads the table once and fits every pair of formula and variance, formulas first and variances
  /// within: one table of all fits, and each fit's document.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let base = try model()
    let chosen = variances.isEmpty ? [base.model.specification.variance] : variances
    let table = try base.table(progress: progress)
    var fits: [RegressionTable.Model] = []
    var notes: [String] = []
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
        fits.append(.init(title: title, fit: fit))
        for note in prepared.notes.map(\.sentence) where !notes.contains(note) {
          notes.append(note)
        }
      }
    }
    let documents = fits.map { fit in
      JSONValue.object([("title", .text(fit.title)), ("fit", fit.fit.json)])
    }
    return Answer(
      tables: [try RegressionTable(models: fits)],
      document: .object([("fits", .array(documents))]), notes: notes)
  }
}

import Documents
import Estimation
import Exhibits
import Expressions
import Frames
import Typesetting

/// One model fitted to one file: what `entente fit` asks.
public struct FitQuestion: Question {
  /// `entente fit`.
  public static let name = ["fit"]
  /// One table of records, in every format.
  public static let printing = Printing.answer

  /// The table, the estimator and its numbers.
  public var members = ModelMembers()
  /// The model.
  public var formula: Formula
  /// How estimates' errors are had.
  public var variance = Variance.homoskedastic
  /// Inference by resampling, beside the variance.
  public var inference: Resampling?
  /// The column that numbers multiple imputations (or draws of a measure) which stand one below the
  /// other in the table: each is fitted by itself and the fits are pooled by Rubin's rules.
  public var imputation: String?
  /// The CSV file that lists every row of the table which the fit does not use, with its reason and its
  /// groups; none is written where absent.
  public var listDropped: String?

  /// The fit of a formula by least squares.
  public init(_ formula: Formula) { self.formula = formula }

  /// Needs `formula` and `data`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    formula = try members.needed("formula").reading { try Formula($0) }
    self.members = try ModelMembers(&members)
    try members.read("vcov", into: &variance)
    try members.read("inference", into: &inference)
    try members.read("imputation", into: &imputation)
    try members.read("list-dropped", into: &listDropped)
  }

  /// The table, and the list of rows that the fit does not use.
  public var files: QuestionFiles {
    var files = QuestionFiles(reading: [("data", members.data)])
    files.write([("list-dropped", listDropped)])
    return files
  }

  /// Refuses an estimator, a panel or weights that cannot be read, numbers outside their
  /// bounds, and resampling or a list of dropped rows of several imputations.
  public func check() throws(RequestError) {
    _ = try model()
    if imputation != nil, inference != nil {
      throw RequestError(
        """
        \(member: "imputation") pools fits, and what pools p-values of draws is not settled: leave \
        \(member: "inference") out.
        """)
    }
    if imputation != nil, listDropped != nil {
      throw RequestError(
        """
        \(member: "list-dropped") lists the rows of one fit, and \(member: "imputation") asks for \
        several: fit one imputation alone.
        """)
    }
  }

  /// The model that the members spell out.
  private func model() throws(RequestError) -> TableModel {
    var model = try members.model(formula, variance)
    model.model.inference = inference
    return model
  }

  /// Inference by resampling is a table of its own, with other columns.
  public var hasRecords: Bool { inference == nil }

  /// The fit, then the inference by resampling.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let model = try model()
    if let imputation { return try pooled(model, numberedBy: imputation, progress: progress) }
    let prepared = try model.prepared(progress: progress)
    progress("fitting \(model.model.specification.estimator)")
    let fit = try prepared.fit()
    if let listDropped { try CSV.write(try prepared.droppedRows(fit.sample), to: listDropped) }
    let inference = try prepared.resampled(fit) { done, all in
      progress("resampling: \(done) of \(all)")
    }
    let table = try RegressionTable(models: [.init(title: fit.outcomeName, fit: fit)])
    return Answer(
      tables: [table] + (inference.map { [$0] } ?? []), document: Self.document(fit, inference),
      notes: prepared.notes.map(\.sentence))
  }

  /// The pooled fit, with what has to be said of the data of any imputation.
  private func pooled(
    _ model: TableModel, numberedBy column: String, progress: (String) -> Void
  ) throws -> Answer {
    let frame = try model.frame(progress: progress)
    progress("building a design for each imputation")
    let imputed = try ImputedModel(
      model.model, frame: frame, numberedBy: column, panel: model.panel)
    let fit = try imputed.fit { done, all in progress("fitting: \(done) of \(all)") }
    var notes: [String] = []
    for version in imputed.versions {
      for note in version.prepared.notes.map(\.sentence) {
        let words = "imputation \(version.label): \(note)"
        if !notes.contains(words) { notes.append(words) }
      }
    }
    return Answer(
      tables: [try RegressionTable(models: [.init(title: fit.outcomeName, fit: fit)])],
      document: fit.json, notes: notes)
  }

  /// The fit's document, with the inference by resampling as a further member.
  private static func document(_ fit: Fit, _ inference: ResampledInference?) -> JSONValue {
    guard let inference, case .object(let members) = fit.json else { return fit.json }
    return .object(members + [(key: "inference", value: inference.json)])
  }
}

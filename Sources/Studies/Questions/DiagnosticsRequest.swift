import Estimation
import Exhibits
import Expressions
import Interpretation
import Typesetting

/// Diagnostics of one interaction: what `entente diagnose` asks for.
public struct DiagnosticsRequest: Sendable {
  public var model: FitRequest
  public var treatment: String
  public var moderator: String
  public var options = InteractionDiagnostics.Options()

  public init(_ model: FitRequest, treatment: String, moderator: String) {
    self.model = model
    self.treatment = treatment
    self.moderator = moderator
  }

  public struct Result: Sendable {
    public var diagnostics: InteractionDiagnostics
    public var notes: [Evaluator.Note]

    /// Bins, tests and the curves at a few values; all of it in the document.
    public var answer: Answer {
      Answer(
        tables: [diagnostics], document: diagnostics.json,
        figures: [.init("interaction") { try InteractionPlot(diagnostics) }],
        notes: notes.map(\.sentence))
    }
  }

  /// Reads the table, builds the design and runs every diagnostic.
  public func run(progress: (String) -> Void = { _ in }) throws -> Result {
    let prepared = try model.prepared(progress: progress)
    progress("fitting line, bins, kernel and spline")
    return Result(
      diagnostics: try prepared.diagnostics(of: treatment, over: moderator, options: options),
      notes: prepared.notes)
  }
}

import Documents
import Estimation
import Exhibits
import Expressions
import Interpretation
import Typesetting

/// Whether an interaction is linear, and where there is support for it: what `entente diagnose` asks.
public struct DiagnosticsQuestion: Question {
  /// `entente diagnose`.
  public static let name = ["diagnose"]
  /// One table of records, in every format, and a figure.
  public static let printing = Printing.drawing

  /// The table, the estimator and its numbers.
  public var members = ModelMembers()
  /// The model with the product of treatment and moderator.
  public var formula: Formula
  /// How estimates' errors are had; the kernel's bootstrap draws what it calls dependent.
  public var variance = Variance.homoskedastic
  /// The term whose effect is moderated.
  public var treatment: String
  /// The term that moderates it.
  public var moderator: String
  /// Bins of the moderator, with equally many rows; 2 to 1,000.
  public var bins = InteractionDiagnostics.Options().bins
  /// The kernel's, in units of the moderator; by cross-validation where absent.
  public var bandwidth: Double?
  /// Of the kernel's bootstrap, 0 to 100,000.
  public var replicates = KernelEstimator.Options().replicates
  /// Of the spline, 3 to 7.
  public var knots = InteractionDiagnostics.Options().knots

  /// The diagnostics of one product in a model.
  public init(_ formula: Formula, treatment: String, moderator: String) {
    self.formula = formula
    self.treatment = treatment
    self.moderator = moderator
  }

  /// Needs `formula`, `treatment`, `moderator` and `data`; all else has the default that stands
  /// beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    formula = try members.needed("formula").reading { try Formula($0) }
    treatment = try members.needed("treatment").text()
    moderator = try members.needed("moderator").text()
    self.members = try ModelMembers(&members)
    try members.read("vcov", into: &variance)
    try members.read("bins", into: &bins)
    try members.read("bandwidth", into: &bandwidth)
    try members.read("replicates", into: &replicates)
    try members.read("knots", into: &knots)
  }

  /// The table.
  public var files: QuestionFiles { QuestionFiles(reading: [("data", members.data)]) }

  /// Refuses counts outside the bounds that stand beside them.
  public func check() throws(RequestError) {
    guard (2...1000).contains(bins) else {
      throw RequestError("\(member: "bins") is from 2 to 1000.")
    }
    guard (3...7).contains(knots) else { throw RequestError("\(member: "knots") is from 3 to 7.") }
    guard (0...100_000).contains(replicates) else {
      throw RequestError("\(member: "replicates") is from 0 to 100000.")
    }
    if let bandwidth, !(bandwidth > 0) {
      throw RequestError("\(member: "bandwidth") is positive.")
    }
    _ = try members.model(formula, variance)
  }

  private var options: InteractionDiagnostics.Options {
    var options = InteractionDiagnostics.Options()
    options.bins = bins
    options.knots = knots
    options.kernel.replicates = replicates
    options.kernel.seed = members.seed
    if let bandwidth { options.kernel.bandwidth = .adaptive(bandwidth) }
    return options
  }

  /// Bins, tests and the curves at a few values; all of it in the document.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let prepared = try members.model(formula, variance).prepared(progress: progress)
    progress("fitting line, bins, kernel and spline")
    let diagnostics = try prepared.diagnostics(of: treatment, over: moderator, options: options)
    return Answer(
      tables: [diagnostics], document: diagnostics.json,
      figures: [.init("interaction") { try InteractionPlot(diagnostics) }],
      notes: prepared.notes.map(\.sentence))
  }
}

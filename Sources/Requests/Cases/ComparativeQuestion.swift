import Documents
import Evidence
import Exhibits
import Frames
import Typesetting

/// The truth table of a set of cases and its three solutions: what `entente cases qca` asks.
public struct ComparativeQuestion: Question {
  /// `entente cases qca`.
  public static let name = ["cases", "qca"]
  /// Tables with different columns, in every format but CSV, and a figure.
  public static let printing = Printing.drawingOfSeveralTables

  /// The table's file, a row a case.
  public var file: String
  /// How the file is read, where it is text.
  public var reading = CSVOptions()
  /// The column of the outcome.
  public var outcome: String
  /// The columns of the conditions, at most 15.
  public var conditions: NameList
  /// The least consistency of a row that leads to the outcome, and the other cutoffs.
  public var cutoffs = TruthTable.Cutoffs(
    consistency: 0.8, frequency: 1, pri: nil, contradiction: nil)
  /// What theory expects of each condition in their order, as in `A,~B,-`; nothing where absent.
  public var expect: String?
  /// Explain the absence of the outcome.
  public var negate = false
  /// What becomes of a case whose membership in a condition is exactly 0.5.
  public var half = Memberships.Half.refuse
  /// How measures become memberships, as in `A=direct:5,10,20`.
  public var calibrate: [String] = []
  /// The column of case names; the first of text where absent.
  public var caseColumn: String?
  /// Configurations about which nothing may be assumed, as in `A*~B + C`.
  public var exclude: [String] = []
  /// Conditions declared necessary, as in `A + ~B`.
  public var necessary: [String] = []
  /// Bar assumptions made both for the outcome and for its absence.
  public var enhanced = false
  /// Which models are sought.
  public var scope = MinimalModels.Scope.fewest
  /// The most models of a solution to list; all are counted.
  public var models = 1000
  /// Steps of work after which the search for models ends and says so.
  public var work = 1_000_000_000
  /// Also say how far cutoffs and anchors can move.
  public var robustness = false
  /// The solution of figure and robustness.
  public var solution = Solution.Kind.intermediate
  /// Results do not depend on it.
  public var threads = ThreadCount()

  /// The analysis of an outcome by conditions.
  public init(file: String, outcome: String, conditions: NameList) {
    self.file = file
    self.outcome = outcome
    self.conditions = conditions
  }

  /// Needs `file`, `outcome` and `conditions`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    file = try members.needed("file").text()
    try members.read(into: &reading)
    outcome = try members.needed("outcome").text()
    _ = try members.needed("conditions")
    conditions = NameList([])
    try members.read("conditions", into: &conditions)
    try members.read("consistency", into: &cutoffs.consistency)
    try members.read("frequency", into: &cutoffs.frequency)
    try members.read("pri", into: &cutoffs.pri)
    try members.read("contradiction", into: &cutoffs.contradiction)
    if let node = members.node("expect") { expect = try node.texts().joined(separator: ",") }
    try members.read("negate", into: &negate)
    try members.read("half", into: &half)
    if let node = members.node("calibrate") {
      // A measure over its rule, or the texts that a command takes.
      calibrate =
        node.value.mapping == nil
        ? try node.texts()
        : try node.entries().map { entry throws(DocumentError) in
          "\(entry.key)=\(try entry.value.text())"
        }
    }
    try members.read("case", into: &caseColumn)
    try members.read("exclude", into: &exclude)
    try members.read("necessary", into: &necessary)
    try members.read("enhanced", into: &enhanced)
    try members.read("scope", into: &scope)
    try members.read("models", into: &models)
    try members.read("work", into: &work)
    try members.read("robustness", into: &robustness)
    try members.read("solution", into: &solution)
    try members.read("threads", into: &threads)
  }

  /// The table.
  public var files: QuestionFiles { QuestionFiles(reading: [("file", file)]) }

  /// Refuses cutoffs, calibrations and expectations that cannot be read, and counts below 1.
  public func check() throws(RequestError) {
    let threads = try threads.count
    do throws(EvidenceError) {
      try specification(threads: threads).cutoffs.validate()
      var columns: Set<String> = []
      for (column, _) in try calibrations() where !columns.insert(column).inserted {
        throw .repeatedCalibration(column)
      }
    } catch {
      throw RequestError("\(error)")
    }
    if negate, outcome.hasPrefix("~") {
      throw RequestError(
        "\(member: "outcome") is negated already; leave out \(member: "negate"), or the ~.")
    }
    guard models >= 1, work >= 1 else {
      throw RequestError("\(member: "models") and \(member: "work") are at least 1.")
    }
  }

  /// The outcome's column and whether its absence is explained: `~Y` is the absence of `Y`, and so is
  /// `Y` with `negate`.
  private var explained: (column: String, isNegated: Bool) {
    outcome.hasPrefix("~") ? (String(outcome.dropFirst()), true) : (outcome, negate)
  }

  private func calibrations() throws(EvidenceError) -> [(String, Calibration)] {
    var result: [(String, Calibration)] = []
    for text in calibrate { result.append(try Calibration.parse(text)) }
    return result
  }

  private func specification(
    threads: Int
  ) throws(EvidenceError) -> ComparativeAnalysis.Specification {
    let names = conditions.names
    var untenable: [Conjunction] = []
    for text in exclude { untenable += try Conjunction.sum(text, conditions: names) }
    var needed: [[Conjunction]] = []
    for text in necessary { needed.append(try Conjunction.sum(text, conditions: names)) }
    let expectations =
      try expect.map { (text) throws(EvidenceError) in
        try DirectionalExpectation.list(text, conditions: names)
      } ?? names.map { _ in .none }
    return ComparativeAnalysis.Specification(
      cutoffs: cutoffs, expectations: expectations, untenable: untenable, necessary: needed,
      isEnhanced: enhanced,
      minimal: MinimalModels.Options(scope: scope, listed: models, work: work, threads: threads))
  }

  /// The truth table, the solutions, and what of them is robust.
  public func answer(progress: (String) -> Void) throws -> Answer {
    progress("reading \(file)")
    let threads = try threads.count
    var options = reading
    options.threads = threads
    let table = CaseTable(
      try TableFile.read(file, options: options), outcome: explained.column,
      conditions: conditions.names, caseColumn: caseColumn, calibrations: try calibrations(),
      isNegated: explained.isNegated, half: half)
    progress("minimising")
    let specification = try specification(threads: threads)
    let analysis = try ComparativeAnalysis(try table.memberships(), specification)
    var robust: RobustnessTest?
    if robustness {
      progress("moving cutoffs and anchors")
      robust = try RobustnessTest(table, specification, kind: solution)
    }
    return analysis.answer(robustness: robust, drawing: solution)
  }
}

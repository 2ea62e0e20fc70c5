import Documents
import Studies
import Typesetting

/// A study from its raw tables to its report: what `entente run` asks.
public struct RunQuestion: Question {
  /// `entente run`.
  public static let name = ["run"]
  /// Files of its own.
  public static let printing = Printing.files

  /// A built-in study's name, or a folder with a study.yaml.
  public var study: String
  /// Folders with source tables.
  public var data: [String] = []
  /// The folder of the report.
  public var out = "report"
  /// The study's variant; its first one where absent.
  public var variant: String?
  /// Results do not depend on it.
  public var threads = ThreadCount()
  /// Report a model that did not converge instead of failing.
  public var allowNonConvergence = false

  /// The report of a study.
  public init(study: String) { self.study = study }

  /// Needs `study`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    study = try members.needed("study").text()
    try members.read("data", into: &data)
    try members.read("out", into: &out)
    try members.read("variant", into: &variant)
    try members.read("threads", into: &threads)
    try members.read("allow-non-convergence", into: &allowNonConvergence)
  }

  /// What is written in place of an answer's file.
  public var files: QuestionFiles {
    var files = QuestionFiles()
    files.write([("out", out)])
    return files
  }

  /// Refuses a number of threads below 1.
  public func check() throws(RequestError) { _ = try threads.count }

  /// Writes the report, and says what is in it and where it is.
  public func answer(progress: (String) -> Void) throws -> Answer {
    var options = StudyRunner.Options()
    options.dataFolders = data
    options.output = out
    options.threads = try threads.count
    options.allowNonConvergence = allowNonConvergence
    options.command =
      ["entente", "run", study] + data.flatMap { ["--data", $0] } + ["--out", out]
      + (variant.map { ["--variant", $0] } ?? [])
    let runner = try StudyRunner(study: study, variant: variant, options: options)
    return Answer(
      text: try runner.run(progress: progress).summary,
      document: .object([("report", .text(out))]))
  }
}

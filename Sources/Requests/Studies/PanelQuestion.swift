import Documents
import Studies
import Typesetting

/// A study's panel as a file: what `entente panel` asks.
public struct PanelQuestion: Question {
  /// `entente panel`.
  public static let name = ["panel"]
  /// Files of its own.
  public static let printing = Printing.files

  /// A built-in study's name, or a folder with a study.yaml.
  public var study: String
  /// Folders with source tables.
  public var data: [String] = []
  /// The CSV file that is written.
  public var out: String
  /// The study's variant; its first one where absent.
  public var variant: String?

  /// The panel of a study, written to a file.
  public init(study: String, out: String) {
    self.study = study
    self.out = out
  }

  /// Needs `study` and `out`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    study = try members.needed("study").text()
    out = try members.needed("out").text()
    try members.read("data", into: &data)
    try members.read("variant", into: &variant)
  }

  /// What is written in place of an answer's file.
  public var files: QuestionFiles {
    var files = QuestionFiles()
    files.write([("out", out)])
    return files
  }

  /// Writes the panel, and says how many rows each join matched and left unmatched.
  public func answer(progress: (String) -> Void) throws -> Answer {
    var options = StudyRunner.Options()
    options.dataFolders = data
    let runner = try StudyRunner(study: study, variant: variant, options: options)
    return Answer(
      text: try runner.writePanel(to: out, progress: progress),
      document: .object([("panel", .text(out))]))
  }
}

import ArgumentParser
import Studies

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a study from its raw tables to its report.",
    discussion: """
      STUDY is the name of a built-in study (`entente studies` lists them) or a folder with a \
      study.yaml. The report is one folder: index.html, results.json, tables, figures, and \
      manifest.json with the hash of every input. It is written whole or not at all.
      """)

  @Argument(help: "A built-in study's name, or a folder with a study.yaml.")
  var study: String

  @Option(help: "A folder with source tables; may be given more than once.")
  var data: [String] = []

  @Option(help: "The folder to write the report to.")
  var out = "report"

  @Option(help: "The variant of the study; its first one if not said.")
  var variant: String?

  @OptionGroup var threads: ThreadOptions

  @Flag(help: "Report a model that did not converge instead of failing.")
  var allowNonConvergence = false

  func run() throws {
    var options = StudyRunner.Options()
    options.dataFolders = data
    options.output = out
    options.threads = threads.count
    options.allowNonConvergence = allowNonConvergence
    options.command =
      ["entente", "run", study] + data.flatMap { ["--data", $0] } + ["--out", out]
      + (variant.map { ["--variant", $0] } ?? [])
    print(try RunCommand.run(study, variant: variant, options: options))
  }

  /// Runs the study with a progress line, and returns the report's summary.
  static func run(
    _ study: String, variant: String?, options: StudyRunner.Options
  ) throws -> String {
    let line = ProgressLine()
    defer { line.finish() }
    let runner = try StudyRunner(study: study, variant: variant, options: options)
    let report = try runner.run { line.report($0) }
    return report.summary
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what a study is missing, before any work.",
    discussion: """
      Reads the study file, looks for every table and every column it uses, builds the panel's \
      plan and reads every formula. Prints one line a finding; exits with 1 if something is wrong.
      """)

  @Argument(help: "A built-in study's name, or a folder with a study.yaml.")
  var study: String

  @Option(help: "A folder with source tables; may be given more than once.")
  var data: [String] = []

  @Option(help: "The variant of the study; all of them if not said.")
  var variant: String?

  func run() throws {
    let findings = try StudyCheck(study: study, variant: variant, dataFolders: data).findings()
    for finding in findings { print(finding) }
    guard findings.allSatisfy({ $0.isFine }) else { throw ExitCode(1) }
  }
}

struct PanelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "panel",
    abstract: "Build a study's panel and write it as CSV.",
    discussion: "Prints how many rows each join matched and left unmatched.")

  @Argument(help: "A built-in study's name, or a folder with a study.yaml.")
  var study: String

  @Option(help: "A folder with source tables; may be given more than once.")
  var data: [String] = []

  @Option(help: "The file to write.")
  var out: String

  @Option(help: "The variant of the study; its first one if not said.")
  var variant: String?

  func run() throws {
    var options = StudyRunner.Options()
    options.dataFolders = data
    let line = ProgressLine()
    defer { line.finish() }
    let runner = try StudyRunner(study: study, variant: variant, options: options)
    let ledger = try runner.writePanel(to: out) { line.report($0) }
    line.finish()
    print(ledger)
  }
}

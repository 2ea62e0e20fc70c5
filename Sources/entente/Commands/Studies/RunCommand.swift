import ArgumentParser
import Requests

struct RunCommand: AskingCommand {
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

  func question() -> RunQuestion {
    var question = RunQuestion(study: study)
    question.data = data
    question.out = out
    question.variant = variant
    question.threads = threads.count
    question.allowNonConvergence = allowNonConvergence
    return question
  }
}

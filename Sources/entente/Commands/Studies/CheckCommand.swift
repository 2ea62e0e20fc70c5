import ArgumentParser
import Requests

struct CheckCommand: AskingCommand {
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

  @OptionGroup var printing: OutputOptions

  var output: RequestOutput { printing.request }

  func question() -> CheckQuestion {
    var question = CheckQuestion(study: study)
    question.data = data
    question.variant = variant
    return question
  }
}

import ArgumentParser
import Requests

struct PanelCommand: AskingCommand {
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

  func question() -> PanelQuestion {
    var question = PanelQuestion(study: study, out: out)
    question.data = data
    question.variant = variant
    return question
  }
}

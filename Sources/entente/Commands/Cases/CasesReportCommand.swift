import ArgumentParser
import Requests

struct CasesReportCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a ledger's audit, weights and timelines as one page.",
    discussion: """
      entente cases report loyalty --out loyalty.html --data DIR

      The page holds its figures and tables and needs no other file.
      """)

  @Argument(help: "A ledger's file (YAML, or CSV), or the name of a built-in one: loyalty.")
  var file: String

  @Option(help: "The file to write.")
  var out = "cases.html"

  @Option(help: "A folder with SIPRI's register and table of volumes of the United States.")
  var data: String?

  func question() -> CasePageQuestion {
    var question = CasePageQuestion(file: file)
    question.out = out
    question.data = data
    return question
  }
}

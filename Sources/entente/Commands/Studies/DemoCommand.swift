import ArgumentParser
import Requests

struct DemoCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Run the embedded studies, which need no file, and print where their reports are.",
    discussion: """
      The study makes a seeded world of patrons and allies whose coefficients are known, fits robust \
      models with dyad effects and dyadic-cluster errors, sets truth and estimates side by side, and \
      repeats this over 20 seeds to count how often the 95% intervals cover the truth. Then it closes \
      the loop: the model that `entente solve alliance-concessions` solves makes a world, and a study \
      of that world must recover the theory (report in the folder alliance-world below the first).
      """)

  @Option(help: "The folder to write the report to.")
  var out = "report"

  @Option(help: "How many further worlds to count coverage over; 0 for none.")
  var worlds = 20

  @OptionGroup var threads: ThreadOptions

  func question() -> DemoQuestion {
    var question = DemoQuestion()
    question.out = out
    question.worlds = worlds
    question.threads = threads.count
    return question
  }
}

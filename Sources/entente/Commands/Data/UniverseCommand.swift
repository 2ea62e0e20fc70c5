import ArgumentParser
import Panels
import Requests

struct UniverseCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "universe",
    abstract: "Write every state-year or dyad-year of a state system as CSV.",
    discussion: """
      The rows that a panel begins with: columns ccode,year, or ccode1,ccode2,year; gwcode for the \
      Gleditsch-Ward system.
      """)

  @Option(help: "The state system: cow or gw.")
  var system: StateSystem = .cow

  @Option(help: "state-years, dyad-years or directed-dyad-years.")
  var unit: Universe.Unit = .stateYears

  @Option(help: "The first year; 1816 if not said.")
  var from: Int?

  @Option(help: "The last year; that of the system's last revision if not said.")
  var to: Int?

  @Option(help: "On which day of a year a state must be a member: any, jan1 or dec31.")
  var day: DayRule = .any

  @Option(help: "The file to write.")
  var out: String

  func question() -> UniverseQuestion {
    var question = UniverseQuestion(out: out)
    question.system = system
    question.unit = unit
    question.from = from
    question.to = to
    question.day = day
    return question
  }
}

extension StateSystem: ExpressibleByArgument {}
extension Universe.Unit: ExpressibleByArgument {}
extension DayRule: ExpressibleByArgument {}

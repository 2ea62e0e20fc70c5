import ArgumentParser
import Frames
import Panels

struct UniverseCommand: ParsableCommand {
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

  func run() throws {
    let universe = try Universe(system: system, unit: unit, from: from, to: to, day: day)
    let frame = universe.frame()
    try CSV.write(frame, to: out)
    print("\(frame.rowCount) rows of \(frame.names.joined(separator: ",")) written to \(out)")
  }
}

extension StateSystem: ExpressibleByArgument {}
extension Universe.Unit: ExpressibleByArgument {}
extension DayRule: ExpressibleByArgument {}

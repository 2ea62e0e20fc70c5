import ArgumentParser
import Bargaining
import Exhibits
import Studies

struct SolveAllianceConcessionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alliance-concessions",
    abstract: "What a protege concedes to help a committed patron win an election.",
    discussion: """
      entente solve alliance-concessions                       five states, seven records
      entente solve alliance-concessions --set k_t=0.1         tariffs move when they are cheap
      entente solve alliance-concessions --data votes.csv --year 2020 --incumbent rep \\
        --set c=2000 --figure map.png --map                    pivotality of real states

      The reader of --data expects columns state, dem, rep (shares), elec_votes and year.
      """)

  @OptionGroup var model: ModelCommandOptions

  @Option(parsing: .unconditional, help: "The records of commitment to solve at.")
  var signals = "-2,-1,0,0.5,1,2,3"

  @Option(parsing: .unconditional, help: "The record of the comparative statics.")
  var at = 1.0

  @Option(help: "A table of results by state for the electoral map.")
  var data: String?

  @Option(help: "The election in it.")
  var year: Int?

  @Option(help: "The incumbent's party in it: dem or rep.")
  var incumbent = "dem"

  @Flag(help: "The figure is the map of pivotality rather than the curves.")
  var map = false

  func validate() throws {
    _ = try ModelCommandOptions.numbers(signals, of: "--signals")
    guard ElectoralMapTable.Party(rawValue: incumbent) != nil else {
      throw ValidationError("--incumbent is dem or rep, not \(incumbent).")
    }
  }

  func run() throws {
    var parameters = AllianceConcessions.Parameters()
    var names: [String]?
    if let data, let party = ElectoralMapTable.Party(rawValue: incumbent) {
      let table = try ElectoralMapTable(file: data, year: year, incumbent: party)
      table.apply(to: &parameters)
      names = table.names
    }
    try model.apply { try parameters.set($0, $1) }
    let solved =
      try names.map { try AllianceConcessions(parameters, stateNames: $0) }
      ?? AllianceConcessions(parameters)
    try model.show(
      try solved.report(
        signals: ModelCommandOptions.numbers(signals, of: "--signals"), focus: at, isMap: map))
  }
}

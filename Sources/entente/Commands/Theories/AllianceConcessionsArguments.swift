import ArgumentParser
import Bargaining
import Exhibits
import Studies

/// Where the model of alliance concessions is solved, and a map of real states for it.
struct AllianceConcessionsArguments: TheoryArguments {
  static let examples = """
    entente solve alliance-concessions                       five states, seven records
    entente solve alliance-concessions --set k_t=0.1         tariffs move when they are cheap
    entente solve alliance-concessions --data votes.csv --year 2020 --incumbent rep \\
      --set c=2000 --figure map.png --map                    pivotality of real states

    The reader of --data expects columns state, dem, rep (shares), elec_votes and year.
    """

  @Option(numbers: "The records of commitment to solve at.")
  var signals: NumberList = [-2, -1, 0, 0.5, 1, 2, 3]

  @Option(parsing: .unconditional, help: "The record of the comparative statics.")
  var at = 1.0

  @Option(help: "A table of results by state for the electoral map.")
  var data: String?

  @Option(help: "The election in it.")
  var year: Int?

  @Option(help: "The incumbent's party in it.")
  var incumbent: ElectoralMapTable.Party = .dem

  @Flag(help: "The figure is the map of pivotality rather than the curves.")
  var map = false

  var figureKind: AllianceConcessionsTheory.FigureKind? { map ? .pivotality : nil }

  func theory() throws -> AllianceConcessionsTheory {
    var theory = AllianceConcessionsTheory()
    theory.question.signals = signals.values
    theory.question.focus = at
    if let data {
      let table = try ElectoralMapTable(file: data, year: year, incumbent: incumbent)
      table.apply(to: &theory.parameters)
      theory.stateNames = table.names
    }
    return theory
  }
}

extension ElectoralMapTable.Party: ExpressibleByArgument {}

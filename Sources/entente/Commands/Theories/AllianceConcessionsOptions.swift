import ArgumentParser
import Bargaining
import Requests

/// Where the model of alliance concessions is solved, and a map of real states for it.
struct AllianceConcessionsOptions: TheoryOptions {
  static let examples = """
    entente solve alliance-concessions                       five states, seven records
    entente solve alliance-concessions --set k_t=0.1         tariffs move when they are cheap
    entente solve alliance-concessions --data votes.csv --year 2020 --incumbent rep \\
      --set c=2000 --figure map.png --map                    pivotality of real states

    The reader of --data expects columns state, dem, rep (shares), elec_votes and year.
    """

  private static let standard = AllianceConcessionsMembers()

  @Option(
    numbers: "The records of commitment to solve at.",
    default: NumberList(values: AllianceConcessionsTheory.Question().signals))
  var signals: NumberList?

  @Option(
    parsing: .unconditional,
    help:
      "The record of the comparative statics. (default: \(AllianceConcessionsTheory.Question().focus))"
  )
  var at: Double?

  @Option(help: "A table of results by state for the electoral map.")
  var data: String?

  @Option(help: "The election in it.")
  var year: Int?

  @Option(help: "The incumbent's party in it. (default: dem)")
  var incumbent: ElectoralMapTable.Party?

  @Flag(help: "The figure is the map of pivotality rather than the curves.")
  var map = standard.map

  var members: AllianceConcessionsMembers {
    var members = AllianceConcessionsMembers()
    members.signals = signals
    members.at = at
    members.data = data
    members.year = year
    members.incumbent = incumbent
    members.map = map
    return members
  }
}

extension ElectoralMapTable.Party: ExpressibleByArgument {}

import Bargaining
import Documents
import Exhibits

/// Where the model of alliance concessions is solved, and a map of real states for it.
public struct AllianceConcessionsMembers: TheoryMembers {
  /// The records of commitment to solve at.
  public var signals: NumberList = [-2, -1, 0, 0.5, 1, 2, 3]
  /// The record of the comparative statics.
  public var at = 1.0
  /// A table of results by state for the electoral map; the model's own map where absent.
  public var data: String?
  /// The election in it; needed where there are several.
  public var year: Int?
  /// The incumbent's party in it.
  public var incumbent = ElectoralMapTable.Party.dem
  /// Whether the figure is the map of pivotality rather than the curves.
  public var map = false

  /// The model's own map of five states.
  public init() {}

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.read("signals", into: &signals)
    try members.read("at", into: &at)
    try members.read("data", into: &data)
    try members.read("year", into: &year)
    try members.read("incumbent", into: &incumbent)
    try members.read("map", into: &map)
  }

  /// The table of results.
  public var files: QuestionFiles { QuestionFiles(reading: [("data", data)]) }

  /// Refuses an election without a table of results.
  public func check() throws(RequestError) {
    if year != nil, data == nil {
      throw RequestError(
        "\(member: "year") chooses an election in \(member: "data"); name a table.")
    }
  }

  /// The map of pivotality, where it is asked for.
  public var figureKind: AllianceConcessionsTheory.FigureKind? { map ? .pivotality : nil }

  /// The model at these records, with the map of the table where there is one.
  /// - Throws: `ElectoralMapError`, and what reading the table throws.
  public func theory() throws -> AllianceConcessionsTheory {
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

import Bargaining
import Documents
import Exhibits

/// Where the model of alliance concessions is solved, and a map of real states for it.
public struct AllianceConcessionsMembers: TheoryMembers {
  // What is absent of these two has the theory's default.
  /// The records of commitment to solve at.
  public var signals: NumberList?
  /// The record of the comparative statics.
  public var at: Double?
  /// A table of results by state for the electoral map; the model's own map where absent.
  public var data: String?
  /// The election in it; needed where there are several.
  public var year: Int?
  /// The incumbent's party in it.
  public var incumbent: ElectoralMapTable.Party?
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
    if data == nil, year != nil || incumbent != nil {
      let name = year != nil ? "year" : "incumbent"
      throw RequestError(
        "\(member: name) chooses an election in \(member: "data"); name a table.")
    }
  }

  /// The records that were given, and the states of a table.
  public var given: [(member: String, input: String)] {
    (signals == nil ? [] : [("signals", "signals")]) + (at == nil ? [] : [("at", "at")])
      + (data == nil ? [] : [("data", "mu"), ("data", "ev")])
  }

  /// The map of pivotality, where it is asked for.
  public var figureChoice: (member: String, kind: AllianceConcessionsTheory.FigureKind)? {
    map ? ("map", .pivotality) : nil
  }

  /// The model at these records, with the map of the table where there is one.
  /// - Throws: `ElectoralMapError`, and what reading the table throws.
  public func theory() throws -> AllianceConcessionsTheory {
    var theory = AllianceConcessionsTheory()
    if let signals { theory.question.signals = signals.values }
    if let at { theory.question.focus = at }
    if let data {
      let table = try ElectoralMapTable(file: data, year: year, incumbent: incumbent ?? .dem)
      table.apply(to: &theory)
    }
    return theory
  }
}

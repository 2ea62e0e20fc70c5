/// Alliance concessions as a theory: the protege's concessions at several records of commitment, and
/// how they move at one.
public struct AllianceConcessionsTheory: Theory {
  /// As `entente solve` spells it.
  public static let name = "alliance-concessions"
  /// The line that lists of theories print.
  public static let title = "What a protege concedes to help a committed patron win an election."

  /// Costs, stakes and the electoral map; five states unless set.
  public var parameters = AllianceConcessions.Parameters()
  /// Records of commitment to solve at, and the one of the comparative statics.
  public var question = Question()
  /// What reports call the states; numbers them where absent.
  public var stateNames: [String]?
  /// What a reader of the equilibria has to know of the map, a sentence each.
  public var mapRemarks: [String] = []

  /// The five states of the reference numbers, at seven records.
  public init() {}

  /// Where the model is solved.
  public struct Question: TheoryInputs {
    /// The records of commitment of the equilibria.
    public var signals: [Double] = [-2, -1, 0, 0.5, 1, 2, 3]
    /// The record of the comparative statics.
    public var focus = 1.0

    /// Seven records from -2 to 3, with statics at 1.
    public init() {}

    /// The names `signals` and `at`.
    public static var table: InputTable<Question> {
      InputTable([
        .list("signals", \.signals, "the records of commitment to solve at"),
        .number("at", \.focus, "the record of the comparative statics"),
      ])
    }
  }

  /// The equilibria and what moves them.
  public struct Solution: Sendable, Equatable {
    /// The model that was solved.
    public var model: AllianceConcessions
    /// The election without concessions.
    public var start: ElectoralMap.Outcome
    /// At each record of the question, in another year and in an election year.
    public var equilibria: [ConcessionEquilibrium]
    /// In an election year at the question's focus.
    public var focal: ConcessionEquilibrium
    /// How it moves there, and what the hypotheses need.
    public var statics: ConcessionStatics
    /// What the paper's specification would find.
    public var regression: ExportRegression
    /// What a reader has to know of the map.
    public var mapRemarks: [String]
  }

  /// The model that the inputs describe.
  /// - Throws: What `AllianceConcessions` throws.
  public func model() throws(BargainingError) -> AllianceConcessions {
    guard let stateNames else { return try AllianceConcessions(parameters) }
    return try AllianceConcessions(parameters, stateNames: stateNames)
  }

  /// - Throws: What `AllianceConcessions` throws for costs, stakes or a map outside their domain.
  public func check() throws(BargainingError) {
    _ = try model()
    try question.checkDomains()
  }

  /// An equilibrium for every record, in an election year and in another, and the statics at the
  /// focus.
  /// - Throws: What `check` throws, and `BargainingError` where an equilibrium cannot be found.
  public func solve() throws(BargainingError) -> Solution {
    let model = try model()
    try question.checkDomains()
    var equilibria: [ConcessionEquilibrium] = []
    for signal in question.signals {
      for election in [false, true] {
        equilibria.append(try model.equilibrium(signal: signal, election: election))
      }
    }
    return Solution(
      model: model, start: model.map.outcome(at: model.map.states.map { _ in 0 }),
      equilibria: equilibria,
      focal: try model.equilibrium(signal: question.focus, election: true),
      statics: try model.statics(signal: question.focus),
      regression: try ExportRegression(model), mapRemarks: mapRemarks)
  }
}

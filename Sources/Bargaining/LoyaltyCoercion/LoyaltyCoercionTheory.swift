/// Loyalty coercion as a theory: a claim and its answer, and the extensions that are asked for.
public struct LoyaltyCoercionTheory: Theory {
  /// As `entente solve` spells it.
  public static let name = "loyalty-coercion"
  /// The line that lists of theories print.
  public static let title = "When a junior partner's claim of mistreatment moves its patron."

  /// The patron's costs and beliefs, the junior's record, and who listens.
  public var parameters = LoyaltyCoercion.Parameters()
  /// The extensions to add.
  public var question = Question()

  /// A loyal junior partner with two listeners, and no extension.
  public init() {}

  /// The extensions to add; none unless said.
  public struct Question: TheoryInputs {
    /// l_J: the record that the junior believes it has; its own where absent.
    public var believedRecord: Double?
    /// The chance that another administration answers the claim; no such question where absent.
    public var successorChance: Double?
    /// I of that administration.
    public var successorInterconnection = 0.0
    /// Over how many rounds the repeated game is solved; it is not where absent.
    public var rounds: Int?
    /// delta: the patron's discount factor between rounds.
    public var discount = 0.9
    /// pi: what a unit of past transfers adds to the loss, as a share.
    public var precedent = 0.2
    /// What remains of a precedent after a round.
    public var decay = 0.9

    /// No extension.
    public init() {}

    /// The names of the extensions' inputs; absent ones ask for nothing.
    public static var table: InputTable<Question> {
      InputTable([
        .optional(
          "believed_record", \.believedRecord, "the record that the junior believes it has", .share,
          "Give a share."),
        .optional(
          "successor_chance", \.successorChance,
          "the chance that another administration answers the claim", .share, nil),
        .number(
          "successor_interconnection", \.successorInterconnection,
          "that administration's interconnection", .share, nil),
        .optionalWhole(
          "rounds", \.rounds, "over how many rounds the repeated version is solved",
          unit: "rounds", .whole(RepeatedLoyaltyCoercion.allowedRounds), nil),
        .number(
          "discount", \.discount, "the patron's discount factor between rounds", .share, nil),
        .number(
          "precedent", \.precedent,
          "what a unit of past transfers adds to the loss, as a share", .nonnegative, nil),
        .number(
          "decay", \.decay, "what remains of a precedent after a round", .share,
          nil),
      ])
    }
  }

  /// The claim, its answer and what they hang on.
  public struct Solution: Sendable, Equatable {
    /// The model that was solved.
    public var model: LoyaltyCoercion
    /// The claim and its answer.
    public var outcome: LoyaltyCoercion.Outcome
    /// How the answer moves, and where claims begin.
    public var statics: LoyaltyCoercion.Statics
    /// With another administration in sight, where that was asked.
    public var administration: LoyaltyCoercion.AdministrationChange?
    /// Over several rounds, where that was asked.
    public var repeated: RepeatedLoyaltyCoercion?
  }

  /// - Throws: What `LoyaltyCoercion` throws, and `outOfDomain` for an extension's input.
  public func check() throws(BargainingError) {
    _ = try LoyaltyCoercion(parameters)
    try question.checkDomains()
  }

  /// The claim and its answer, the statics, and the extensions asked for.
  /// - Throws: What `check` throws.
  public func solve() throws(BargainingError) -> Solution {
    let model = try LoyaltyCoercion(parameters)
    try question.checkDomains()
    var solution = Solution(
      model: model, outcome: model.outcome(believedRecord: question.believedRecord),
      statics: model.statics())
    if let chance = question.successorChance {
      solution.administration = try model.underAdministrationChange(
        chance: chance, successorInterconnection: question.successorInterconnection)
    }
    if let rounds = question.rounds {
      solution.repeated = try RepeatedLoyaltyCoercion(
        model, rounds: rounds, discount: question.discount, precedent: question.precedent,
        decay: question.decay)
    }
    return solution
  }
}

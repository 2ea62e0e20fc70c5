import Bargaining
import Frames

/// A world that a study makes from a seed instead of reading a table: the general one of patrons and
/// allies, or one that follows from a formal model (`theory:` in a study file).
public enum SimulatedSource: Sendable, Equatable {
  case patronsAndAllies(SimulatedWorld.Options)
  case allianceConcessions(AllianceWorld.Options, AllianceConcessions.Parameters)
  case swingStates(SwingStateWorld)
  case loyaltyCoercion(LoyaltyWorld)
  case gunsAndButter(GunsAndButterWorld)

  /// A world whose model is solved: frames by seed, and the coefficients that are true in all of them.
  public struct Prepared: Sendable {
    /// The seed that the study names.
    public let seed: UInt64
    /// The coefficients that are true in every seed.
    public let truth: [SimulatedTable.Truth]
    /// The table of a seed.
    public let frame: @Sendable (UInt64) throws -> Frame
  }

  /// The seed that the study names.
  public var seed: UInt64 {
    switch self {
    case .patronsAndAllies(let options): options.seed
    case .allianceConcessions(let options, _): options.seed
    case .swingStates(let world): world.options.seed
    case .loyaltyCoercion(let world): world.options.seed
    case .gunsAndButter(let world): world.options.seed
    }
  }

  /// Solves the model once, so that worlds of many seeds can be drawn.
  /// - Throws: `BargainingError` where the model has no schedule to draw from.
  public func prepared() throws -> Prepared {
    switch self {
    case .patronsAndAllies(let options):
      let truth = SimulatedWorld.truth.flatMap { outcome in
        outcome.terms.map {
          SimulatedTable.Truth(outcome: outcome.outcome, term: $0.name, value: $0.value)
        }
      }
      return Prepared(seed: options.seed, truth: truth) { seed in
        var drawn = options
        drawn.seed = seed
        return SimulatedWorld(drawn).frame()
      }
    case .allianceConcessions(let options, let parameters):
      let schedule = try ConcessionSchedule(try AllianceConcessions(parameters))
      let truth = try AllianceWorld(options, schedule: schedule).truth
      return Prepared(seed: options.seed, truth: truth) { seed in
        var drawn = options
        drawn.seed = seed
        return Frame(try AllianceWorld(drawn, schedule: schedule).table())
      }
    case .swingStates(let world):
      return Prepared(seed: world.options.seed, truth: world.truth) { seed in
        var drawn = world.options
        drawn.seed = seed
        return Frame(try SwingStateWorld(drawn, parameters: world.parameters).table())
      }
    case .loyaltyCoercion(let world):
      return Prepared(seed: world.options.seed, truth: world.truth) { seed in
        var drawn = world.options
        drawn.seed = seed
        return Frame(try LoyaltyWorld(drawn, parameters: world.parameters).table())
      }
    case .gunsAndButter(let world):
      return Prepared(seed: world.options.seed, truth: world.truth) { seed in
        var drawn = world.options
        drawn.seed = seed
        return Frame(try GunsAndButterWorld(drawn, model: world.model).table())
      }
    }
  }
}

extension Frame {
  /// A theory's table as a frame: keys as integers, the rest as doubles.
  init(_ table: SimulatedTable) {
    let columns =
      table.keys.map { Column(name: $0.name, storage: .integer($0.values)) }
      + table.numbers.map { Column(name: $0.name, storage: .double($0.values)) }
    guard let frame = try? Frame(columns) else {
      preconditionFailure("a simulated table has distinct names and one length")
    }
    self = frame
  }
}

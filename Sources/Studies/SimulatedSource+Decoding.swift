import Bargaining

extension SimulatedSource {
  /// The words of `theory:`.
  static let theories = [
    "alliance-concessions", "swing-states", "loyalty-coercion", "guns-and-butter",
  ]

  /// `simulate:` of a study file. Without `theory:` it is the general world of patrons and allies.
  init(_ node: StudyNode) throws(StudyError) {
    guard let theory = try node.entries().first(where: { $0.key == "theory" })?.value else {
      self = .patronsAndAllies(try SimulatedWorld.Options(node))
      return
    }
    do {
      switch try theory.text() {
      case "alliance-concessions": self = try SimulatedSource.alliance(node)
      case "swing-states": self = try SimulatedSource.swing(node)
      case "loyalty-coercion": self = try SimulatedSource.loyalty(node)
      case "guns-and-butter": self = try SimulatedSource.guns(node)
      default: throw theory.wrong(SimulatedSource.theories.joined(separator: ", "))
      }
    } catch let error as StudyError {
      throw error
    } catch {
      throw .failed(step: "simulate (line \(node.line))", reason: String(describing: error))
    }
  }

  private static let common = ["theory", "seed", "parameters"]

  /// Numbers by name; `seed` and whole numbers among them.
  private static func settings(
    _ node: StudyNode, whole: [String], numbers: [String]
  ) throws(StudyError) -> (seed: UInt64?, whole: [String: Int], numbers: [String: Double]) {
    let keys = try node.entries(known: common + whole + numbers)
    var counts: [String: Int] = [:]
    var values: [String: Double] = [:]
    for name in whole { if let node = keys[name] { counts[name] = try node.wholeNumber() } }
    for name in numbers { if let node = keys[name] { values[name] = try node.number() } }
    let seed = try keys["seed"].map { (node) throws(StudyError) in
      UInt64(max(0, try node.wholeNumber()))
    }
    return (seed, counts, values)
  }

  /// The theory's own inputs, by the names that `entente solve` prints.
  private static func parameters(
    _ node: StudyNode, _ set: (String, [Double]) throws -> Void
  ) throws {
    guard let inputs = try node.entries().first(where: { $0.key == "parameters" })?.value else {
      return
    }
    for (name, value) in try inputs.entries() {
      if value.node.scalar != nil {
        try set(name, [try value.number()])
      } else {
        try set(name, try value.items().map { try $0.number() })
      }
    }
  }

  private static func alliance(_ node: StudyNode) throws -> SimulatedSource {
    let found = try settings(
      node, whole: ["patrons", "allies", "years"],
      numbers: ["noise", "patron_shock", "ally_shock", "mean_signal", "common_share"])
    var options = AllianceWorld.Options()
    options.seed = found.seed ?? options.seed
    options.patrons = found.whole["patrons"] ?? options.patrons
    options.allies = found.whole["allies"] ?? options.allies
    options.years = found.whole["years"] ?? options.years
    options.noise = found.numbers["noise"] ?? options.noise
    options.patronShock = found.numbers["patron_shock"] ?? options.patronShock
    options.allyShock = found.numbers["ally_shock"] ?? options.allyShock
    options.meanSignal = found.numbers["mean_signal"] ?? options.meanSignal
    options.commonShare = found.numbers["common_share"] ?? options.commonShare
    var inputs = AllianceConcessions.Parameters()
    try parameters(node) { try inputs.set($0, $1) }
    _ = try AllianceConcessions(inputs)
    return .allianceConcessions(options, inputs)
  }

  private static func swing(_ node: StudyNode) throws -> SimulatedSource {
    let found = try settings(
      node, whole: ["states", "destinations", "elections"],
      numbers: ["noise", "state_shock", "signal"])
    var options = SwingStateWorld.Options()
    options.seed = found.seed ?? options.seed
    options.states = found.whole["states"] ?? options.states
    options.destinations = found.whole["destinations"] ?? options.destinations
    options.elections = found.whole["elections"] ?? options.elections
    options.noise = found.numbers["noise"] ?? options.noise
    options.stateShock = found.numbers["state_shock"] ?? options.stateShock
    options.signal = found.numbers["signal"] ?? options.signal
    var inputs = AllianceConcessions.Parameters()
    try parameters(node) { try inputs.set($0, $1) }
    return .swingStates(try SwingStateWorld(options, parameters: inputs))
  }

  private static func loyalty(_ node: StudyNode) throws -> SimulatedSource {
    let found = try settings(
      node, whole: ["juniors", "years"], numbers: ["noise", "misperception"])
    var options = LoyaltyWorld.Options()
    options.seed = found.seed ?? options.seed
    options.juniors = found.whole["juniors"] ?? options.juniors
    options.years = found.whole["years"] ?? options.years
    options.noise = found.numbers["noise"] ?? options.noise
    options.misperception = found.numbers["misperception"] ?? options.misperception
    var inputs = LoyaltyCoercion.Parameters()
    try parameters(node) { try inputs.set($0, $1) }
    return .loyaltyCoercion(try LoyaltyWorld(options, parameters: inputs))
  }

  private static func guns(_ node: StudyNode) throws -> SimulatedSource {
    let found = try settings(node, whole: ["countries", "years"], numbers: [])
    var options = GunsAndButterWorld.Options()
    options.seed = found.seed ?? options.seed
    options.countries = found.whole["countries"] ?? options.countries
    options.years = found.whole["years"] ?? options.years
    var inputs = GunsAndButter.Parameters()
    try parameters(node) { try inputs.set($0, $1) }
    return .gunsAndButter(try GunsAndButterWorld(options, model: GunsAndButter(inputs)))
  }
}

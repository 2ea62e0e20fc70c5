import Bargaining
import Documents

extension SimulatedSource {
  /// The words of `theory:`.
  static let theories = [
    "alliance-concessions", "swing-states", "loyalty-coercion", "guns-and-butter",
  ]

  /// `simulate:` of a study file. Without `theory:` it is the general world of patrons and allies.
  init(_ node: DocumentNode) throws(DocumentError) {
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
    } catch let error as DocumentError {
      throw error
    } catch {
      throw node.refused(String(describing: error))
    }
  }

  private static let common = ["theory", "seed", "parameters"]

  /// Changes the options that the node sets, by name.
  private static func set<Options>(
    _ options: inout Options, from node: DocumentNode, seed: WritableKeyPath<Options, UInt64>,
    whole: [(name: String, option: WritableKeyPath<Options, Int>)],
    numbers: [(name: String, option: WritableKeyPath<Options, Double>)] = []
  ) throws(DocumentError) {
    let keys = try node.entries(known: common + whole.map(\.name) + numbers.map(\.name))
    for (name, option) in whole {
      if let node = keys[name] { options[keyPath: option] = try node.wholeNumber() }
    }
    for (name, option) in numbers {
      if let node = keys[name] { options[keyPath: option] = try node.number() }
    }
    if let node = keys["seed"] { options[keyPath: seed] = UInt64(max(0, try node.wholeNumber())) }
  }

  /// The theory's own inputs, by the names that `entente solve` prints.
  private static func parameters(
    _ node: DocumentNode, _ set: (String, [Double]) throws -> Void
  ) throws {
    guard let inputs = try node.entries().first(where: { $0.key == "parameters" })?.value else {
      return
    }
    for (name, value) in try inputs.entries() {
      if value.value.scalar != nil {
        try set(name, [try value.number()])
      } else {
        try set(name, try value.items().map { try $0.number() })
      }
    }
  }

  private static func alliance(_ node: DocumentNode) throws -> SimulatedSource {
    var options = AllianceWorld.Options()
    try set(
      &options, from: node, seed: \.seed,
      whole: [
        ("patrons", \.patrons),
        ("allies", \.allies),
        ("years", \.years),
      ],
      numbers: [
        ("noise", \.noise),
        ("patron_shock", \.patronShock),
        ("ally_shock", \.allyShock),
        ("mean_signal", \.meanSignal),
        ("common_share", \.commonShare),
      ])
    var inputs = AllianceConcessions.Parameters()
    try parameters(node) { try inputs.set($0, $1) }
    _ = try AllianceConcessions(inputs)
    return .allianceConcessions(options, inputs)
  }

  private static func swing(_ node: DocumentNode) throws -> SimulatedSource {
    var options = SwingStateWorld.Options()
    try set(
      &options, from: node, seed: \.seed,
      whole: [
        ("states", \.states),
        ("destinations", \.destinations),
        ("elections", \.elections),
      ],
      numbers: [
        ("noise", \.noise),
        ("state_shock", \.stateShock),
        ("signal", \.signal),
      ])
    var inputs = AllianceConcessions.Parameters()
    try parameters(node) { try inputs.set($0, $1) }
    return .swingStates(try SwingStateWorld(options, parameters: inputs))
  }

  private static func loyalty(_ node: DocumentNode) throws -> SimulatedSource {
    var options = LoyaltyWorld.Options()
    try set(
      &options, from: node, seed: \.seed,
      whole: [
        ("juniors", \.juniors),
        ("years", \.years),
      ],
      numbers: [
        ("noise", \.noise),
        ("misperception", \.misperception),
      ])
    var inputs = LoyaltyCoercion.Parameters()
    try parameters(node) { try inputs.set($0, $1) }
    return .loyaltyCoercion(try LoyaltyWorld(options, parameters: inputs))
  }

  private static func guns(_ node: DocumentNode) throws -> SimulatedSource {
    var options = GunsAndButterWorld.Options()
    try set(
      &options, from: node, seed: \.seed,
      whole: [
        ("countries", \.countries),
        ("years", \.years),
      ])
    var inputs = GunsAndButter.Parameters()
    try parameters(node) { try inputs.set($0, $1) }
    return .gunsAndButter(try GunsAndButterWorld(options, model: GunsAndButter(inputs)))
  }
}

import Bargaining
import Documents

extension SimulatedSource {
  private static let seedKey = "seed"
  private static let theoryKey = "theory"
  private static let parametersKey = "parameters"

  /// `simulate:` of a study file: a theory's word, then sizes and shocks of its world by name, and
  /// under `parameters:` the theory's own inputs. Without `theory:` it is the world of stated
  /// coefficients.
  init(_ node: DocumentNode) throws(DocumentError) {
    let theory = try node.entries().first { $0.key == Self.theoryKey }?.value
    guard let world = WorldCatalogue.world(of: try theory?.text()) else {
      throw (theory ?? node).wrong(WorldCatalogue.theories.joined(separator: ", "))
    }
    do {
      self.init(try Self.read(world, from: node))
    } catch let error as DocumentError {
      throw error
    } catch {
      throw node.refused(String(describing: error))
    }
  }

  private static func read(_ world: some World, from node: DocumentNode) throws -> any World {
    var world = world
    let options = world.options.inputs
    let takesParameters = !world.parameters.inputs.isEmpty
    let keys = try node.entries(
      known: [theoryKey, seedKey] + (takesParameters ? [parametersKey] : []) + options.map(\.name))
    for option in options {
      guard let value = keys[option.name] else { continue }
      let number =
        option.domain.isWhole ? Double(try value.wholeNumber()) : try value.number()
      try world.options.set(option.name, to: [number])
    }
    if let seed = keys[seedKey] { world.options.seed = try seed.seed() }
    for (name, value) in try keys[parametersKey]?.entries() ?? [] {
      try world.parameters.set(name, to: numbers(value))
    }
    try world.check()
    return world
  }

  /// One number, or a list of them.
  private static func numbers(_ node: DocumentNode) throws -> [Double] {
    guard node.value.scalar == nil else { return [try node.number()] }
    return try node.items().map { try $0.number() }
  }
}

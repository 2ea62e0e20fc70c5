/// A world that a study makes from a seed instead of reading a table: its sizes, shocks and theory by
/// name, and the coefficients that a right study of it must find.
///
/// A world is a plan until it is solved; one that is solved draws tables for any seed.
public protocol World: Sendable, Equatable {
  /// Sizes and shocks.
  associatedtype Options: WorldOptions
  /// The inputs of the theory that the world follows.
  associatedtype Parameters: TheoryInputs

  /// The word of `theory:` in a study file; `nil` for the world that follows none.
  static var theory: String? { get }

  /// Sizes, shocks and seed.
  var options: Options { get set }
  /// The inputs of the theory; none where the world follows no theory.
  var parameters: Parameters { get set }

  /// Every size, shock and input at its default.
  init()

  /// Refuses what cannot be drawn or estimated, without solving the theory.
  /// - Throws: `BargainingError`.
  func check() throws(BargainingError)

  /// Solves the theory once.
  /// - Throws: What `check` throws, and where the theory has no solution to draw from.
  func solved() throws(BargainingError) -> SolvedWorld
}

/// Sizes and shocks of a world, with the seed that it names.
public protocol WorldOptions: TheoryInputs {
  /// The seed of every draw; the same seed gives the same world on every machine.
  var seed: UInt64 { get set }
}

extension World {
  /// Whether the other is the same world.
  public func isEqual(to other: any World) -> Bool { other as? Self == self }
}

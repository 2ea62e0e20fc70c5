import Bargaining

/// A world that a study makes from a seed instead of reading a table (`simulate:` in a study file).
public struct SimulatedSource: Sendable, Equatable {
  /// The world, which is solved when the study is run.
  public let world: any World

  /// A world as a source.
  public init(_ world: any World) { self.world = world }

  /// Whether both make the same table.
  public static func == (left: SimulatedSource, right: SimulatedSource) -> Bool {
    left.world.isEqual(to: right.world)
  }

  /// The seed that the study names.
  public var seed: UInt64 { world.options.seed }

  /// Solves the world's theory once, so that tables of many seeds can be drawn.
  /// - Throws: `BargainingError` where the theory has no solution to draw from.
  public func prepared() throws(BargainingError) -> SolvedWorld { try world.solved() }
}

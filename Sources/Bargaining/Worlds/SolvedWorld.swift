/// A world whose theory is solved, with tables by seed.
public struct SolvedWorld: Sendable {
  /// The seed that the plan names.
  public let seed: UInt64
  /// The coefficients that are true whatever the seed.
  public let truth: [Truth]
  private let draw: @Sendable (UInt64) throws(BargainingError) -> SimulatedTable

  init(
    seed: UInt64, truth: [Truth],
    draw: @escaping @Sendable (UInt64) throws(BargainingError) -> SimulatedTable
  ) {
    self.seed = seed
    self.truth = truth
    self.draw = draw
  }

  /// The table of a seed; of the one that the plan names if none is given.
  /// - Throws: `BargainingError` where the theory has no solution at what was drawn.
  public func table(seed: UInt64? = nil) throws(BargainingError) -> SimulatedTable {
    try draw(seed ?? self.seed)
  }
}

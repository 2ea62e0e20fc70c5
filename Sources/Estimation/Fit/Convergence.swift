/// How an iteration ended.
public struct Convergence: Sendable, Equatable {
  /// The algorithm in a few words, for the line that results print.
  public var method: String
  /// Steps taken; 0 where the solution is direct.
  public var iterations: Int
  /// Whether the criterion came down to the tolerance.
  public var converged: Bool
  /// The last value of the criterion that stops the loop; `nil` where the loop ended before it had
  /// one.
  public var criterion: Double?
  /// What the criterion had to come down to.
  public var tolerance: Double

  /// How a loop ended; `criterion` is `nil` where it never came to one.
  public init(
    method: String, iterations: Int, converged: Bool, criterion: Double?, tolerance: Double
  ) {
    self.method = method
    self.iterations = iterations
    self.converged = converged
    self.criterion = criterion
    self.tolerance = tolerance
  }
}

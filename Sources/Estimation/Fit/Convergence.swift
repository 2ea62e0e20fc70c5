/// How an iteration ended.
public struct Convergence: Sendable, Equatable {
  public var method: String
  public var iterations: Int
  public var converged: Bool
  /// The last value of the criterion that stops the loop; `nil` where the loop ended before it had
  /// one.
  public var criterion: Double?
  public var tolerance: Double

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

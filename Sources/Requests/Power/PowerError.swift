import Estimation

/// Why a design cannot be diagnosed.
public enum PowerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The absorbed effects explain the interaction that is looked for.
  case noInteraction(absorbed: [String])
  /// The regression fails in a world, whatever its variance.
  case fit(EstimationError)

  /// What was found, and what to try.
  public var description: String {
    switch self {
    case .noInteraction(let absorbed):
      "design: the absorbed effects (\(absorbed.joined(separator: ", "))) leave no interaction; "
        + "absorb fewer."
    case .fit(let error): "design: \(error)"
    }
  }
}

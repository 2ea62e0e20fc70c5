import Expressions

/// What resampling says about the terms of a fit.
public struct ResampledInference: Sendable, Equatable {
  /// Numbers that the method does not offer, or that are not finite, are absent.
  public typealias Row = Estimate

  /// The method with its keys and draws.
  public var method: Resampling
  /// For a table's note.
  public var label: String
  /// One a term that the method speaks of.
  public var rows: [Row]
  /// Draws, refits or enumerated combinations.
  public var draws: Int
  /// `nil` where nothing is random.
  public var seed: UInt64?
  /// Between 0 and 1.
  public var confidenceLevel: Double
  /// What a reader must know beside the numbers.
  public var warnings: [ResamplingNote]

  package init(
    method: Resampling, label: String, rows: [Row], draws: Int, seed: UInt64?,
    confidenceLevel: Double, warnings: [ResamplingNote]
  ) {
    self.method = method
    self.label = label
    self.rows = rows
    self.draws = draws
    self.seed = seed
    self.confidenceLevel = confidenceLevel
    self.warnings = warnings
  }

  /// As in `--inference`.
  public var name: String { method.name }
}

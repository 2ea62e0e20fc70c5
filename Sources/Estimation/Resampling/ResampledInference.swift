import Expressions

/// What resampling says about the terms of a fit.
public struct ResampledInference: Sendable, Equatable {
  /// One term; absent numbers are not offered by the method or not finite.
  public struct Row: Sendable, Equatable {
    public var term: Term
    public var estimate: Double
    public var standardError: Double?
    public var pValue: Double?
    public var confidenceLow: Double?
    public var confidenceHigh: Double?

    public init(
      term: Term, estimate: Double, standardError: Double? = nil, pValue: Double? = nil,
      confidenceLow: Double? = nil, confidenceHigh: Double? = nil
    ) {
      self.term = term
      self.estimate = estimate
      self.standardError = standardError
      self.pValue = pValue
      self.confidenceLow = confidenceLow
      self.confidenceHigh = confidenceHigh
    }
  }

  public var method: Resampling
  /// For a table's note.
  public var label: String
  public var rows: [Row]
  /// Draws, refits or enumerated combinations.
  public var draws: Int
  /// `nil` where nothing is random.
  public var seed: UInt64?
  public var confidenceLevel: Double
  public var warnings: [ResamplingNote]

  /// As in `--inference`.
  public var name: String { method.name }

  /// The row of one term; `nil` where no term is meant, or several are.
  public func row(_ term: TermReference) -> Row? {
    let positions = rows.map(\.term).positions(of: term)
    return positions.count == 1 ? rows[positions[0]] : nil
  }
}

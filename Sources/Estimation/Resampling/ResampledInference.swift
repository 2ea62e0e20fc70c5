import Expressions

/// What resampling says about the terms of a fit.
public struct ResampledInference: Sendable, Equatable {
  /// One term; absent numbers are not offered by the method or not finite.
  public struct Row: Sendable, Equatable {
    /// The term of the row.
    public var term: Term
    /// The coefficient of the fit itself, not a mean of draws.
    public var estimate: Double
    /// Of the jackknife; `nil` for tests.
    public var standardError: Double?
    /// Two-sided.
    public var pValue: Double?
    /// The lower end of the interval at `confidenceLevel`.
    public var confidenceLow: Double?
    /// The upper end.
    public var confidenceHigh: Double?

    /// A row; what the method does not offer stays `nil`.
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

  /// As in `--inference`.
  public var name: String { method.name }

  /// The row of one term; `nil` where no term is meant, or several are.
  public func row(_ term: TermReference) -> Row? {
    let positions = rows.map(\.term).positions(of: term)
    return positions.count == 1 ? rows[positions[0]] : nil
  }
}

import Expressions

/// What a reader must know beside numbers that come of resampling.
public enum ResamplingNote: Sendable, Hashable {
  /// Units without which the model cannot be estimated or loses a term.
  case unitsLeftOut([String])
  /// So few clusters that Rademacher weights give few different statistics.
  case coarseWeights(clusters: Int)
  /// Terms for which no value far from the estimate is rejected on one side.
  case openIntervals([Term])
  /// Draws whose model could not be estimated.
  case failedDraws(Int, of: Int)
  /// Draws that gave a term no t statistic.
  case drawsWithoutStatistic([Shortfall])
  /// Strata in which the treatment does not vary.
  case rigidStrata(treatment: String, Int, of: Int)

  /// A term and the draws it lacks.
  public struct Shortfall: Sendable, Hashable {
    /// The term whose statistic could not be had.
    public var term: Term
    /// In how many draws.
    public var draws: Int
  }
}

extension ResamplingNote: CustomStringConvertible {
  /// A sentence that says what was seen and what it means for the numbers.
  public var description: String {
    switch self {
    case .unitsLeftOut(let units):
      "without \(units.joined(separator: ", ")) the model cannot be estimated or loses a term; the "
        + "jackknife leaves them out of its variance."
    case .coarseWeights(let clusters):
      "\(clusters) clusters give Rademacher weights at most \(1 << (clusters - 1)) different "
        + "statistics, so p-values are coarse; webb weights give more."
    case .openIntervals(let terms):
      "no value far from the estimate is rejected for \(terms.names): that side of the interval is "
        + "open."
    case .failedDraws(let count, let all):
      "\(count) of \(all) draws could not be estimated and do not count."
    case .drawsWithoutStatistic(let terms):
      "draws without a t statistic do not count: "
        + terms.map { "\($0.term) (\($0.draws))" }.joined(separator: ", ") + "."
    case .rigidStrata(let treatment, let count, let all):
      "'\(treatment)' does not vary within \(count) of \(all) strata, which keep it as it is."
    }
  }
}

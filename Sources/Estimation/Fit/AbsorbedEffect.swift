import Expressions

/// A design column that others span, named with the columns before it.
public struct RedundantTerm: Sendable, Equatable {
  /// The column, as the design names it.
  public var term: Term
  /// Length of what the other columns leave unexplained, relative to the column's own.
  public var relativePivot: Double
  /// The column as the fit's terms before it give it beside the effects, a coefficient for each, the
  /// first term first; zeros where the effects alone do.
  public var combination: [Double]

  /// A column whose pivot fell to the rank's tolerance; spanned by effects alone unless told.
  public init(term: Term, relativePivot: Double, combination: [Double] = []) {
    self.term = term
    self.relativePivot = relativePivot
    self.combination = combination
  }
}

/// What was absorbed: its name, its levels, the levels with a single row, and the levels that other
/// effects span.
public struct AbsorbedEffect: Sendable, Equatable {
  /// As the formula writes it; of slopes `dyad[[year]]`.
  public var name: String
  /// Levels that occur in the sample.
  public var levels: Int
  /// Levels with one row, which say nothing about the coefficients.
  public var singletons: Int
  /// Levels that use up no degree of freedom, because the other effects span them
  /// (`EffectRedundancy`).
  public var redundant: Int
  /// An effect within whose levels this one is constant.
  public var nestedIn: String?

  /// An effect whose levels all cost a degree of freedom unless told.
  public init(
    name: String, levels: Int, singletons: Int, redundant: Int = 0, nestedIn: String? = nil
  ) {
    self.name = name
    self.levels = levels
    self.singletons = singletons
    self.redundant = redundant
    self.nestedIn = nestedIn
  }
}

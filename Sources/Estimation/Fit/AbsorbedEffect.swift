import Expressions

/// A design column that others span, named with the columns before it.
public struct RedundantTerm: Sendable, Equatable {
  public var term: Term
  /// Length of what the other columns leave unexplained, relative to the column's own.
  public var relativePivot: Double

  public init(term: Term, relativePivot: Double) {
    self.term = term
    self.relativePivot = relativePivot
  }
}

/// What was absorbed: its name, its levels, the levels with a single row, and the levels that other
/// effects span.
public struct AbsorbedEffect: Sendable, Equatable {
  public var name: String
  public var levels: Int
  public var singletons: Int
  /// Levels that use up no degree of freedom, because the other effects span them
  /// (`EffectRedundancy`).
  public var redundant: Int
  /// An effect within whose levels this one is constant.
  public var nestedIn: String?

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

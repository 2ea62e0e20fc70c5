/// Who listens to whose claims: a core ally's reach everyone, a peripheral one's only the periphery
/// (Spindel 2023, section "A theory of loyalty coercion").
///
///     R_i = sum over j != i of r_j 1{ i is core or j is not }                                   [A]
public struct AllianceNetwork: Sendable, Equatable {
  /// A junior partner of the patron.
  public struct Ally: Sendable, Equatable {
    /// What reports call it.
    public var name: String
    /// r: what losing this ally would cost the patron.
    public var weight: Double
    /// Whether others see their own fate in its treatment.
    public var isCore: Bool

    /// An ally; `AllianceNetwork` checks its weight.
    public init(name: String, weight: Double, isCore: Bool) {
      self.name = name
      self.weight = weight
      self.isCore = isCore
    }
  }

  /// The allies, in the order given.
  public let allies: [Ally]

  /// A network.
  /// - Throws: `BargainingError.outOfDomain` for a weight below 0.
  public init(_ allies: [Ally]) throws(BargainingError) {
    for ally in allies {
      try Domain.nonnegative("the weight of \(ally.name)", ally.weight, "Leave the ally out.")
    }
    self.allies = allies
  }

  /// The weights of those who listen to the ally at a position.
  public func listeners(to position: Int) -> [Double] {
    precondition(allies.indices.contains(position), "no ally at that position")
    return allies.indices.filter { other in
      other != position && (allies[position].isCore || !allies[other].isCore)
    }.map { allies[$0].weight }
  }

  /// R_i.
  public func audience(of position: Int) -> Double { listeners(to: position).reduce(0, +) }
}

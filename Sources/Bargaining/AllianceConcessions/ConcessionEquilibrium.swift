/// What the protege does at one record and in one kind of year, with the proof that it is its best.
public struct ConcessionEquilibrium: Sendable, Equatable {
  /// Where the structural concession lies.
  public enum Corner: String, Sendable, Equatable {
    case none, lower, upper
  }

  /// Why this is an equilibrium.
  public struct Certificate: Sendable, Equatable {
    /// max_r |V w_r - c x_r| / c, evaluated anew at the solution.
    public var residual: Double
    /// V sum alpha_r w_r - k_t L_T: at most 0 at the lower corner, at least 0 at the upper, 0 inside.
    public var structuralSlope: Double
    /// Where t lies.
    public var corner: Corner
    /// Whether c I - V H, bordered by t where t is inside, is positive definite.
    public var isStrictMaximum: Bool
    /// V ||H|| / c at the solution; below 1 the best reply contracts there.
    public var contraction: Double
    /// An upper bound of V ||H|| / c over all concessions.
    public var contractionBound: Double
    /// Searches made, and the different local maxima they found.
    public var starts: Int
    /// Different local maxima that the searches found.
    public var localMaxima: Int

    /// Whether the bound proves that given t no other temporary concessions solve the condition.
    public var isContractionProved: Bool { contractionBound < 1 }
  }

  /// s.
  public var signal: Double
  /// e = 1.
  public var isElection: Bool
  /// kappa(s).
  public var commitment: Double
  /// V(s).
  public var stake: Double
  /// x, one a state.
  public var concessions: [Double]
  /// t.
  public var tariffCut: Double
  /// w_r at the solution; zeros outside elections.
  public var pivotality: [Double]
  /// P at the solution; 1 outside elections, where nobody can replace the incumbent.
  public var winProbability: Double
  /// Ex.
  public var exports: Double
  /// V sum alpha_r w_r at the best x without structural concession.
  public var structuralBenefit: Double
  /// k_t L_T.
  public var structuralCost: Double
  /// The protege's payoff.
  public var payoff: Double
  /// The proof.
  public var certificate: Certificate

  /// sum_r x_r.
  public var totalConcession: Double { concessions.reduce(0, +) }
}

/// How concessions and exports respond, and what each hypothesis of the papers needs in order to
/// hold. Evaluated in an election year at one record of commitment.
public struct ConcessionStatics: Sendable, Equatable {
  /// A claim of the papers as a computed statement.
  public struct Hypothesis: Sendable, Equatable {
    /// `demands`, `concessions`, `purchases`, `swing_states` or `tariffs`.
    public var name: String
    /// The sentence of the paper or the draft.
    public var claim: String
    /// Whether it is true at the inputs given.
    public var holds: Bool
    /// The quantity whose sign or size decides, and what it is compared with.
    public var value: Double
    /// What the value is compared with.
    public var threshold: Double
    /// When it holds, in words.
    public var condition: String
  }

  /// s, the record at which slopes are taken.
  public var signal: Double
  /// sbar.
  public var thresholdSignal: Double
  /// dx_r/ds.
  public var concessionSlopes: [Double]
  /// dt/ds; 0 at a corner.
  public var tariffCutSlope: Double
  /// dEx/ds in election years and in others.
  public var exportSlopeElection: Double
  /// dEx/ds in other years, -theta.
  public var exportSlopeOffYear: Double
  /// Their difference: the interaction that a study estimates.
  public var interaction: Double
  /// v kappa'(s) sum w_r / c: the interaction without the feedback of concessions on pivotality.
  public var directInteraction: Double
  /// The record beyond which exports fall with commitment even in election years, because beliefs
  /// saturate; `nil` where none within ten learning scales of the threshold does.
  public var peakSignal: Double?
  /// P(x*) - P(0): what concessions are worth to the incumbent.
  public var electoralGain: Double
  /// d (P(x*) - P(0)) / d swing against the incumbent.
  public var electoralGainBySwing: Double
  /// k_t*, below which structural concessions are made too; and k_t itself.
  public var structuralCostThreshold: Double
  /// k_t.
  public var structuralCost: Double
  /// Kendall's tau between x_r and closeness -|mu_r|, and between x_r and pivotality w_r.
  public var concordanceWithCloseness: Double
  /// Kendall's tau between x_r and pivotality w_r.
  public var concordanceWithPivotality: Double
  /// The claims, in the order of the papers.
  public var hypotheses: [Hypothesis]
}

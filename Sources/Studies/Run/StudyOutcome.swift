import Estimation
import Exhibits
import Frames
import Interpretation
import Panels

/// Everything a run computed: what the report shows and results.json holds.
public struct StudyOutcome: Sendable {
  /// A fitted model, and what had to be said about how it was fitted.
  public struct FittedModel: Sendable {
    public var plan: Study.ModelPlan
    public var fit: Fit
    /// For example that the variance asked for is degenerate, and what was used instead.
    public var remarks: [String]
    /// What `inference:` asks for.
    public var inference: ResampledInference?
    /// The model under the variances of `comparison:`, its own first.
    public var comparison: [(title: String, fit: Fit)] = []
  }

  /// One published number beside ours.
  public struct Comparison: Sendable, Equatable {
    public var model: String
    public var row: ComparisonTable.Row
    /// What is known of why the two differ.
    public var causes: [String]

    /// Our estimate minus the published one, in published standard errors; `nil` where the paper
    /// printed an interval of no width, or we have no such term.
    public var difference: Double? { row.difference(confidenceLevel: 0.95) }
  }

  /// A coefficient whose true value is known.
  public struct Recovery: Sendable, Equatable {
    public var model: String
    public var term: String
    public var truth: Double
    public var row: Fit.Row

    /// Whether the interval holds the truth.
    public var covers: Bool {
      guard let low = row.confidenceLow, let high = row.confidenceHigh else { return false }
      return low <= truth && truth <= high
    }
  }

  /// How often intervals held the truth over further seeds.
  public struct Coverage: Sendable, Equatable {
    public var seeds: [UInt64]
    /// Terms of all models and seeds.
    public var intervals: Int
    public var covering: Int
    /// By model and term: how many seeds covered.
    public var byTerm: [(model: String, term: String, covering: Int)]

    public var share: Double { Double(covering) / Double(intervals) }

    public static func == (left: Coverage, right: Coverage) -> Bool {
      left.seeds == right.seeds && left.intervals == right.intervals
        && left.covering == right.covering
    }
  }

  /// The models of another variant, for the page that sets variants side by side.
  public struct VariantFits: Sendable {
    public var variant: Study.Variant
    public var models: [FittedModel]
    public var rows: Int
  }

  public var study: Study
  public var panel: BuiltPanel
  public var models: [FittedModel]
  public var comparisons: [Comparison]
  public var recoveries: [Recovery]
  public var coverage: Coverage?
  public var others: [VariantFits]
  public var curves: [(figure: String, curve: MarginalEffectCurve)]
  /// What the study's `quantities:` ask for.
  public var quantities: [(plan: Study.QuantityPlan, table: QuantityTable)] = []
  public var diagnostics: [(figure: String, diagnostics: InteractionDiagnostics)] = []
}

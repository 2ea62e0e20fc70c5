import Estimation
import Exhibits
import Expressions
import Frames
import Interpretation
import Panels

/// Everything a run computed: what the report shows and results.json holds.
public struct StudyOutcome: Sendable {
  /// A fitted model, and what had to be said about how it was fitted.
  public struct FittedModel: Sendable {
    /// What the study file asks for.
    public var plan: Study.ModelPlan
    /// The fit, under the fallback variance where a remark says so.
    public var fit: Fit
    /// That the variance asked for is degenerate, and what was used instead.
    public var remarks: [Remark]
    /// What `inference:` asks for.
    public var inference: ResampledInference?
    /// The model under the variances of `comparison:`, its own first.
    public var comparison: [RegressionTable.Model] = []
    /// The model beside the panel it was fitted to.
    var prepared: PreparedModel

    /// All that had to be said of the fit, remarks first.
    var words: [String] { remarks.map(\.description) + fit.warnings.map(\.description) }
  }

  /// What had to be said about how a model was fitted.
  public enum Remark: Sendable, Equatable, CustomStringConvertible {
    /// The variance is identically zero, because one unit is in every row.
    case degenerateVariance(Variance, unit: String, rows: Int, instead: Variance)

    /// What was asked for, why it cannot be, and what stands instead.
    public var description: String {
      switch self {
      case .degenerateVariance(let asked, let unit, let rows, let used):
        "\(asked) was asked for and is degenerate: unit \(unit) is a member of all \(rows) rows, so "
          + "the variance is identically zero. Errors are \(used) instead."
      }
    }
  }

  /// One published number beside ours.
  public struct Comparison: Sendable, Equatable {
    /// The model whose term it is.
    public var model: OutputName
    /// The published number and ours.
    public var row: ComparisonTable.Row
    /// Coverage of the published interval.
    public var level: Double
    /// What is known of why the two differ; none where they are the same as printed.
    public var causes: [String] = []
    /// The difference that the published specification leaves, in published standard errors: what a
    /// variant of it adds to that is the variant's own. `nil` in that specification, and where it was
    /// not fitted.
    public var underSpecification: Double?

    /// Our estimate minus the published one, in published standard errors; `nil` where the paper
    /// printed an interval of no width, or we have no such term.
    public var difference: Double? { row.difference(confidenceLevel: level) }

    /// Whether we have the term, and not the number that is printed.
    var differs: Bool {
      row.ours.map { row.published.agrees(with: $0.estimate) != true } ?? false
    }
  }

  /// A coefficient whose true value is known.
  public struct Recovery: Sendable, Equatable {
    /// The model whose term it is.
    public var model: OutputName
    /// What the world was made with.
    public var truth: Double
    /// Of the term whose truth it is.
    public var row: Fit.Row

    /// Whether the interval holds the truth.
    public var covers: Bool {
      guard let low = row.confidenceLow, let high = row.confidenceHigh else { return false }
      return low <= truth && truth <= high
    }
  }

  /// How often intervals held the truth over further seeds.
  public struct Coverage: Sendable, Equatable {
    /// The seeds of the further worlds, without the study's own.
    public var seeds: [UInt64]
    /// Terms of all models and seeds.
    public var intervals: Int
    /// Those of them that held the truth.
    public var covering: Int
    /// By model and term.
    public var byTerm: [Count]

    /// Covering over all; near the confidence level where the variance is right.
    public var share: Double { Double(covering) / Double(intervals) }

    /// In how many seeds the interval of one term held its truth.
    public struct Count: Sendable, Equatable {
      /// The model whose term it is.
      public var model: OutputName
      /// The term.
      public var term: Term
      /// Seeds in which its interval held the truth.
      public var covering: Int
    }

    /// The count of one recovery's term.
    func count(of recovery: Recovery) -> Count? {
      byTerm.first { $0.model == recovery.model && $0.term == recovery.row.term }
    }
  }

  /// The models of another variant, for the page that sets variants side by side.
  public struct VariantFits: Sendable {
    /// Which changes were in force.
    public var variant: Study.Variant
    /// In the order of the study file.
    public var models: [FittedModel]
    /// Rows of the variant's panel.
    public var rows: Int
  }

  /// The study as it was run, with its variant's changes.
  public var study: Study
  /// The panel, and how it came about.
  public var panel: BuiltPanel
  /// In the order of the study file.
  public var models: [FittedModel]
  /// Published numbers beside ours; empty where nothing was published.
  public var comparisons: [Comparison]
  /// Known coefficients beside ours; empty unless the world is simulated.
  public var recoveries: [Recovery]
  /// Over further seeds; `nil` where none were asked for.
  public var coverage: Coverage?
  /// The study's other variants; empty unless they were asked for.
  public var others: [VariantFits]
  /// One for each figure of an effect or a prediction.
  public var curves: [Curve]
  /// What the study's `quantities:` ask for.
  public var quantities: [Quantities] = []
  /// What the study's claims come to, in file order.
  public var headlines: [Headline] = []
  /// One for each figure of an interaction's diagnostics.
  public var diagnostics: [Diagnostics] = []

  /// The curve of a figure.
  public struct Curve: Sendable {
    /// The figure's name in the study, and of its files.
    public var figure: OutputName
    /// What it shows.
    public var result: EffectCurvePlan.Result
  }

  /// What one entry of `quantities:` asks for.
  public struct Quantities: Sendable {
    /// What the study file asks for.
    public var plan: Study.QuantityPlan
    /// What it comes to.
    public var table: QuantityTable
  }

  /// The diagnostics of a figure.
  public struct Diagnostics: Sendable {
    /// The figure's name in the study, and of its files.
    public var figure: OutputName
    /// What it shows.
    public var diagnostics: InteractionDiagnostics
  }

  /// The fitted model of a name.
  func model(_ name: OutputName) -> FittedModel? { models.first { $0.plan.name == name } }
}

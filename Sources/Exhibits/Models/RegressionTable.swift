import Estimation
import Expressions
import Typesetting

/// Fits, or pooled fits, side by side: estimates with their uncertainty, and below them everything that
/// a reader needs to know what the numbers are.
public struct RegressionTable: Tabular {
  /// A model's estimates and their column head.
  public struct Model: Sendable {
    public var title: String
    public var fit: any DocumentedEstimates

    public init(title: String, fit: any DocumentedEstimates) {
      self.title = title
      self.fit = fit
    }
  }

  /// What stands below an estimate.
  public enum Uncertainty: Sendable, Equatable {
    /// The standard error in parentheses.
    case standardError
    /// The confidence interval at the fit's own level in parentheses.
    case confidenceInterval
  }

  /// A mark for estimates whose p-value is below a threshold.
  public struct StarLevel: Sendable, Equatable {
    public var below: Double
    public var mark: String

    public init(below: Double, mark: String) {
      self.below = below
      self.mark = mark
    }

    /// `*` p < 0.05, `**` p < 0.01, `***` p < 0.001.
    public static let conventional = [
      StarLevel(below: 0.05, mark: "*"), StarLevel(below: 0.01, mark: "**"),
      StarLevel(below: 0.001, mark: "***"),
    ]
  }

  public struct Options: Sendable {
    public var title: String?
    /// For references: LaTeX `\label`, HTML `id`.
    public var identifier: String?
    public var labels = TermLabels()
    public var selection = TermSelection.all
    public var format = NumberFormat()
    public var uncertainty = Uncertainty.standardError
    /// None unless asked: `StarLevel.conventional`.
    public var stars: [StarLevel] = []
    /// Further notes, after those that the table writes itself.
    public var notes: [String] = []

    public init() {}
  }

  public let models: [Model]
  public let options: Options

  /// A table of at least one model.
  ///
  /// - Throws: `nothingToShow` without models or when every term is omitted.
  public init(
    models: [Model], options: Options = Options()
  ) throws(ExhibitError) {
    self.models = models
    self.options = options
    guard !models.isEmpty else {
      throw .nothingToShow(exhibit: "regression table", reason: "it was given no models")
    }
    guard !shownTerms.isEmpty else {
      throw .nothingToShow(
        exhibit: "regression table", reason: "no term of the models is to be shown")
    }
  }

  /// Estimated and redundant terms, in the order of the rows.
  var shownTerms: [Term] { options.selection.shown(termsByModel) }
  var hiddenTerms: [Term] { options.selection.hidden(termsByModel) }

  private var termsByModel: [[Term]] {
    models.map { $0.fit.terms + $0.fit.redundantTerms.map(\.term) }
  }

  public var textTable: TextTable {
    TextTable(
      title: options.title, identifier: options.identifier, headers: [""] + models.map(\.title),
      alignments: [.leading] + models.map { _ in .decimal },
      groups: [coefficientRows, summaryRows.map(\.row)], notes: notes)
  }
}

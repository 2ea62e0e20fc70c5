import Estimation
import Expressions
import Typesetting

/// Fits, or pooled fits, side by side: estimates with their uncertainty, and below them everything that
/// a reader needs to know what the numbers are.
public struct RegressionTable: Tabular {
  /// A model's estimates and their column head.
  public struct Model: Sendable {
    /// The head of the column.
    public var title: String
    /// What the column shows.
    public var fit: any DocumentedEstimates

    /// A column of a table.
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
    /// The threshold: the p-value must be smaller.
    public var below: Double
    /// What stands after the estimate.
    public var mark: String

    /// A mark for p-values below a threshold.
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

  /// How the table is set.
  public struct Options: Sendable {
    /// Above the table.
    public var title: String?
    /// For references: LaTeX `\label`, HTML `id`.
    public var identifier: String?
    /// Names for readers in place of terms.
    public var labels = TermLabels()
    /// Which terms are shown, and in what order.
    public var selection = TermSelection.all
    /// How estimates and errors are written.
    public var format = NumberFormat()
    /// What stands below each estimate.
    public var uncertainty = Uncertainty.standardError
    /// None unless asked: `StarLevel.conventional`.
    public var stars: [StarLevel] = []
    /// Further notes, after those that the table writes itself.
    public var notes: [String] = []

    /// All terms with standard errors, three decimals, and no stars.
    public init() {}
  }

  /// The columns, from the left.
  public let models: [Model]
  /// How it is set.
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

  /// The label of a term among those of all models, of which two may share a short name.
  func label(_ term: Term) -> String {
    options.labels.label(allTerms.first { $0 == term } ?? term)
  }

  private var allTerms: [Term] { TermSelection.all.shown(termsByModel) }

  private var termsByModel: [[Term]] {
    models.map { $0.fit.terms + $0.fit.redundantTerms.map(\.term) }
  }

  /// Two lines a term, the summary below a rule, and notes on variance, weights and dropped terms.
  public var textTable: TextTable {
    TextTable(
      title: options.title, identifier: options.identifier, headers: [""] + models.map(\.title),
      alignments: [.leading] + models.map { _ in .decimal },
      groups: [coefficientRows, summaryRows.map(\.row)], notes: notes)
  }
}

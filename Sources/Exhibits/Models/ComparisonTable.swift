import Estimation
import Expressions
import Interpretation
import Typesetting

/// Published estimates beside ours, with the difference in published standard errors.
public struct ComparisonTable: Tabular {
  /// A published number, ours, and a remark.
  public struct Row: Sendable, Equatable {
    /// What the publication prints.
    public var published: PublishedEstimate
    /// The fit's term of the published name; `nil` where there is none.
    public var term: Term?
    /// `nil` where the fit has no such term.
    public var ours: Quantity?
    /// In the last column: why there is no number of ours, or what to know of it.
    public var note: String
    /// What another specification, which the table's options name, leaves of the difference.
    public var reference: Double?

    /// A row made by hand.
    public init(
      published: PublishedEstimate, term: Term? = nil, ours: Quantity?, note: String = ""
    ) {
      self.published = published
      self.term = term
      self.ours = ours
      self.note = note
    }

    /// (ours - published) / published standard error; `nil` without ours, or without an error.
    public func difference(confidenceLevel: Double) -> Double? {
      guard let ours, let error = published.impliedStandardError(confidenceLevel: confidenceLevel),
        error > 0
      else { return nil }
      return (ours.estimate - published.estimate) / error
    }
  }

  /// How the table is set, and what the published numbers are.
  public struct Options: Sendable {
    /// Above the table.
    public var title: String?
    /// For references: LaTeX `\label`, HTML `id`.
    public var identifier: String?
    /// Names for readers in place of terms.
    public var labels = TermLabels()
    /// How numbers are written, published and ours alike, so that they can be compared by eye.
    public var format = NumberFormat()
    /// Coverage of the published intervals.
    public var publishedLevel = 0.95
    /// The specification whose differences stand beside ours; `nil` for none.
    public var reference: String?
    /// Where the published numbers stand: authors, year, table.
    public var source = ""
    /// Below what the table says of itself.
    public var notes: [String] = []

    /// 95% intervals and three decimals, without a title.
    public init() {}
  }

  /// One a published number, in the order given.
  public let rows: [Row]
  /// How it is set.
  public let options: Options

  /// A comparison of given rows.
  ///
  /// - Throws: `nothingToShow` without rows.
  public init(rows: [Row], options: Options = Options()) throws(ExhibitError) {
    guard !rows.isEmpty else {
      throw .nothingToShow(exhibit: "comparison table", reason: "it was given no published numbers")
    }
    self.rows = rows
    self.options = options
  }

  /// Published numbers beside the rows of a fit, matched by term. A term that the fit dropped as
  /// redundant, or does not have, is kept and says so.
  ///
  /// - Throws: `nothingToShow` without published numbers.
  public init(
    published: [PublishedEstimate], fit: Fit, options: Options = Options()
  ) throws(ExhibitError) {
    let rows = published.map { number -> Row in
      if let row = fit.row(.named(number.term)) {
        return Row(published: number, term: row.term, ours: Quantity(row))
      }
      let redundant = fit.redundantTerms.map(\.term)
      let isRedundant = !redundant.positions(of: .named(number.term)).isEmpty
      return Row(
        published: number, ours: nil, note: isRedundant ? "dropped: redundant" : "not in the fit")
    }
    try self.init(rows: rows, options: options)
  }

  /// A line a row, and one below it for errors or intervals.
  public var textTable: TextTable {
    TextTable(
      title: options.title, identifier: options.identifier,
      headers: ["", "Published", "Ours", "Difference (SE)"]
        + (options.reference.map { ["In \($0) (SE)"] } ?? []) + ["Note"],
      alignments: [.leading, .decimal, .decimal, .decimal]
        + (options.reference == nil ? [] : [.decimal]) + [.leading],
      groups: [rows.flatMap { lines($0) }], notes: notes)
  }

  /// The estimates, and below them what is known of their uncertainty.
  private func lines(_ row: Row) -> [TextTable.Row] {
    let published = row.published
    let difference = NumberFormat(digits: 2)
    func cell(_ value: Double?) -> TextTable.Cell {
      value.map { .number(difference.string($0)) } ?? .empty
    }
    let reference = options.reference == nil ? [] : [cell(row.reference)]
    let head: [TextTable.Cell] = [
      TextTable.Cell(label(row)),
      .number(options.format.string(published.estimate)),
      row.ours.map { .number(options.format.string($0.estimate)) } ?? .empty,
      cell(row.difference(confidenceLevel: options.publishedLevel)),
    ]
    let first = TextTable.Row(head + reference + [TextTable.Cell(remark(row))])
    let known =
      bracket(published.confidenceLow, published.confidenceHigh)
      ?? published.standardError.map { .number("(\(options.format.string($0)))") } ?? .empty
    let second = TextTable.Row(
      [.empty, known, oursUncertainty(row), .empty] + reference.map { _ in .empty } + [.empty],
      continues: true)
    return second.cells.allSatisfy { $0.text.isEmpty } ? [first] : [first, second]
  }

  private func label(_ row: Row) -> String {
    options.labels.label(row.term.map { .term($0) } ?? .named(row.published.term))
  }

  private func bracket(_ low: Double?, _ high: Double?) -> TextTable.Cell? {
    guard let low, let high else { return nil }
    return .interval("[\(options.format.string(low)), \(options.format.string(high))]")
  }

  /// An interval beside an interval, an error beside an error.
  private func oursUncertainty(_ row: Row) -> TextTable.Cell {
    guard let ours = row.ours else { return .empty }
    if ours.isExact { return TextTable.Cell(RegressionTable.exactMark) }
    if ours.hasZeroVariance { return TextTable.Cell(RegressionTable.zeroMark) }
    if ours.hasNegativeVariance { return TextTable.Cell(RegressionTable.negativeMark) }
    if row.published.confidenceLow == nil, row.published.standardError != nil,
      let error = ours.standardError
    {
      return .number("(\(options.format.string(error)))")
    }
    return bracket(ours.confidenceLow, ours.confidenceHigh) ?? .empty
  }

  private func remark(_ row: Row) -> String {
    var parts: [String] = []
    if let ours = row.ours, let agrees = row.published.agrees(with: ours.estimate) {
      parts.append(agrees ? "same as printed" : "differs")
    }
    if !row.note.isEmpty { parts.append(row.note) }
    return parts.joined(separator: "; ")
  }

  private var notes: [String] {
    var notes = ["Brackets hold intervals, parentheses standard errors."]
    notes.append(
      "Difference: ours minus published, in published standard errors"
        + (rows.contains { $0.published.standardError == nil && $0.published.confidenceLow != nil }
          ? """
          ; where only an interval is printed, its half-width over the normal quantile of \
          \(NumberFormat.percent(options.publishedLevel)).
          """ : "."))
    if rows.contains(where: { $0.ours?.hasNegativeVariance == true }) {
      notes.append("\(RegressionTable.negativeMark) The variance came out negative.")
    }
    if rows.contains(where: { $0.ours?.hasZeroVariance == true }) {
      notes.append("\(RegressionTable.zeroMark) The variance came out zero, which is no error.")
    }
    if rows.contains(where: { $0.ours?.isExact == true }) {
      notes.append(
        "\(RegressionTable.exactMark) The model fits every row exactly; there is no sampling error."
      )
    }
    if let reference = options.reference {
      notes.append("In \(reference): the difference that it leaves, measured alike.")
    }
    if !options.source.isEmpty { notes.append("Published: \(options.source).") }
    return notes + options.notes
  }

  /// One record a row in full precision, with the difference in published standard errors.
  public var records: Records {
    let header =
      [
        "term", "label", "published", "published_std_error", "published_low", "published_high",
        "ours", "ours_std_error", "ours_low", "ours_high", "negative_variance", "difference_in_se",
        "same_as_printed", "note",
      ] + (options.reference == nil ? [] : ["difference_in_reference"])
    let body = rows.map { row -> [String] in
      let published = row.published
      let numbers: [Double?] = [
        published.estimate, published.standardError, published.confidenceLow,
        published.confidenceHigh, row.ours?.estimate, row.ours?.standardError,
        row.ours?.confidenceLow, row.ours?.confidenceHigh,
      ]
      let agrees = row.ours.flatMap { published.agrees(with: $0.estimate) }
      return [published.term, label(row)]
        + numbers.map { Records.field($0) }
        + [
          row.ours.map { "\($0.hasNegativeVariance)" } ?? "",
          Records.field(row.difference(confidenceLevel: options.publishedLevel)),
          agrees.map { "\($0)" } ?? "", row.note,
        ] + (options.reference == nil ? [] : [Records.field(row.reference)])
    }
    return Records(header: header, rows: body)
  }
}

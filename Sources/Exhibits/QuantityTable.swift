import Estimation
import Interpretation

/// Effects or predictions of one fit, a row each, with equivalence tests where they were asked for.
public struct QuantityTable: Tabular {
  public struct Row: Sendable, Equatable {
    /// The variable, or `prediction`.
    public var name: String
    /// `dY/dX`, `1 - 0`; empty for predictions.
    public var contrast: String
    /// Where variables were held.
    public var settings: [Scenario.Setting]
    public var quantity: Quantity
    public var equivalence: EquivalenceTest?

    public init(
      name: String, contrast: String, settings: [Scenario.Setting], quantity: Quantity,
      equivalence: EquivalenceTest? = nil
    ) {
      self.name = name
      self.contrast = contrast
      self.settings = settings
      self.quantity = quantity
      self.equivalence = equivalence
    }
  }

  public let fit: Fit
  public let scale: Scale
  public let link: Link
  public var others = Scenario.Others.observed
  public var rows: [Row] = []
  /// Below the table, after what it says of itself.
  public var remarks: [String] = []
  /// For whoever asked, beside the table: rows dropped, quantities passed over.
  public var notes: [String] = []
  public var labels = TermLabels()

  /// A table without rows yet.
  public init(fit: Fit, scale: Scale = .response, link: Link = .identity) {
    self.fit = fit
    self.scale = scale
    self.link = link
  }

  /// Adds an equivalence test to every row that has an error.
  public mutating func test(
    _ bounds: (low: Double, high: Double)
  ) throws(InterpretationError) {
    for index in rows.indices where rows[index].quantity.standardError != nil {
      rows[index].equivalence = try EquivalenceTest(
        rows[index].quantity, between: bounds, reference: fit.variance.reference)
    }
  }

  private func place(_ row: Row) -> String {
    let format = NumberFormat(digits: 4, style: .significant)
    return row.settings.map { setting in
      let value: String
      switch setting.value {
      case .number(let number) where number != number.rounded(): value = format.string(number)
      default: value = setting.value.description
      }
      return "\(labels.label(setting.variable)) = \(value)"
    }.joined(separator: ", ")
  }

  private func name(_ row: Row) -> String {
    let label = row.name == "prediction" ? "" : labels.label(row.name)
    let head = [label, row.contrast].filter { !$0.isEmpty }.joined(separator: ", ")
    let place = place(row)
    if head.isEmpty { return place.isEmpty ? "prediction" : place }
    return place.isEmpty ? head : "\(head) at \(place)"
  }

  public var textTable: TextTable {
    let format = NumberFormat(digits: 4, style: .significant)
    func number(_ value: Double?) -> TextTable.Cell {
      value.map { .number(format.string($0)) } ?? .empty
    }
    let level = NumberFormat.percent(fit.specification.options.confidenceLevel)
    let tested = rows.contains { $0.equivalence != nil }
    var headers = ["", "Estimate", "Std. error", "p", "\(level) low", "\(level) high"]
    if tested { headers += ["p (equivalence)", "Smallest bound"] }
    let body = rows.map { row -> TextTable.Row in
      let quantity = row.quantity
      var cells: [TextTable.Cell] = [
        TextTable.Cell(name(row)), number(quantity.estimate), number(quantity.standardError),
        quantity.pValue.map { .number(NumberFormat.probabilityCell($0)) } ?? .empty,
        number(quantity.confidenceLow), number(quantity.confidenceHigh),
      ]
      if tested {
        cells += [
          row.equivalence.map { .number(NumberFormat.probabilityCell($0.pValue)) } ?? .empty,
          number(row.equivalence?.smallestBound),
        ]
      }
      return TextTable.Row(cells)
    }
    return TextTable(
      headers: headers,
      alignments: [.leading] + Array(repeating: .decimal, count: headers.count - 1),
      groups: [body], notes: tableNotes)
  }

  private var tableNotes: [String] {
    let unit =
      scale == .link || link == .identity
      ? (link == .identity ? "the outcome" : "the linear predictor") : "the expected outcome"
    var notes = [
      "In units of \(unit), \(fit.outcomeName). "
        + (others == .observed
          ? "Averages over \(NumberFormat.count(fit.sample.count)) rows, each at its own values but "
            + "for those given."
          : "Other variables at their means and modes."),
      "Delta-method errors; variance \(fit.variance.label), small-sample rule "
        + "\(FitLabels.smallSample(fit.variance)), reference "
        + "\(FitLabels.reference(fit.variance.reference)).",
    ]
    notes += rows.compactMap { row in row.equivalence.map { "\(name(row)): \($0.words)" } }
    return notes + remarks + fit.warnings
  }

  public var records: Records {
    Records(
      header: [
        "variable", "contrast", "at", "estimate", "std_error", "statistic", "p_value", "conf_low",
        "conf_high", "p_equivalence", "smallest_bound", "vcov", "small_sample",
      ],
      rows: rows.map { row in
        [
          row.name, row.contrast,
          row.settings.map { "\($0.variable) = \($0.value)" }.joined(separator: ", "),
        ]
          + [
            row.quantity.estimate, row.quantity.standardError, row.quantity.statistic,
            row.quantity.pValue, row.quantity.confidenceLow, row.quantity.confidenceHigh,
            row.equivalence?.pValue, row.equivalence?.smallestBound,
          ].map { Records.field($0) }
          + [fit.variance.name, fit.variance.smallSample.rawValue]
      })
  }

  /// One JSON object: the rows, and the rules behind their errors.
  public var json: JSONValue {
    let entries: [JSONValue] = rows.map { row in
      let settings: [(key: String, value: JSONValue)] = row.settings.map { setting in
        switch setting.value {
        case .number(let value): (setting.variable, .number(value))
        case .level(let text): (setting.variable, .text(text))
        }
      }
      var members: [(key: String, value: JSONValue)] = [
        ("quantity", .text(row.name == "prediction" ? "prediction" : "effect")),
        ("variable", .text(row.name)), ("contrast", .text(row.contrast)),
        ("at", .object(settings)),
      ]
      members += row.quantity.members
      if let test = row.equivalence { members.append(("equivalence", test.json)) }
      return .object(members)
    }
    return .object([
      ("formula", .text(fit.formula)), ("estimator", .text(fit.specification.estimator.name)),
      ("scale", .text(scale.rawValue)), ("link", .text(link.rawValue)),
      ("others", .text(others.rawValue)), ("n", .integer(fit.sample.count)),
      ("vcov", .text(fit.variance.name)), ("vcov_label", .text(fit.variance.label)),
      ("small_sample", .text(fit.variance.smallSample.rawValue)),
      ("confidence_level", .number(fit.specification.options.confidenceLevel)),
      ("rows", .array(entries)),
      ("warnings", .array((fit.warnings + notes).map { .text($0) })),
    ])
  }
}

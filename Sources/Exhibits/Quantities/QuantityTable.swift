import Estimation
import Interpretation
import Typesetting

/// Effects, predictions or hypotheses of one fit, a row each, with equivalence tests where they were
/// asked for.
public struct QuantityTable: Tabular {
  /// What a row's number is.
  public enum Kind: Sendable, Equatable {
    /// What one variable does as its kind asks; the difference between two values that were named;
    /// the expected outcome.
    case effect, comparison, prediction
    /// A combination of coefficients; the statistic is of the hypothesis.
    case hypothesis(LinearHypothesis)

    var word: String {
      switch self {
      case .effect: "effect"
      case .comparison: "comparison"
      case .prediction: "prediction"
      case .hypothesis: "hypothesis"
      }
    }
  }

  /// One number and where it was read.
  public struct Row: Sendable, Equatable {
    /// The variable, `prediction`, or the hypothesis as it was written.
    public var name: String
    /// `dY/dX`, `1 - 0`; empty for predictions.
    public var contrast: String
    /// Where variables were held.
    public var settings: [Scenario.Setting]
    /// The number, with its interval and test.
    public var quantity: Quantity
    /// Against bounds; `nil` where none were given.
    public var equivalence: EquivalenceTest?
    /// What the number is.
    public var kind: Kind

    var isHypothesis: Bool {
      if case .hypothesis = kind { true } else { false }
    }

    /// An effect without an equivalence test unless told.
    public init(
      name: String, contrast: String, settings: [Scenario.Setting], quantity: Quantity,
      equivalence: EquivalenceTest? = nil, kind: Kind = .effect
    ) {
      self.name = name
      self.contrast = contrast
      self.settings = settings
      self.quantity = quantity
      self.equivalence = equivalence
      self.kind = kind
    }
  }

  /// The fit whose quantities they are; notes name its variance.
  public let fit: Fit
  /// The units of every row.
  public let scale: Scale
  /// How the linear predictor becomes the outcome; notes say it where it matters.
  public let link: Link
  /// What variables without a setting do.
  public var others = Scenario.Others.observed
  /// In the order in which they were asked for.
  public var rows: [Row] = []
  /// Of all hypotheses jointly.
  public var wald: WaldTest?
  /// Predictions of single rows, not averages over them.
  public var isByRow = false
  /// Below the table, after what it says of itself.
  public var remarks: [String] = []
  /// For whoever asked, beside the table: rows dropped, quantities passed over.
  public var notes: [String] = []
  /// Names for readers in place of variables and terms.
  public var labels = TermLabels()

  /// A table without rows yet.
  public init(fit: Fit, scale: Scale = .response, link: Link = .identity) {
    self.fit = fit
    self.scale = scale
    self.link = link
  }

  /// Adds an equivalence test to every row that has an error; of an exact fit no row has one, and a
  /// remark says where its estimates lie.
  public mutating func test(
    _ bounds: (low: Double, high: Double)
  ) throws(InterpretationError) {
    for index in rows.indices where (rows[index].quantity.standardError ?? 0) > 0 {
      rows[index].equivalence = try EquivalenceTest(
        rows[index].quantity, between: bounds,
        reference: rows[index].quantity.reference ?? fit.variance.reference)
    }
    let exact = rows.filter(\.quantity.isExact)
    guard !exact.isEmpty else { return }
    let inside = exact.count {
      bounds.low < $0.quantity.estimate && $0.quantity.estimate < bounds.high
    }
    remarks.append(
      "No test against \(Self.plain(bounds.low)) to \(Self.plain(bounds.high)) is made, because an "
        + "exact fit has no sampling error; \(inside) of \(exact.count) estimates lie within.")
  }

  private func place(_ row: Row) -> String {
    let format = NumberFormat(digits: 4, style: .significant)
    return row.settings.map { setting in
      let value: String
      switch setting.value {
      case .number(let number) where number != number.rounded(): value = format.string(number)
      default: value = setting.value.description
      }
      return "\(labels.label(variable: setting.variable)) = \(value)"
    }.joined(separator: ", ")
  }

  private func name(_ row: Row) -> String {
    let place = place(row)
    switch row.kind {
    case .hypothesis(let hypothesis): return name(hypothesis)
    case .prediction: return place.isEmpty ? "Prediction" : place
    case .effect, .comparison:
      let head = [labels.label(variable: row.name), row.contrast].filter { !$0.isEmpty }
        .joined(separator: ", ")
      return place.isEmpty ? head : "\(head) at \(place)"
    }
  }

  /// A number that somebody wrote, as short as it was written.
  private static func plain(_ value: Double) -> String {
    guard value != value.rounded() || abs(value) >= 1e6 else { return "\(Int(value))" }
    let shortest = "\(value)"
    return shortest.count <= 6
      ? shortest : NumberFormat(digits: 4, style: .significant).string(value)
  }

  /// The hypothesis with its terms' labels.
  private func name(_ hypothesis: LinearHypothesis) -> String {
    var text = ""
    for (index, part) in hypothesis.parts.enumerated() {
      let sign = part.weight < 0 ? "- " : "+ "
      text += index > 0 ? " " + sign : part.weight < 0 ? "-" : ""
      if abs(part.weight) != 1 { text += Self.plain(abs(part.weight)) + " " }
      text += labels.label(.named(part.term))
    }
    return text + " = " + Self.plain(hypothesis.value)
  }

  /// A line a row, with tests as columns; notes say what the numbers are averages of.
  public var textTable: TextTable {
    let format = NumberFormat(digits: 4, style: .significant)
    func number(_ value: Double?) -> TextTable.Cell {
      value.map { .number(format.string($0)) } ?? .empty
    }
    let level = NumberFormat.percent(fit.specification.options.confidenceLevel)
    let tested = rows.contains { $0.equivalence != nil }
    var headers = ["", "Estimate", "Std. error", "p", "\(level) low", "\(level) high"]
    if tested { headers += ["p (equiv.)", "Bound", "Verdict"] }
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
          row.equivalence.map { TextTable.Cell($0.verdict.rawValue) } ?? .empty,
        ]
      }
      return TextTable.Row(cells)
    }
    return TextTable(
      headers: headers,
      alignments: [.leading] + Array(repeating: .decimal, count: tested ? 7 : 5)
        + (tested ? [.leading] : []),
      groups: [body], notes: tableNotes)
  }

  private var tableNotes: [String] {
    let unit =
      link == .identity
      ? "the outcome" : scale == .link ? "the linear predictor" : "the expected outcome"
    let outcome = labels.label(variable: fit.outcomeName)
    let count = NumberFormat.count(fit.sample.count)
    var subject = "In units of \(unit), \(outcome). "
    let isOfHypotheses = rows.contains { $0.isHypothesis }
    if isOfHypotheses {
      subject =
        "Estimates of the left sides; p-values are of the equations. "
        + "Coefficients of the model of \(outcome), N = \(count)."
    } else if isByRow {
      subject += "Rows are numbered as in the table that was fitted, of which \(count) were used."
    } else if others == .observed {
      subject +=
        "Averages over \(averagedRows), each at its own values"
        + (rows.contains { !$0.settings.isEmpty } ? " but for those given." : ".")
    } else {
      subject += "Other variables at their means and modes in \(count) rows\(weighting)."
    }
    var notes = [
      subject,
      "\(isOfHypotheses ? "Variance" : "Delta-method errors; variance") \(fit.variance.label), "
        + "small-sample rule \(FitLabels.smallSample(fit.variance)), reference "
        + "\(FitLabels.reference(fit) ?? "").",
    ]
    let flat = rows.count { $0.quantity.hasZeroVariance }
    if flat > 0 {
      notes.append(
        "The variance is zero in \(flat) of \(rows.count) rows, as where the expected outcome no longer "
          + "moves; no test is made there.")
    }
    if let wald { notes.append("Joint Wald test: \(wald.words).") }
    return notes + equivalenceNotes + remarks + fit.warnings.map(\.description)
  }

  /// What averages are weighted by.
  private var weighting: String { fit.weights.map { ", weighted by \($0.name)" } ?? "" }

  /// The rows that an average is taken over, and how they count in it.
  private var averagedRows: String {
    let rows = NumberFormat.count(fit.sample.count)
    guard fit.weights?.kind == .frequency else { return "\(rows) rows\(weighting)" }
    return "\(NumberFormat.count(fit.observations)) rows (\(rows) of the table\(weighting))"
  }

  /// Rows with an equivalence test that are each given a sentence; more are told apart by their
  /// verdicts.
  private static let sentenceLimit = 3

  private var equivalenceNotes: [String] {
    let tested = rows.filter { $0.equivalence != nil }
    guard tested.count > Self.sentenceLimit, let test = tested.first?.equivalence else {
      let bound =
        tested.isEmpty
        ? [] : ["Bound: the smallest one, either way, that an equivalence test would reject."]
      return bound
        + tested.compactMap { row in row.equivalence.map { "\(name(row)): \($0.words)" } }
    }
    return [
      "Equivalence tests against \(Self.plain(test.low)) to \(Self.plain(test.high)) at the "
        + "\(NumberFormat.percent(test.alpha)) level; effects beyond plus or minus the column's "
        + "bound are ruled out. Inconclusive: neither zero nor an effect outside the bounds is "
        + "ruled out, and a wide interval is not evidence for a negligible effect."
    ]
  }

  /// One record a row in full precision.
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
        (setting.variable, setting.value.json)
      }
      var members: [(key: String, value: JSONValue)] = [
        ("quantity", .text(row.kind.word)),
        ("variable", .text(row.name)), ("contrast", .text(row.contrast)),
        ("at", .object(settings)),
      ]
      members += row.quantity.members
      if case .hypothesis(let hypothesis) = row.kind {
        members.append(("null", .number(hypothesis.value)))
      }
      if let test = row.equivalence { members.append(("equivalence", test.json)) }
      return .object(members)
    }
    let joint: [(key: String, value: JSONValue)] = wald.map { [("wald", $0.json)] } ?? []
    return .object(
      [
        ("formula", .text(fit.formula)), ("estimator", .text(fit.specification.estimator.name)),
        ("scale", .text(scale.rawValue)), ("link", .text(link.name)),
        ("others", .text(others.rawValue)), ("n", .integer(fit.sample.count)),
        ("observations", .integer(fit.observations)),
        ("weights", fit.weights.map { .text($0.description) } ?? .null),
        ("vcov", .text(fit.variance.name)), ("vcov_label", .text(fit.variance.label)),
        ("small_sample", .text(fit.variance.smallSample.rawValue)),
        ("confidence_level", .number(fit.specification.options.confidenceLevel)),
        ("rows", .array(entries)),
        ("warnings", .array((fit.warnings.map(\.description) + notes).map { .text($0) })),
      ] + joint)
  }
}

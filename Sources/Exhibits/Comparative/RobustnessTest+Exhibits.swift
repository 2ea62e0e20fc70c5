import Evidence
import Frames
import Typesetting

extension RobustnessTest {
  private static func label(_ models: [[Conjunction]]?, _ conditions: [String]) -> String {
    guard let models, let first = models.first else { return "no row passes" }
    let text = first.map { $0.label(conditions) }.joined(separator: " + ")
    return models.count == 1 ? text : text + " (first of \(models.count) models)"
  }

  private static func number(_ value: Double) -> String {
    NumberFormat.brief(value)
  }

  /// The ranges, then what is robust among fit and cases.
  public func tables(conditions: [String]) -> [TextTable] {
    [rangeTable(conditions), fitTable]
  }

  private func rangeTable(_ conditions: [String]) -> TextTable {
    let rows = ranges.flatMap { range -> [TextTable.Row] in
      let sides: [(String, SensitivityRange.End)] = [("below", range.low), ("above", range.high)]
      return [
        TextTable.Row([
          TextTable.Cell(range.choice.label), .number(Self.number(range.value)),
          .number(Self.number(range.low.value)), .number(Self.number(range.high.value)), .empty,
        ])
      ]
        + sides.filter { $0.1.changed != nil }.map { side, end in
          TextTable.Row(
            [
              TextTable.Cell("  \(side)"), .empty, .empty, .empty,
              TextTable.Cell(Self.label(end.models, conditions)),
            ], continues: true)
        }
    }
    return TextTable(
      title: "How far each choice can move before the \(kind.rawValue) solution changes",
      headers: ["Choice", "Chosen", "From", "To", "Beyond, it becomes"],
      alignments: [.leading, .decimal, .decimal, .decimal, .leading], groups: [rows],
      notes: [
        "One choice moves at a time (Oana and Schneider 2021). Cutoffs of consistency and PRI are "
          + "exact, and hold above From up to and with To. Anchors are tried at 64 places on each "
          + "side and then halved in on the nearest change. Where nothing stands beyond, the "
          + "solution holds as far as was tried."
      ])
  }

  private var fitTable: TextTable {
    func row(_ name: String, _ value: Double?) -> TextTable.Row {
      TextTable.Row([
        TextTable.Cell(name),
        value.map { .number(NumberFormat(digits: 3).string($0)) } ?? .undefined,
        .empty,
      ])
    }
    func row(_ name: String, _ cases: [Int]) -> TextTable.Row {
      TextTable.Row([
        TextTable.Cell(name), .number("\(cases.count)"),
        TextTable.Cell(cases.map { caseNames[$0] }.joined(separator: ", ")),
      ])
    }
    let parts = cases
    let groups: [[TextTable.Row]] = [
      [
        row("Consistency of the core", core.consistency), row("PRI of the core", core.pri),
        row("Coverage of the core", core.coverage),
        row("Consistency kept (RF_cons)", consistencyRatio),
        row("Coverage kept (RF_cov)", coverageRatio),
        row("Coincidence with the least rival (RF_SC_minTS)", coincidenceWithLeast),
        row("Coincidence with the greatest (RF_SC_maxTS)", coincidenceWithGreatest),
      ],
      [
        row("Robust typical cases", parts.robustTypical),
        row("Robust deviant cases", parts.robustDeviant),
        row("Shaky typical cases", parts.shakyTypical),
        row("Shaky deviant cases", parts.shakyDeviant),
        row("Possible typical cases", parts.possibleTypical),
        row("Possible deviant cases", parts.possibleDeviant),
        row("Typical cases that are robust (RCR_typ)", parts.typicalRatio),
        row("Deviant cases that are robust (RCR_dev)", parts.deviantRatio),
        TextTable.Row(["Rank (1 best, 4 worst)", .number("\(parts.rank)"), .empty]),
      ],
    ]
    return TextTable(
      title: "Robust core of the \(kind.rawValue) solution against "
        + Plural.count(rivals.count, "rival"),
      headers: ["", "Value", "Cases"], alignments: [.leading, .decimal, .leading],
      groups: groups,
      notes: [
        "Rivals are the solutions just beyond the ends of the ranges"
          + (rivals.isEmpty ? "; there are none." : ": ")
          + rivals.map(\.label).joined(separator: "; ") + (rivals.isEmpty ? "" : ".")
          + " Shaky: a case of the solution that some rival loses. Possible: a case that some rival "
          + "gains. Of several models the first is used."
      ] + groups.undefinedNote)
  }

  /// Ranges, rivals, core and cases as one JSON object.
  public func json(conditions: [String]) -> JSONValue {
    func models(_ models: [[Conjunction]]?) -> JSONValue {
      guard let models else { return .null }
      return .array(models.map { .array($0.map { .text($0.label(conditions)) }) })
    }
    func end(_ end: SensitivityRange.End) -> JSONValue {
      .object([
        ("value", .number(end.value)), ("changes_at", .optional(end.changed)),
        ("models", models(end.models)),
      ])
    }
    func names(_ indices: [Int]) -> JSONValue { .array(indices.map { .text(caseNames[$0]) }) }
    return .object([
      ("solution", .text(kind.rawValue)),
      (
        "ranges",
        .array(
          ranges.map { range in
            .object([
              ("choice", .text(range.choice.label)), ("value", .number(range.value)),
              ("low", end(range.low)), ("high", end(range.high)),
            ])
          })
      ),
      (
        "rivals",
        .array(
          rivals.map { .object([("change", .text($0.label)), ("models", models($0.models))]) })
      ),
      (
        "core",
        .object([
          ("consistency", .optional(core.consistency)), ("pri", .optional(core.pri)),
          ("coverage", .optional(core.coverage)), ("rf_cons", .optional(consistencyRatio)),
          ("rf_cov", .optional(coverageRatio)), ("rf_sc_min", .optional(coincidenceWithLeast)),
          ("rf_sc_max", .optional(coincidenceWithGreatest)),
        ])
      ),
      (
        "cases",
        .object([
          ("robust_typical", names(cases.robustTypical)),
          ("robust_deviant", names(cases.robustDeviant)),
          ("shaky_typical", names(cases.shakyTypical)),
          ("shaky_deviant", names(cases.shakyDeviant)),
          ("possible_typical", names(cases.possibleTypical)),
          ("possible_deviant", names(cases.possibleDeviant)),
          ("rcr_typ", .optional(cases.typicalRatio)), ("rcr_dev", .optional(cases.deviantRatio)),
          ("rank", .integer(cases.rank)),
        ])
      ),
    ])
  }
}

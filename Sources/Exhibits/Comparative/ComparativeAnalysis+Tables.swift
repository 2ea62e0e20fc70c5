import Evidence
import Frames
import Typesetting

extension ComparativeAnalysis {
  /// In print, more models of a solution than this are left to the JSON.
  private static let printedModels = 5
  /// Conditions get a column each while their names take no more than this.
  private static let conditionWidth = 48

  /// Truth table, complex, parsimonious and intermediate solution, necessity, in this order; the
  /// last carries the notes.
  public var tables: [TextTable] {
    var tables = [truthTable, table(intermediate), table(parsimonious), table(complex)]
    var last = necessityTable
    last.notes += notes
    tables.append(last)
    return tables
  }

  private static func number(_ value: Double?) -> TextTable.Cell {
    value.map { .number(NumberFormat(digits: 3).string($0)) } ?? .undefined
  }

  /// Case names; those that are more out of the outcome than in stand in brackets.
  private func cases(_ members: [Int], without: [Int]) -> TextTable.Cell {
    let outside = Set(without)
    return TextTable.Cell(
      members.map { outside.contains($0) ? "[\(memberships.cases[$0])]" : memberships.cases[$0] }
        .joined(separator: ", "))
  }

  private var settings: String {
    let cutoffs = table.cutoffs
    var parts = [
      "consistency at least \(cutoffs.consistency)",
      "at least \(Plural.count(cutoffs.frequency, "case"))",
    ]
    if let pri = cutoffs.pri { parts.append("PRI at least \(pri)") }
    if let least = cutoffs.contradiction {
      parts.append("C from a consistency of \(least)")
    }
    return parts.joined(separator: ", ")
  }

  private var truthTable: TextTable {
    let conditions = memberships.conditions
    let isWide =
      conditions.reduce(0) { $0 + max(1, $1.count) + 2 } <= Self.conditionWidth
    let headers = isWide ? conditions : ["Configuration"]
    let order: [TruthTable.Outcome] = [.positive, .contradiction, .negative, .remainder]
    let groups = order.map { outcome in
      table.rows.filter { $0.outcome == outcome }.map { row -> TextTable.Row in
        let digits = TruthTable.text(row.configuration, conditionCount: conditions.count)
        let cells: [TextTable.Cell] =
          isWide ? digits.map { TextTable.Cell(String($0)) } : [TextTable.Cell(digits)]
        return TextTable.Row(
          [TextTable.Cell("\(row.number)")] + cells + [
            TextTable.Cell(row.outcome.rawValue), .number("\(row.members.count)"),
            Self.number(row.fit.consistency), Self.number(row.fit.pri),
            cases(row.members, without: row.without),
          ])
      }
    }
    var notes = [
      "Outcome 1: \(settings). Cases in brackets are more out of \(memberships.outcome) than in."
    ]
    if table.rows.contains(where: { $0.outcome == .remainder }) {
      notes.append("Outcome \(TruthTable.Outcome.remainder.rawValue): fewer cases than that.")
    }
    if !isWide {
      notes.append("Configurations are in the order \(conditions.joined(separator: ", ")).")
    }
    return TextTable(
      title: "Truth table for \(memberships.outcome)",
      headers: ["Row"] + headers + [memberships.outcome, "Cases", "Consistency", "PRI", "Members"],
      alignments: [.trailing] + headers.map { _ in .center }
        + [.center, .decimal, .decimal, .decimal, .leading],
      groups: groups, notes: notes + groups.undefinedNote)
  }

  private func table(_ solution: Solution) -> TextTable {
    let shown = solution.models.prefix(Self.printedModels)
    let isSeveral = solution.models.count > 1
    let groups = shown.enumerated().map { index, model -> [TextTable.Row] in
      let parts = model.parts.map { part in
        TextTable.Row([
          TextTable.Cell(part.term.label(memberships.conditions)),
          Self.number(part.fit.consistency), Self.number(part.fit.pri),
          Self.number(part.fit.coverage), Self.number(part.uniqueCoverage),
          cases(part.members, without: part.without),
        ])
      }
      let whole = TextTable.Row([
        TextTable.Cell(isSeveral ? "Model \(index + 1)" : "Solution"),
        Self.number(model.fit.consistency), Self.number(model.fit.pri),
        Self.number(model.fit.coverage), .empty, .empty,
      ])
      return parts + [whole]
    }
    var notes: [String] = []
    if solution.models.count > shown.count {
      notes.append(
        "\(Plural.count(solution.models.count - shown.count, "further model")) "
          + "\(Plural.of(solution.models.count - shown.count, "is", "are")) in the JSON (--format json)."
      )
    }
    let kind = solution.kind.rawValue
    return TextTable(
      title: "\(kind.prefix(1).uppercased() + kind.dropFirst()) solution for "
        + memberships.outcome,
      headers: [
        "Term", "Consistency", "PRI", "Raw coverage", "Unique coverage", "Members",
      ],
      alignments: [.leading, .decimal, .decimal, .decimal, .decimal, .leading], groups: groups,
      notes: notes + groups.undefinedNote)
  }

  private var necessityTable: TextTable {
    let groups = [
      necessity.map { entry in
        TextTable.Row([
          TextTable.Cell(entry.literal.label(memberships.conditions)),
          Self.number(entry.fit.consistency), Self.number(entry.fit.coverage),
          Self.number(entry.fit.relevance),
        ])
      }
    ]
    return TextTable(
      title: "Necessity for \(memberships.outcome)",
      headers: ["Condition", "Consistency", "Coverage", "Relevance (RoN)"],
      alignments: [.leading, .decimal, .decimal, .decimal], groups: groups,
      notes: groups.undefinedNote)
  }
}

extension TextTable.Cell {
  /// A ratio whose denominator is zero; an empty cell would look like an oversight.
  static let undefined: TextTable.Cell = "-"
}

extension [[TextTable.Row]] {
  /// What the mark of an undefined ratio stands for, where there is one.
  var undefinedNote: [String] {
    let isThere = joined().contains {
      $0.cells.contains { $0.text == TextTable.Cell.undefined.text }
    }
    return isThere ? ["\(TextTable.Cell.undefined.text) stands where nothing is in the set."] : []
  }
}

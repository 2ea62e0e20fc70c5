import Frames

extension ComparativeAnalysis {
  /// A PRI below which a row leads about as much to the outcome's absence as to the outcome.
  private static let lowPRI = 0.5
  /// Below this a comparison is an illustration, whatever its numbers.
  private static let fewCases = 5

  /// What a reader has to know before believing the solutions, a sentence or two each.
  public var notes: [String] {
    halfNotes + diversityNotes + contradictionNotes + outcomeNotes + modelNotes + assumptionNotes
  }

  private var halfNotes: [String] {
    let unassigned = memberships.unassigned
    guard !unassigned.isEmpty else { return [] }
    return [
      "In no row of the truth table, for a membership of exactly 0.5 in a condition, and counted in "
        + "consistency and coverage all the same: \(Plural.count(unassigned.count, "case")), "
        + unassigned.joined(separator: "; ") + "."
    ]
  }

  private func list(_ cases: [Int]) -> String {
    cases.map { memberships.cases[$0] }.joined(separator: ", ")
  }

  private func name(_ configuration: UInt32) -> String {
    Self.name(configuration, memberships.conditions.count)
  }

  private func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private var diversityNotes: [String] {
    let possible = 1 << memberships.conditions.count
    let observed = table.rows.filter { $0.outcome != .remainder }.count
    let cases = memberships.cases.count
    let few =
      cases < Self.fewCases
      ? [
        "\(Plural.count(cases, "case")) can illustrate an argument and cannot test it: one "
          + "more could change every row."
      ] : []
    if observed == possible {
      return ["All \(possible) rows have cases, so no solution rests on assumptions."] + few
    }
    var notes = [
      "Limited diversity: \(Plural.count(cases, "case")) \(Plural.of(cases, "fills", "fill")) \(observed) of the \(possible) "
        + "rows that \(memberships.conditions.count) conditions make; the other "
        + "\(possible - observed) are remainders, about which the cases say nothing."
    ]
    if few.isEmpty, observed <= memberships.conditions.count {
      notes.append(
        "With no more rows than conditions, almost any outcome would have a solution: read it as "
          + "an illustration, not as a test.")
    }
    let scarce = table.rows.filter { $0.outcome == .remainder }
    if !scarce.isEmpty {
      notes.append(
        "Counted as remainders, with fewer than \(table.cutoffs.frequency) cases: "
          + scarce.map { "\(name($0.configuration)), \(list($0.members))" }
          .joined(separator: "; ") + ".")
    }
    return notes + few
  }

  private var contradictionNotes: [String] {
    var notes = table.rows.filter(\.isContradictory).map { row -> String in
      let with = row.members.filter { !row.without.contains($0) }
      return sentence(
        "\(name(row.configuration)) is contradictory: \(list(with)) "
          + "\(Plural.of(with.count, "has", "have")) \(memberships.outcome), \(list(row.without)) "
          + "\(Plural.of(row.without.count, "has", "have")) not; it counts as "
          + "\(Self.word(row.outcome)).")
    }
    let between = table.configurations(.contradiction)
    if !between.isEmpty {
      notes.append(
        "Between the two cutoffs of consistency, and so neither explained nor assumed: "
          + between.map { name($0) }.joined(separator: ", ") + ".")
    }
    let opposite = Set(negatedTable.configurations(.positive))
    for row in table.configurations(.positive) where opposite.contains(row) {
      notes.append(
        sentence(
          "\(name(row)) passes for the outcome and for its absence at these cutoffs; raise the "
            + "consistency cutoff or set one for PRI."))
    }
    return notes
  }

  private static func word(_ outcome: TruthTable.Outcome) -> String {
    switch outcome {
    case .positive: "positive"
    case .negative: "negative"
    case .contradiction: "neither"
    case .remainder: "a remainder"
    }
  }

  private var outcomeNotes: [String] {
    let halves = memberships.cases.indices.filter { memberships.outcomeValues[$0] == 0.5 }
    var notes: [String] = []
    if !halves.isEmpty {
      notes.append(
        "Membership in \(memberships.outcome) is exactly 0.5 for \(list(halves)): neither in nor "
          + "out, so typical of nothing and deviant from nothing.")
    }
    let weak = table.rows.filter {
      $0.outcome == .positive && ($0.fit.pri.map { $0 < Self.lowPRI } ?? true)
    }
    if !weak.isEmpty {
      notes.append(
        "Positive with a PRI below \(Self.lowPRI), so nearly as consistent with the absence of "
          + "the outcome: \(weak.map { name($0.configuration) }.joined(separator: ", ")).")
    }
    if table.configurations(.negative).isEmpty, table.configurations(.contradiction).isEmpty {
      notes.append(
        "No row is negative, so nothing speaks against any assumption, and the parsimonious "
          + "solution says only that all is positive.")
    }
    return notes
  }

  private var modelNotes: [String] {
    var notes: [String] = []
    for solution in [complex, parsimonious, intermediate] {
      switch solution.count {
      case .exactly(let count) where count > solution.models.count:
        notes.append(
          "The \(solution.kind.rawValue) solution has \(count) models, of which the first "
            + "\(solution.models.count) are listed; allow more with --models.")
      case .exactly(let count) where count > 1:
        notes.append(
          "The \(solution.kind.rawValue) solution is ambiguous: \(count) models fit the truth "
            + "table equally well, and nothing in the data chooses between them.")
      case .exactly: break
      case .atLeast(let count):
        notes.append(
          "The \(solution.kind.rawValue) solution has at least \(count) "
            + "\(Plural.of(count, "model")), of which "
            + "\(solution.models.count) are listed; the limit of listing or of work was reached "
            + "before all were found (--models, --work).")
      }
    }
    if specification.expectations.allSatisfy({ $0 == .none }) {
      notes.append(
        "No expectation was given, so no counterfactual is easy and the intermediate solution is "
          + "the complex one.")
    }
    return notes
  }

  private var assumptionNotes: [String] {
    var notes: [String] = []
    for (index, model) in parsimonious.models.enumerated() where !table.remainders.isEmpty {
      let derivations = standard.derivations.filter { $0.parsimonious == index }
      guard let first = derivations.first, index < 5 else { break }
      let title =
        parsimonious.models.count == 1
        ? "The parsimonious model" : "Parsimonious model \(index + 1)"
      notes.append(
        "\(title) assumes \(model.assumptions.count) of the remainders positive"
          + (model.assumptions.isEmpty
            ? "."
            : " (\(first.easy.count) easy, \(first.difficult.count) difficult)."))
    }
    if specification.isEnhanced, parsimonious.isTruncated {
      notes.append(
        "Assumptions made both for the outcome and for its absence were looked for among the "
          + "listed models only; list all of them with --models to be sure.")
    }
    let groups: [(String, [BarredRemainder])] = [
      (
        "declared untenable",
        barred.filter { if case .untenable = $0.reason { true } else { false } }
      ),
      (
        "contrary to a condition declared necessary",
        barred.filter { if case .contradictsNecessity = $0.reason { true } else { false } }
      ),
      (
        "assumed for the outcome and for its absence alike",
        barred.filter { $0.reason == .contradictory }
      ),
    ]
    for (reason, rows) in groups where !rows.isEmpty {
      let shown = rows.prefix(10).map { name($0.configuration) }.joined(separator: ", ")
      notes.append(
        "Barred from assumption, \(reason): \(shown)"
          + (rows.count > 10 ? " and \(rows.count - 10) more." : "."))
    }
    return notes
  }
}

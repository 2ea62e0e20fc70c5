import Evidence
import Typesetting

extension ComparativeAnalysis {
  /// The analysis as one JSON object; `consistency`, `pri` and `coverage` beside `models` are those
  /// of the first model, and `details` holds those of every model and term.
  public var json: JSONValue {
    .object([
      ("outcome", .text(memberships.outcome)),
      ("conditions", .array(memberships.conditions.map { .text($0) })),
      ("cases", .integer(memberships.cases.count)),
      ("cutoffs", cutoffs),
      ("truth_table", .array(table.rows.map { json($0) })),
      ("remainders", .integer(table.remainders.count)),
      ("complex", json(complex)), ("parsimonious", json(parsimonious)),
      ("intermediate", json(intermediate)),
      ("counterfactuals", .array(standard.derivations.map { json($0) })),
      ("barred", .array(barred.map { json($0) })),
      ("necessity", .array(necessity.map { json($0) })),
      ("notes", .array(notes.map { .text($0) })),
    ])
  }

  private var cutoffs: JSONValue {
    let cutoffs = table.cutoffs
    return .object([
      ("consistency", .number(cutoffs.consistency)), ("frequency", .integer(cutoffs.frequency)),
      ("pri", .optional(cutoffs.pri)), ("contradiction", .optional(cutoffs.contradiction)),
      (
        "expectations",
        .array(
          zip(specification.expectations, memberships.conditions)
            .map { .text($0.label($1)) })
      ), ("models", .text(specification.minimal.scope.rawValue)),
    ])
  }

  private func configuration(_ row: UInt32) -> JSONValue {
    .text(TruthTable.text(row, conditionCount: memberships.conditions.count))
  }

  private func names(_ cases: [Int]) -> JSONValue {
    .array(cases.map { .text(memberships.cases[$0]) })
  }

  private func label(_ term: Conjunction) -> JSONValue { .text(term.label(memberships.conditions)) }

  private func json(_ row: TruthTable.Row) -> JSONValue {
    let outcome: JSONValue =
      switch row.outcome {
      case .positive: .integer(1)
      case .negative: .integer(0)
      case .contradiction, .remainder: .text(row.outcome.rawValue)
      }
    return .object([
      ("row", .integer(row.number)), ("configuration", configuration(row.configuration)),
      ("n", .integer(row.members.count)), ("consistency", .optional(row.fit.consistency)),
      ("pri", .optional(row.fit.pri)), ("outcome", outcome), ("cases", names(row.members)),
      ("cases_without", names(row.without)), ("contradictory", .bool(row.isContradictory)),
    ])
  }

  private func json(_ solution: Solution) -> JSONValue {
    let first = solution.models.first?.fit
    let (count, isExact): (Int, Bool) =
      switch solution.count {
      case .exactly(let count): (count, true)
      case .atLeast(let count): (count, false)
      }
    return .object([
      ("models", .array(solution.models.map { .array($0.terms.map { label($0) }) })),
      ("consistency", .optional(first?.consistency)), ("pri", .optional(first?.pri)),
      ("coverage", .optional(first?.coverage)), ("model_count", .integer(count)),
      ("count_is_exact", .bool(isExact)), ("truncated", .bool(solution.isTruncated)),
      ("details", .array(solution.models.map { json($0) })),
    ])
  }

  private func json(_ model: Solution.Model) -> JSONValue {
    .object([
      (
        "terms",
        .array(
          model.parts.map { part in
            .object([
              ("term", label(part.term)), ("consistency", .optional(part.fit.consistency)),
              ("pri", .optional(part.fit.pri)), ("raw_coverage", .optional(part.fit.coverage)),
              ("unique_coverage", .optional(part.uniqueCoverage)), ("cases", names(part.members)),
              ("cases_without", names(part.without)),
            ])
          })
      ), ("consistency", .optional(model.fit.consistency)), ("pri", .optional(model.fit.pri)),
      ("coverage", .optional(model.fit.coverage)),
      ("simplifying_assumptions", .integer(model.assumptions.count)),
    ])
  }

  private func json(_ derivation: StandardAnalysis.Derivation) -> JSONValue {
    .object([
      ("complex_model", .integer(derivation.complex + 1)),
      ("parsimonious_model", .integer(derivation.parsimonious + 1)),
      ("easy", .array(derivation.easy.map { configuration($0) })),
      ("difficult", .integer(derivation.difficult.count)),
      (
        "models",
        .array(derivation.minimal.models.map { .array($0.map { label($0) }) })
      ),
    ])
  }

  private func json(_ barred: BarredRemainder) -> JSONValue {
    let reason: String =
      switch barred.reason {
      case .untenable(let term): "untenable: \(term.label(memberships.conditions))"
      case .contradictsNecessity(let terms):
        "contradicts necessity of "
          + terms.map { $0.label(memberships.conditions) }.joined(separator: " + ")
      case .contradictory: "assumed for the outcome and for its absence"
      }
    return .object([
      ("row", .integer(Int(barred.configuration) + 1)),
      ("configuration", configuration(barred.configuration)), ("reason", .text(reason)),
    ])
  }

  private func json(_ necessity: Necessity) -> JSONValue {
    .object([
      ("condition", label(necessity.literal)),
      ("consistency", .optional(necessity.fit.consistency)),
      ("coverage", .optional(necessity.fit.coverage)),
      ("relevance", .optional(necessity.fit.relevance)),
    ])
  }
}

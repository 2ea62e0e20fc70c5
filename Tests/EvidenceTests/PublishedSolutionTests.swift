import Evidence
import TestSupport
import Testing

/// Rihoux and De Meur (2009), Ragin (2009) and Emmenegger (2011): truth tables, models and fits.
@Suite struct PublishedSolutionTests {
  /// The reference numbers are rounded to six decimals.
  static let rounding = 5.1e-7

  @Test("Truth tables: rows, outcomes, cases, consistency, PRI", .tags(.reference))
  func truthTables() throws {
    for reference in try PublishedSolution.all() {
      let memberships = try reference.table.memberships()
      let table = try TruthTable(memberships, reference.specification.cutoffs)
      #expect(table.rows.count == reference.truthTable.count)
      for (row, expected) in zip(table.rows, reference.truthTable) {
        let name = "\(reference.data) \(reference.outcome) row \(expected.row)"
        #expect(row.number == expected.row)
        #expect(
          TruthTable.text(row.configuration, conditionCount: reference.conditions.count)
            == expected.config)
        #expect(row.outcome.rawValue == "\(expected.OUT)", "\(name)")
        #expect(row.members.map { memberships.cases[$0] } == expected.cases, "\(name)")
        #expect(row.members.count == expected.n)
        expectClose(
          try #require(row.fit.consistency), expected.incl, absolute: Self.rounding, name)
        expectClose(try #require(row.fit.pri), expected.PRI, absolute: Self.rounding, name)
      }
    }
  }

  @Test("Complex and parsimonious solutions: all models, terms and fits", .tags(.reference))
  func outerSolutions() throws {
    for reference in try PublishedSolution.all() {
      let analysis = try ComparativeAnalysis(
        try reference.table.memberships(), reference.specification)
      try compare(analysis.complex.models, reference.complex, reference)
      try compare(analysis.parsimonious.models, reference.parsimonious, reference)
    }
  }

  @Test("Intermediate solutions: counterfactuals, models and fits", .tags(.reference))
  func intermediateSolutions() throws {
    var compared = 0
    for reference in try PublishedSolution.all() {
      guard let pairs = reference.intermediate else { continue }
      let analysis = try ComparativeAnalysis(
        try reference.table.memberships(), reference.specification)
      let derivations = analysis.standard.derivations
      #expect(derivations.count == pairs.count)
      for (derivation, pair) in zip(derivations, pairs) {
        let digits = derivation.easy.map {
          TruthTable.text($0, conditionCount: reference.conditions.count)
        }
        #expect(digits == pair.easyCounterfactuals)
        #expect(derivation.difficult.count == pair.nDifficult)
        let models = analysis.intermediate.models.filter {
          derivation.minimal.models.contains($0.terms)
        }
        try compare(models, pair.models, reference)
        compared += 1
      }
    }
    #expect(compared == 4)
  }

  /// Compares models without regard to the order of models or terms.
  private func compare(
    _ models: [Solution.Model], _ expected: [PublishedSolution.Model],
    _ reference: PublishedSolution
  ) throws {
    #expect(models.count == expected.count)
    for model in expected {
      let terms = try model.terms.map { try Conjunction($0.term, conditions: reference.conditions) }
      let name = "\(reference.data) \(reference.outcome) " + model.terms.map(\.term).joined()
      let found = try #require(models.first { $0.terms == terms.sorted() }, "\(name)")
      close(found.fit.consistency, model.model.incl, name)
      close(found.fit.pri, model.model.PRI, name)
      close(found.fit.coverage, model.model.cov, name)
      if let count = model.simplifyingAssumptions { #expect(found.assumptions.count == count) }
      for (term, part) in zip(terms, model.terms) {
        let own = try #require(found.parts.first { $0.term == term })
        close(own.fit.consistency, part.incl, "\(name), \(part.term)")
        close(own.fit.pri, part.PRI, "\(name), \(part.term)")
        close(own.fit.coverage, part.covRaw, "\(name), \(part.term)")
        close(own.uniqueCoverage, part.covUnique, "\(name), \(part.term)")
      }
    }
  }

  private func close(_ found: Double?, _ expected: Double, _ name: String) {
    expectClose(found ?? -1, expected, absolute: Self.rounding, name)
  }
}

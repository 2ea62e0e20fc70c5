import Evidence
import Frames
import TestSupport

/// Published analyses and their numbers (`Fixtures/qca`).
struct PublishedSolution: Decodable {
  struct Row: Decodable {
    var row: Int
    var config: String
    var OUT: Int
    var n: Int
    var incl: Double
    var PRI: Double
    var cases: [String]
  }

  struct Part: Decodable {
    var term: String
    var incl: Double
    var PRI: Double
    var covRaw: Double
    var covUnique: Double
  }

  struct Fit: Decodable {
    var incl: Double
    var PRI: Double
    var cov: Double
  }

  struct Model: Decodable {
    var terms: [Part]
    var model: Fit
    var simplifyingAssumptions: Int?
  }

  struct Pair: Decodable {
    var complexModel: String
    var parsimoniousModel: String
    var easyCounterfactuals: [String]
    var nDifficult: Int
    var models: [Model]
  }

  var data: String
  var conditions: [String]
  var outcome: String
  var inclCut: Double
  var nCut: Int
  var truthTable: [Row]
  var complex: [Model]
  var parsimonious: [Model]
  var directionalExpectations: [Int]?
  var intermediate: [Pair]?

  static func all() throws -> [PublishedSolution] {
    try Fixture.decode([PublishedSolution].self, "qca/solutions.json")
  }

  var table: CaseTable {
    get throws {
      CaseTable(
        try Fixture.table("qca/" + data),
        outcome: outcome.replacing("~", with: ""), conditions: conditions,
        isNegated: outcome.hasPrefix("~"))
    }
  }

  var specification: ComparativeAnalysis.Specification {
    ComparativeAnalysis.Specification(
      cutoffs: TruthTable.Cutoffs(consistency: inclCut, frequency: nCut),
      expectations: directionalExpectations?.map { $0 == 1 ? .present : .absent }
        ?? conditions.map { _ in .none })
  }
}

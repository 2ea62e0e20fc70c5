import Bargaining
import Foundation
import Synchronization
import TestSupport
import Testing
import Typesetting

@testable import Exhibits

@Suite struct TheoryCatalogueTests {
  @Test("The catalogue has every theory under its name", .tags(.identity)) func names() throws {
    #expect(
      TheoryCatalogue.names == [
        "trade-agreement", "alliance-concessions", "loyalty-coercion", "guns-and-butter",
        "tariff-network",
      ])
    for type in TheoryCatalogue.theories {
      let found = try TheoryCatalogue.theory(named: type.name)
      #expect(Swift.type(of: found) == type)
      #expect(!type.title.isEmpty)
      #expect(found.inputs.allSatisfy { !$0.summary.isEmpty })
    }
    #expect {
      try TheoryCatalogue.theory(named: "guns-and-buter")
    } throws: { error in
      let text = (error as? BargainingError)?.description ?? ""
      return text.contains("Did you mean 'guns-and-butter'?") && text.contains("loyalty-coercion")
    }
  }

  @Test("Every theory answers in every format", .tags(.identity), arguments: TheoryCatalogue.names)
  func formats(name: String) throws {
    let answer = try TheoryCatalogue.theory(named: name).answer()
    let document = try JSONSerialization.jsonObject(
      with: Data(answer.rendered(.json).utf8))
    #expect((document as? [String: Any])?.isEmpty == false)
    let marks: [TableFormat: String] = [
      .text: "---", .csv: ",", .markdown: "|", .latex: "\\toprule", .html: "<table",
    ]
    for format in TableFormat.allCases {
      let text = answer.rendered(.table(format))
      let mark = try #require(marks[format])
      #expect(text.components(separatedBy: mark).count > answer.tables.count, "\(format)")
      for finding in answer.findings.compactMap({ $0.split(separator: " ").first }) {
        #expect(text.contains(finding) == (format != .csv) || finding.count < 4)
      }
    }
    #expect(
      answer.rendered(.table(.text)).split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(
    "Every figure of a theory is drawn, the first if none is named", .tags(.identity),
    arguments: TheoryCatalogue.names)
  func figures(name: String) throws {
    let answer = try TheoryCatalogue.theory(named: name).answer()
    #expect(!answer.figures.isEmpty)
    for figure in answer.figures {
      #expect(try answer.figure(figure.name).svg().contains("<svg"), "\(figure.name)")
    }
    #expect(try answer.figure().svg() == answer.figure(answer.figures[0].name).svg())
    #expect(throws: ExhibitError.unknownFigure("map", known: answer.figures.map(\.name))) {
      try answer.figure("map")
    }
  }

  /// A theory that counts how often it is solved: all that a new one needs.
  private struct Counted: AnswerableTheory {
    static let name = "counted"
    static let title = "Counts."
    enum FigureKind: String, CaseIterable, Sendable {
      case nothing
    }

    static let solutions = Mutex(0)
    var parameters = NoInputs()
    var question = NoInputs()

    func check() {}

    func solve() -> Int {
      Self.solutions.withLock { count in
        count += 1
        return count
      }
    }

    func tables(_ solution: Int) -> [TextTable] { [] }

    func document(_ solution: Int) -> JSONValue { .integer(solution) }

    func figure(_ kind: FigureKind, of solution: Int) throws -> any Figure {
      throw ExhibitError.nothingToShow(exhibit: "count", reason: "it is \(solution)")
    }
  }

  @Test("A theory is solved once, however its answer is shown", .tags(.identity))
  func once() throws {
    let answer = try Counted().answer()
    for format in OutputFormat.allCases { _ = answer.rendered(format) }
    #expect(throws: ExhibitError.nothingToShow(exhibit: "count", reason: "it is 1")) {
      try answer.figure()
    }
    #expect(Counted.solutions.withLock { $0 } == 1)
  }

  @Test("The space of tariffs is in the document where it is asked for", .tags(.identity))
  func space() throws {
    func document(_ theory: TradeAgreementTheory) throws -> [String: Any] {
      let text = try theory.answer().rendered(.json)
      return try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    var theory = TradeAgreementTheory()
    #expect(try document(theory)["space"] == nil)
    theory.question.extras = [.tariffSpace]
    let space = try #require(try document(theory)["space"] as? [String: Any])
    let frontier = try #require(space["frontier"] as? [String: [Double]])
    #expect(Set(frontier.keys) == ["lambda", "home", "foreign"])
    #expect(Set(frontier.values.map(\.count)).count == 1)
    let rules = try #require(space["rules"] as? [[String: Any]])
    #expect(rules.map { $0["reciprocity"] as? String } == ["terms-of-trade", "trade-volume"])
    for rule in rules {
      let curves = try #require(rule["curves"] as? [[String: Any]])
      #expect(curves.map { $0["name"] as? String } == ["S", "N", "S*", "N*"])
    }
  }
}

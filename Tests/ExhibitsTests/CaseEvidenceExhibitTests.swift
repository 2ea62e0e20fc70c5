import Evidence
import Foundation
import TestSupport
import Testing
import Typesetting

@testable import Exhibits

@Suite struct CaseEvidenceExhibitTests {
  private func audit() throws -> SourceAudit {
    SourceAudit(try CaseFileLibrary.caseFile("loyalty"))
  }

  @Test("An audit without leads prints its sentence and no empty table", .tags(.identity))
  func noLeads() throws {
    let audit = SourceAudit(try CaseFileLibrary.caseFile("causal-clues"))
    try #require(audit.leads.isEmpty)
    let answer = audit.answer
    #expect(answer.tables.isEmpty)
    #expect(answer.rendered(.table(.text)).contains("0 leads"))
    #expect(answer.rendered(.table(.html)).contains("Nothing here is at odds"))
  }

  @Test(.tags(.identity)) func theSameCaseFileGivesTheSameBytes() throws {
    let (one, other) = (try CaseFileTrace(try audit()), try CaseFileTrace(try audit()))
    #expect(one.json.text == other.json.text)
    #expect(try PosteriorPlot(one).svg() == PosteriorPlot(other).svg())
    let timelines = try ["taiwan", "pakistan"].map { try CaseTimeline(try audit(), caseID: $0) }
    #expect(try TimelinePlot(timelines).svg() == TimelinePlot(timelines).svg())
  }

  @Test(.tags(.identity)) func everyReaderIsToldTheLimits() throws {
    let trace = try CaseFileTrace(try audit())
    let text = trace.answer.rendered(.table(.text))
    for limit in trace.caseFile.limits.map({ $0.split(separator: " ").prefix(3) }) {
      #expect(text.contains(limit.joined(separator: " ")))
    }
    #expect(try PosteriorPlot(trace).svg().contains("Two cases."))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test(.tags(.identity)) func itemsInDoubtAreDrawnHollow() throws {
    let timeline = try CaseTimeline(try audit(), caseID: "pakistan")
    let svg = try TimelinePlot([timeline]).svg()
    let hollow = svg.components(separatedBy: "fill=\"#FFFFFF\" stroke").count - 1
    let doubtful = timeline.lanes.flatMap(\.items).filter { timeline.doubtful.contains($0.id) }
    #expect(hollow == doubtful.count && hollow > 0)
    for item in timeline.lanes.flatMap(\.items) { #expect(svg.contains(">\(item.id)<")) }
  }

  @Test(.tags(.identity)) func smallAndGreatSharesStayVisible() {
    #expect(CaseFileTrace.percent(0.99999) == ">99.9")
    #expect(CaseFileTrace.percent(1e-9) == "<0.1")
    #expect(CaseFileTrace.percent(1) == "100.0")
    #expect(CaseFileTrace.percent(0) == "0.0")
    #expect(CaseFileTrace.percent(0.2) == "20.0")
  }

  @Test(.tags(.failure)) func nothingToShow() throws {
    #expect(throws: ExhibitError.self) { try TimelinePlot([]) }
    let model = try CaseFileTrace(SourceAudit(try CaseFileLibrary.caseFile("causal-clues")))
    #expect(model.answer.rendered(.table(.text)).contains("0.438"))
    #expect(throws: ExhibitError.self) { try PosteriorPlot(model) }
  }
}

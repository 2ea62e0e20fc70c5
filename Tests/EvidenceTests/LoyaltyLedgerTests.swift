import Evidence
import Foundation
import TestSupport
import Testing

/// The built-in ledger, and what its audit finds.
@Suite struct LoyaltyLedgerTests {
  private let ledger: EvidenceLedger

  init() throws { ledger = try LedgerLibrary.ledger("loyalty") }

  @Test(.tags(.reference)) func findsTheTroubleInTheNotes() throws {
    let audit = SourceAudit(ledger)
    for lead in audit.leads {
      print(lead.rule.rawValue, lead.note ?? 0, lead.items, lead.finding, "|", lead.check)
    }
    func rules(_ note: Int) -> [AuditLead.Rule] {
      audit.leads.filter { $0.note == note }.map(\.rule)
    }
    #expect(rules(61) == [.recordDisagrees, .officeNotHeld])
    #expect(rules(63) == [.otherSide, .otherSide])
    #expect(rules(66) == [.ibid])
    #expect(rules(68) == [.afterTheDecision])
    #expect(rules(70) == [.sourceBeforeEvent])
    #expect(rules(86) == [.linkElsewhere])
    #expect(
      audit.doubtfulItems == [
        "T09", "T15", "T20", "T23", "T24", "T25", "T27", "T33", "P02", "P03", "P04", "P09",
      ])
  }

  @Test func prints() throws {
    let audit = SourceAudit(ledger)
    for trace in try AuditedTrace.every(audit) {
      for (name, one) in [("all", trace.all), ("sound", trace.sound!)] {
        print(name, one.record.name, one.posterior, one.intervals, one.breakEvenPrior ?? -1)
        for cluster in one.clusters {
          print(
            "  ", cluster.cluster.key, cluster.cluster.items.map(\.id), cluster.decibels,
            cluster.against ?? 0)
        }
      }
    }
  }
}

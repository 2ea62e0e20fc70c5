/// A comparison of every item with its dates, its documents, its actors and its neighbours.
///
/// The rules use what the ledger itself records (dates, offices, links, document numbers, the
/// order of notes), so that a ledger whose parts agree has no lead. Each lead is something to look
/// up: the ledger, the text it follows or a reference work may be what is wrong.
public struct SourceAudit: Equatable, Sendable {
  public let ledger: EvidenceLedger
  /// By the rule, then in the order of the ledger.
  public let leads: [AuditLead]

  /// Audits a ledger. O(n (n + s)) for n items and s sources.
  public init(_ ledger: EvidenceLedger) {
    self.ledger = ledger
    var found: [AuditLead] = []
    for item in ledger.items {
      found += Self.dateLeads(item, ledger)
      found += Self.personLeads(item, ledger)
      found += Self.ibidLeads(item, ledger)
    }
    found += Self.sourceLeads(ledger)
    found += Self.sharedDocuments(ledger)
    let order = AuditLead.Rule.allCases
    // The sort keeps the ledger's order within a rule.
    leads = order.flatMap { rule in found.filter { $0.rule == rule } }
  }

  /// The items that a lead casts doubt on, in the ledger's order.
  public var doubtfulItems: [String] {
    let named = Set(leads.filter(\.rule.castsDoubt).flatMap(\.items))
    return ledger.items.map(\.id).filter(named.contains)
  }

  /// The notes that a lead is about, ascending.
  public var notes: [Int] { Set(leads.compactMap(\.note)).sorted() }

  /// The leads about the items of a case.
  public func leads(of caseID: String) -> [AuditLead] { leads.filter { $0.caseID == caseID } }
}

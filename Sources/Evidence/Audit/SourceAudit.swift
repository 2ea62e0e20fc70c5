/// A comparison of every item with its dates, its documents, its actors and its neighbours.
///
/// The rules use what the case file itself records (dates, offices, links, document numbers, the
/// order of notes), so that a case file whose parts agree has no lead. Each lead is something to look
/// up: the case file, the text it follows or a reference work may be what is wrong.
public struct SourceAudit: Equatable, Sendable {
  /// The case file that was audited.
  public let caseFile: CaseFile
  /// By the rule, then in the order of the case file.
  public let leads: [AuditLead]

  /// Audits a case file. O(n (n + s)) for n items and s sources.
  public init(_ caseFile: CaseFile) {
    self.caseFile = caseFile
    var found: [AuditLead] = []
    for item in caseFile.items {
      found += Self.dateLeads(item, caseFile)
      found += Self.personLeads(item, caseFile)
      found += Self.ibidLeads(item, caseFile)
    }
    found += Self.sourceLeads(caseFile)
    found += Self.sharedDocuments(caseFile)
    let order = AuditLead.Rule.allCases
    // The sort keeps the case file's order within a rule.
    leads = order.flatMap { rule in found.filter { $0.rule == rule } }
  }

  /// The items that a lead casts doubt on, in the case file's order.
  public var doubtfulItems: [String] {
    let named = Set(leads.filter(\.rule.castsDoubt).flatMap(\.items))
    return caseFile.items.map(\.id).filter(named.contains)
  }

  /// The notes that a lead is about, ascending.
  public var notes: [Int] { Set(leads.compactMap(\.note)).sorted() }

  /// The leads about the items of a case.
  public func leads(of caseID: String) -> [AuditLead] { leads.filter { $0.caseID == caseID } }
}

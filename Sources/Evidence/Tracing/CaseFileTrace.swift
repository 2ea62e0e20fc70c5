/// What the items of every case of a case file say, with and without those in doubt.
public struct CaseFileTrace: Equatable, Sendable {
  /// The case file that was weighed.
  public let caseFile: CaseFile
  /// The cases with something to weigh, in the case file's order; none where a causal model stands in
  /// for stated weights.
  public let cases: [AuditedTrace]

  /// Weighs the cases of the audit's case file.
  /// - Throws: ``EvidenceError`` where nothing can be weighed, and what is wrong with an item.
  public init(
    _ audit: SourceAudit, options: ProcessTrace.Options = ProcessTrace.Options()
  ) throws(EvidenceError) {
    caseFile = audit.caseFile
    let hasOnlyModel =
      audit.caseFile.causalModel != nil
      && audit.caseFile.items.allSatisfy { $0.judgement == nil }
    cases = hasOnlyModel ? [] : try AuditedTrace.every(audit, options: options)
  }
}

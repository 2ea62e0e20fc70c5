/// A case weighed twice: with every item, and without those that the audit casts doubt on.
public struct AuditedTrace: Equatable, Sendable {
  /// With every item.
  public let all: ProcessTrace
  /// `nil` where the audit leaves nothing that counts.
  public let sound: ProcessTrace?
  /// The items left out of ``sound``, in the case file's order.
  public let excluded: [String]

  /// Weighs a case with and without the items in doubt.
  public init(
    _ audit: SourceAudit, caseID: String, options: ProcessTrace.Options = ProcessTrace.Options()
  ) throws(EvidenceError) {
    let caseFile = audit.caseFile
    all = try ProcessTrace(caseFile, caseID: caseID, options: options)
    let doubtful = audit.doubtfulItems
    excluded = caseFile.items(of: caseID)
      .filter { $0.counts && doubtful.contains($0.id) && !options.excluding.contains($0.id) }
      .map(\.id)
    var rest = options
    rest.excluding += doubtful
    let sound = try ProcessTrace(caseFile, caseID: caseID, options: rest)
    self.sound = sound.clusters.isEmpty ? nil : sound
  }

  /// The cases of a case file in which something can be weighed, in its order.
  public static func every(
    _ audit: SourceAudit, options: ProcessTrace.Options = ProcessTrace.Options()
  ) throws(EvidenceError) -> [AuditedTrace] {
    var result: [AuditedTrace] = []
    for record in audit.caseFile.cases
    where audit.caseFile.items(of: record.id).contains(where: { $0.judgement != nil }) {
      result.append(try AuditedTrace(audit, caseID: record.id, options: options))
    }
    guard !result.isEmpty else {
      throw .caseFile(.nothingToWeigh(caseName: audit.caseFile.title))
    }
    return result
  }
}

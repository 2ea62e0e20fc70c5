import Evidence

/// What libFuzzer calls with each input: the first byte picks the form, the rest is the case file.
/// A case file that can be audited and weighed, or a typed error, is right; anything else stops the
/// fuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let text = String(
    decoding: UnsafeBufferPointer(start: start + 1, count: count - 1), as: UTF8.self)
  do throws(EvidenceError) {
    let caseFile =
      start[0] % 2 == 0
      ? try CaseFile(yaml: text, file: "fuzz") : try CaseFile(csv: text, file: "fuzz")
    let audit = SourceAudit(caseFile)
    for record in caseFile.cases {
      _ = try? AuditedTrace(audit, caseID: record.id)
      _ = try? CaseTimeline(audit, caseID: record.id)
    }
  } catch {
    _ = error.description
  }
  return 0
}

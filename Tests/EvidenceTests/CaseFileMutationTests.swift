import Evidence
import Numerics
import TestSupport
import Testing

/// Damaged case files are read, or refused with words; nothing else may happen.
@Suite struct CaseFileMutationTests {
  private static let rounds = 250

  private func damaged(_ text: [UInt8], _ random: inout Xoshiro256) -> String {
    var bytes = text
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2:
        bytes.insert(
          Array("[]{}:-,#&*!|>'\"%@ \n\t0".utf8).randomElement(using: &random)!, at: place)
      case 3:
        let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
        bytes.insert(
          contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
      default:
        let end = min(bytes.count - 1, place + Int.random(in: 1...40, using: &random))
        if place < end { bytes.removeSubrange(place..<end) }
      }
      if bytes.isEmpty { bytes = [32] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func read(
    _ text: String, _ parse: (String) throws(EvidenceError) -> CaseFile
  ) -> (read: Bool, words: String) {
    do throws(EvidenceError) {
      let caseFile = try parse(text)
      let audit = SourceAudit(caseFile)
      for record in caseFile.cases {
        do throws(EvidenceError) {
          _ = try AuditedTrace(audit, caseID: record.id)
        } catch {
          #expect(!error.description.isEmpty)
        }
        _ = try? CaseTimeline(audit, caseID: record.id)
      }
      return (true, "")
    } catch {
      return (false, error.description)
    }
  }

  @Test(.tags(.failure)) func damagedYAML() {
    var text = CaseFileText([
      CaseFileText.item("i1", "reliability: 0.7, note: 1, locator: p. 3, person: ann"),
      CaseFileText.item("i2", source: "b", p: 0.2, q: 0.9, "outcome: absent, searched: files"),
      "{id: i3, case: x, date: 1971-06/1972, kind: transfer, source: c, follows: i1}",
    ])
    text.extra = """
      people: {ann: {died: 1980, offices: [{title: Envoy, side: N, from: 1960, to: 1970}]}}
      notes: {1: a, 2: ibid}
      dependence: {b: {correlation: 0.2, because: so}}
      causal-model: {nodes: {I: root, D: {I: rising}}, effect-of: I, on: D, given: {I: 0}, clues: [D]}
      """
    let bytes = Array(text.yaml.utf8)
    var random = Xoshiro256(seed: 21)
    var wasRead = 0
    for _ in 0..<Self.rounds {
      let outcome = read(damaged(bytes, &random)) { (text) throws(EvidenceError) in
        try CaseFile(yaml: text, file: "damaged.yaml")
      }
      if outcome.read { wasRead += 1 } else { #expect(!outcome.words.isEmpty) }
    }
    #expect(wasRead > 0 && wasRead < Self.rounds)
  }

  @Test(.tags(.failure)) func damagedTable() {
    let table = """
      id,case,date,kind,brief,source,source_date,reliability,outcome,searched,follows,p_h,p_other,because
      i1,x,1970,claim,seen,Document a,,,,,,0.6,0.3,so
      i2,x,1971-02-03,US response,seen,"Document b, 3 Feb 1971",,0.8,absent,files,i1,0.5,0.4,so
      i3,y,late 1960s,transfer,"a ""word"", quoted",Document a,1972,,,,i1;i2,0.2,0.4,so
      """
    let bytes = Array(table.utf8)
    var random = Xoshiro256(seed: 22)
    var wasRead = 0
    for _ in 0..<Self.rounds {
      let outcome = read(damaged(bytes, &random)) { (text) throws(EvidenceError) in
        try CaseFile(csv: text, file: "damaged.csv")
      }
      if outcome.read { wasRead += 1 } else { #expect(!outcome.words.isEmpty) }
    }
    #expect(wasRead > 0 && wasRead < Self.rounds)
  }
}

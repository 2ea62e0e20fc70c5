import Documents
import Studies
import Typesetting

/// What a study is missing, before any work: what `entente check` asks.
public struct CheckQuestion: Question {
  /// `entente check`.
  public static let name = ["check"]
  /// One table of records, in every format.
  public static let printing = Printing.answer

  /// A built-in study's name, or a folder with a study.yaml.
  public var study: String
  /// Folders with source tables.
  public var data: [String] = []
  /// The study's variant; all of them where absent.
  public var variant: String?

  /// What a study is missing.
  public init(study: String) { self.study = study }

  /// Needs `study`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    study = try members.needed("study").text()
    try members.read("data", into: &data)
    try members.read("variant", into: &variant)
  }

  /// A row a finding; not fine where one is a problem.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let findings = try StudyCheck(study: study, variant: variant, dataFolders: data).findings()
    let table = try PlainTable(
      headers: ["Status", "What", "Found"],
      rows: findings.map { [$0.verdict.rawValue, $0.what, $0.words] })
    let documents = findings.map { finding in
      JSONValue.object([
        ("ok", .bool(finding.isFine)), ("verdict", .text(finding.verdict.rawValue)),
        ("what", .text(finding.what)),
        ("found", .text(finding.words)),
      ])
    }
    var answer = Answer(
      tables: [table], document: .object([("findings", .array(documents))]),
      text: findings.map(\.description).joined(separator: "\n"))
    answer.isFine = findings.allSatisfy(\.isFine)
    return answer
  }
}

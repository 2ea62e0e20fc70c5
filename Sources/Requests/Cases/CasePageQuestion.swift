import Documents
import Evidence
import Exhibits
import Frames
import Studies
import Typesetting

/// A case file's audit, weights and timelines as one page: what `entente cases report` asks.
public struct CasePageQuestion: Question {
  /// `entente cases report`.
  public static let name = ["cases", "report"]
  /// Files of its own.
  public static let printing = Printing.files

  /// A case file's path, or the name of a built-in one.
  public var file: String
  /// The page that is written.
  public var out = "cases.html"
  /// A folder with the tables of transfers of the United States.
  public var data: String?

  /// The page of a case file.
  public init(file: String) { self.file = file }

  /// Needs `file`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    file = try members.needed("file").text()
    try members.read("out", into: &out)
    try members.read("data", into: &data)
  }

  /// The case file, and the page in place of an answer's file.
  public var files: QuestionFiles {
    var files = QuestionFiles(reading: [("file", file)])
    files.write([("out", out)])
    return files
  }

  /// Writes the page, and says where.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let audit = SourceAudit(try CaseFileLibrary.caseFile(file))
    let tables = try data.map { try TransferTables(folder: $0) }
    let page = try CaseFilePage(
      audit, tables: tables,
      command: ["entente", "cases", "report", file, "--out", out]
        + (data.map { ["--data", $0] } ?? []))
    try WholeFile.write(page.html, to: out)
    return Answer(text: "Report: \(out)", document: .object([("report", .text(out))]))
  }
}

import Documents
import Evidence
import Exhibits
import Typesetting

/// What does not fit together in a case file: what `entente cases audit` asks.
public struct AuditQuestion: Question {
  /// `entente cases audit`.
  public static let name = ["cases", "audit"]
  /// Tables with different columns, so in every format but CSV.
  public static let printing = Printing.severalTables

  /// A case file's path, or the name of a built-in one.
  public var file: String

  /// The audit of a case file.
  public init(file: String) { self.file = file }

  /// Needs `file`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    file = try members.needed("file").text()
  }

  /// The case file.
  public var files: QuestionFiles { QuestionFiles(reading: [("file", file)]) }

  /// The leads: a lead is no verdict.
  public func answer(progress: (String) -> Void) throws -> Answer {
    SourceAudit(try CaseFileLibrary.caseFile(file)).answer
  }
}

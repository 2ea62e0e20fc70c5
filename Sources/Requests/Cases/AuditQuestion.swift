import Documents
import Evidence
import Exhibits
import Typesetting

/// What does not fit together in a case file: what `entente cases audit` asks.
public struct AuditQuestion: Question {
  public static let name = ["cases", "audit"]
  public static let printing = Printing.severalTables

  /// A case file's path, or the name of a built-in one.
  public var file: String

  /// The audit of a case file.
  public init(file: String) { self.file = file }

  public init(_ members: inout Members) throws(DocumentError) {
    file = try members.needed("file").text()
  }

  /// The leads: a lead is no verdict.
  public func answer(progress: (String) -> Void) throws -> Answer {
    SourceAudit(try CaseFileLibrary.caseFile(file)).answer
  }
}

import Documents
import Evidence
import Exhibits
import Typesetting

/// What a case file's items weigh: what `entente cases trace` asks.
public struct TraceQuestion: Question {
  /// `entente cases trace`.
  public static let name = ["cases", "trace"]
  /// Tables with different columns, in every format but CSV, and a figure.
  public static let printing = Printing.drawingOfSeveralTables

  /// A case file's path, or the name of a built-in one.
  public var file: String
  /// The hypothesis that weights are about; the file's first where absent.
  public var focal: String?
  /// The least p that is called high.
  public var high = 0.8
  /// The greatest q that is called low.
  public var low = 0.2

  /// The weights of a case file.
  public init(file: String) { self.file = file }

  /// Needs `file`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    file = try members.needed("file").text()
    try members.read("focal", into: &focal)
    try members.read("high", into: &high)
    try members.read("low", into: &low)
  }

  /// The case file.
  public var files: QuestionFiles {
    QuestionFiles(reading: [("file", file)])
  }

  /// Refuses thresholds that are no probabilities or in the wrong order.
  public func check() throws(RequestError) {
    guard low > 0, low < high, high < 1 else {
      throw RequestError(
        "\(member: "low") and \(member: "high") are probabilities, the low one smaller.")
    }
  }

  /// Every case weighed twice: with all items, and without those that the audit casts doubt on.
  public func answer(progress: (String) -> Void) throws -> Answer {
    try CaseFileTrace(
      SourceAudit(try CaseFileLibrary.caseFile(file)),
      options: ProcessTrace.Options(
        focal: focal, thresholds: TestKind.Thresholds(high: high, low: low))
    ).answer
  }
}

import Documents
import Evidence
import Exhibits
import Typesetting

/// A case's items in lanes, with arms transfers below: what `entente cases timeline` asks.
public struct TimelineQuestion: Question {
  /// `entente cases timeline`.
  public static let name = ["cases", "timeline"]
  /// Tables with different columns, in every format but CSV, and a figure.
  public static let printing = Printing.drawingOfSeveralTables

  /// A case file's path, or the name of a built-in one.
  public var file: String
  /// Cases by name; all full cases with items where empty.
  public var cases: [String] = []
  /// A folder with the tables of transfers of the United States.
  public var data: String?
  /// A register of orders, of any supplier.
  public var register: String?
  /// A table of volumes, of any supplier.
  public var volumes: String?
  /// Years before and after a claim that are compared, 1 to 20.
  public var window = 3

  /// The timelines of a case file.
  public init(file: String) { self.file = file }

  /// Needs `file`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    file = try members.needed("file").text()
    try members.read("case", into: &cases)
    try members.read("data", into: &data)
    try members.read("register", into: &register)
    try members.read("volumes", into: &volumes)
    try members.read("window", into: &window)
  }

  /// The case file and the tables.
  public var files: QuestionFiles {
    QuestionFiles(reading: [("file", file), ("register", register), ("volumes", volumes)])
  }

  /// Refuses a window outside its bounds, and a folder beside files.
  public func check() throws(RequestError) {
    guard (1...20).contains(window) else {
      throw RequestError("\(member: "window") is from 1 to 20 years, not \(window).")
    }
    guard data == nil || (register == nil && volumes == nil) else {
      throw RequestError(
        """
        \(member: "data") names a folder; \(member: "register") and \(member: "volumes") name \
        files. Use one.
        """)
    }
  }

  /// A table a case, and one figure of all.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let audit = SourceAudit(try CaseFileLibrary.caseFile(file))
    let tables = try tables()
    let timelines = try names(audit.caseFile).map {
      try CaseTimeline(audit, caseID: $0, tables: tables, width: window)
    }
    return timelines.answer(of: audit.caseFile)
  }

  private func tables() throws -> TransferTables? {
    if let data { return try TransferTables(folder: data) }
    guard register != nil || volumes != nil else { return nil }
    return try TransferTables(register: register, volumes: volumes)
  }

  private func names(_ caseFile: CaseFile) -> [String] {
    guard cases.isEmpty else { return cases }
    return caseFile.cases.filter { $0.isFull && !caseFile.items(of: $0.id).isEmpty }.map(\.id)
  }
}

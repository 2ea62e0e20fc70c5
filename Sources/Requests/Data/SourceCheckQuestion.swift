import Documents
import Exhibits
import Frames
import Panels
import Typesetting

/// Whether tables are there and are what their descriptions say: what `entente sources verify` asks.
public struct SourceCheckQuestion: Question {
  /// `entente sources verify`.
  public static let name = ["sources", "verify"]
  /// One table of records, in every format.
  public static let printing = Printing.answer

  /// Folders with tables, at least one; descriptions in them are known too.
  public var data: [String] = []

  /// A look at the tables in folders.
  public init(data: [String]) { self.data = data }

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.read("data", into: &data)
  }

  /// Refuses a look at no folder.
  public func check() throws(RequestError) {
    guard !data.isEmpty else {
      throw RequestError("\(member: "data") names the folder of the tables; name one.")
    }
  }

  /// A row a source. Absent tables are listed, and are no fault.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let catalogue = try SourceCatalogue(folders: data)
    let checks = catalogue.names.map { name in
      progress("looking at \(name)")
      // A store of its own: nothing is asked for twice, and tables need not stay in memory.
      var store = SourceStore(catalogue)
      return store.check(name)
    }
    let present = checks.filter { $0.status != .absent }
    var answer = Answer(
      tables: [try table(checks, present)],
      document: .object([("sources", .array(checks.map { Self.document($0) }))]))
    answer.isFine = present.allSatisfy { $0.status == .present && $0.problems.isEmpty }
    return answer
  }

  private func table(
    _ checks: [SourceCheck], _ present: [SourceCheck]
  ) throws -> PlainTable {
    let rows = checks.map { check in
      [
        check.source, check.status.rawValue, check.rows.map(NumberFormat.count) ?? "",
        check.yearsFound.span, check.yearsDeclared.span,
        check.status == .absent ? "" : check.problems.joined(separator: " "),
      ]
    }
    let bare = data.filter { folder in
      let inside = folder.hasSuffix("/") ? folder : folder + "/"
      return !present.contains { $0.path?.hasPrefix(inside) == true }
    }
    return try PlainTable(
      headers: ["Source", "Status", "Rows", "Years found", "Years declared", "Problems"],
      rows: rows,
      notes: [
        "\(present.count) of \(checks.count) tables are in \(data.joined(separator: ", "))."
      ]
        + present.flatMap { check in check.doubts.map { "\(check.source): \($0)" } }
        + bare.map {
          "No known table is in \($0): none of its files has a name that a description gives. "
            + "`entente sources list` shows the names."
        })
  }

  private static func document(_ check: SourceCheck) -> JSONValue {
    .object([
      ("source", .text(check.source)), ("status", .text(check.status.rawValue)),
      ("rows", check.rows.map { .integer($0) } ?? .null),
      ("problems", .array(check.problems.map { .text($0) })),
      ("doubts", .array(check.doubts.map { .text($0) })),
    ])
  }
}

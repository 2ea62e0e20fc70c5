import Documents
import Exhibits
import Frames
import Panels
import Typesetting

/// The tables that Entente knows: what `entente sources list` asks.
public struct SourceListQuestion: Question {
  /// `entente sources list`.
  public static let name = ["sources", "list"]
  /// One table of records, in every format.
  public static let printing = Printing.answer

  /// The source whose columns are wanted; a list of all where absent.
  public var source: String?
  /// Folders whose descriptions are known beside the built-in ones.
  public var data: [String] = []

  /// All sources in short, or one with every column.
  public init(_ source: String? = nil) { self.source = source }

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.read("name", into: &source)
    try members.read("data", into: &data)
  }

  /// A row a source; or its head and a row a column.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let catalogue = try SourceCatalogue(folders: data)
    if let source {
      return try page(catalogue.source(source), file: catalogue.file(of: source))
    }
    let sources = try catalogue.names.map { try catalogue.source($0) }
    let rows = sources.map { [$0.name, $0.files[0], $0.coverage.years.span, $0.title] }
    let table = try PlainTable(
      headers: ["Source", "File", "Years", "What it holds"], rows: rows,
      notes: [
        "`entente sources list NAME` shows columns, units, citation and terms. The tables themselves "
          + "are not part of Entente: get them from their publishers. A table of your own is "
          + "described by a file in a folder `sources`, beside a study or its tables (--data)."
      ])
    return Answer(
      tables: [table],
      document: .object([("sources", .array(sources.map { .object(Self.head($0)) }))]))
  }

  /// What is known of a source but for its columns.
  private static func head(_ source: Source) -> [(key: String, value: JSONValue)] {
    [
      ("source", .text(source.name)), ("title", .text(source.title)),
      ("files", .array(source.files.map { .text($0) })),
      (
        "years",
        source.coverage.years.map {
          .array([.integer($0.lowerBound), .integer($0.upperBound)])
        } ?? .null
      ),
      ("key", .array(source.key.map { .text($0) })), ("citation", .text(source.citation)),
      ("terms", .text(source.terms)),
    ]
  }

  private func page(_ source: Source, file: String?) throws -> Answer {
    var lines = ["\(source.name): \(source.title)", ""]
    if let file { lines.append("Described \(file)") }
    lines.append("File      \(source.files.joined(separator: " or "))")
    lines.append("Years     \(source.coverage.years.span)")
    lines.append(
      source.key.isEmpty
        ? "Row       nothing tells rows apart"
        : "Row       one for each \(source.key.joined(separator: ", "))")
    lines.append(
      "Absent    no row within coverage means \(source.coverage.absentMeans.rawValue)")
    lines.append("Citation  \(source.citation)")
    lines.append("Terms     \(source.terms)")
    lines += source.remarks.map { "Note      \($0)" }
    let variables = source.variables.map { variable in
      [
        variable.name, variable.unit, variable.meaning,
        variable.originals.joined(separator: " or ")
          + (variable.isOptional ? " (may be absent)" : ""),
      ]
    }
    let codes = source.codes.map {
      [$0.newColumn, "", "COW number, converted from \($0.column)", ""]
    }
    let table = try PlainTable(
      headers: ["Column", "Unit", "Meaning", "In the file"], rows: variables + codes)
    let columns = source.variables.map { variable in
      JSONValue.object([
        ("name", .text(variable.name)), ("unit", .text(variable.unit)),
        ("meaning", .text(variable.meaning)),
        ("in_the_file", .array(variable.originals.map { .text($0) })),
        ("may_be_absent", .bool(variable.isOptional)),
      ])
    }
    return Answer(
      tables: [table], document: .object(Self.head(source) + [("columns", .array(columns))]),
      text: lines.joined(separator: "\n") + "\n\n" + table.render(.text))
  }
}

extension ClosedRange<Int>? {
  /// `1816-2016`; nothing where there is none.
  var span: String { map { "\($0.lowerBound)-\($0.upperBound)" } ?? "" }
}

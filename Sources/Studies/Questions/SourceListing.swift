import Exhibits
import Panels
import Typesetting

/// The known sources as text: what `entente sources` prints.
public enum SourceListing {
  /// All sources in short, or one with every column.
  public static func list(_ name: String?) throws -> String {
    guard let name else {
      let rows = Source.catalogue.map { source in
        [source.name, source.files[0], years(source.coverage.years), source.title]
      }
      let table = try PlainTable(
        headers: ["Source", "File", "Years", "What it holds"], rows: rows,
        notes: [
          "`entente sources list NAME` shows columns, units, citation and terms. The tables themselves "
            + "are not part of Entente: get them from their publishers."
        ])
      return table.render(.text)
    }
    return try page(Source.named(name))
  }

  private static func page(_ source: Source) throws -> String {
    var lines = ["\(source.name): \(source.title)", ""]
    lines.append("File      \(source.files.joined(separator: " or "))")
    lines.append("Years     \(years(source.coverage.years))")
    lines.append("Row       one for each \(source.key.joined(separator: ", "))")
    lines.append(
      "Absent    no row within coverage means \(source.coverage.absentMeans.rawValue)")
    lines.append("Citation  \(source.citation)")
    lines.append("Terms     \(source.terms)")
    lines += source.remarks.map { "Note      \($0)" }
    let variables = source.variables.map { [$0.name, $0.unit, $0.meaning, $0.original] }
    let codes = source.codes.map {
      [$0.newColumn, "", "COW number, converted from \($0.column)", ""]
    }
    let table = try PlainTable(
      headers: ["Column", "Unit", "Meaning", "In the file"], rows: variables + codes)
    return lines.joined(separator: "\n") + "\n\n" + table.render(.text)
  }

  /// Looks at every source in the folders. Absent tables are listed, and are no fault.
  /// - Returns: the findings as text, and whether every table that is there is as described.
  public static func verify(in folders: [String]) throws -> (text: String, isFine: Bool) {
    let checks = Source.catalogue.map { $0.check(in: folders) }
    let rows = checks.map { check in
      [
        check.source, check.status.rawValue, check.rows.map(NumberFormat.count) ?? "",
        years(check.yearsFound), years(check.yearsDeclared),
        check.status == .absent ? "" : check.problems.joined(separator: " "),
      ]
    }
    let present = checks.filter { $0.status != .absent }
    let table = try PlainTable(
      headers: ["Source", "Status", "Rows", "Years found", "Years declared", "Problems"],
      rows: rows,
      notes: [
        "\(present.count) of \(checks.count) tables are in \(folders.joined(separator: ", "))."
      ])
    let isFine = present.allSatisfy { $0.status == .present && $0.problems.isEmpty }
    return (table.render(.text), isFine)
  }

  private static func years(_ range: ClosedRange<Int>?) -> String {
    range.map { "\($0.lowerBound)-\($0.upperBound)" } ?? ""
  }
}

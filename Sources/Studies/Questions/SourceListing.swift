import Exhibits
import Frames
import Panels
import Typesetting

/// The known sources as text: what `entente sources` prints.
public enum SourceListing {
  /// All sources in short, or one with every column.
  /// - Parameter folders: folders whose descriptions are known beside the built-in ones.
  public static func list(_ name: String?, folders: [String] = []) throws -> String {
    let catalogue = try SourceCatalogue(folders: folders)
    guard let name else {
      let rows = try catalogue.names.map { name in
        let source = try catalogue.source(name)
        return [source.name, source.files[0], years(source.coverage.years), source.title]
      }
      let table = try PlainTable(
        headers: ["Source", "File", "Years", "What it holds"], rows: rows,
        notes: [
          "`entente sources list NAME` shows columns, units, citation and terms. The tables themselves "
            + "are not part of Entente: get them from their publishers. A table of your own is "
            + "described by a file in a folder `sources`, beside a study or its tables (--data)."
        ])
      return table.render(.text)
    }
    return try page(catalogue.source(name), file: catalogue.file(of: name))
  }

  private static func page(_ source: Source, file: String?) throws -> String {
    var lines = ["\(source.name): \(source.title)", ""]
    if let file { lines.append("Described \(file)") }
    lines.append("File      \(source.files.joined(separator: " or "))")
    lines.append("Years     \(years(source.coverage.years))")
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
    return lines.joined(separator: "\n") + "\n\n" + table.render(.text)
  }

  /// Looks at every source in the folders. Absent tables are listed, and are no fault.
  /// - Returns: the findings as text, and whether every table that is there is as described.
  /// - Throws: `PanelsError.noFolder` for a folder that is not there.
  public static func verify(in folders: [String]) throws -> (text: String, isFine: Bool) {
    let catalogue = try SourceCatalogue(folders: folders)
    let checks = catalogue.names.map { name in
      // A store of its own: nothing is asked for twice, and tables need not stay in memory.
      var store = SourceStore(catalogue)
      return store.check(name)
    }
    let rows = checks.map { check in
      [
        check.source, check.status.rawValue, check.rows.map(NumberFormat.count) ?? "",
        years(check.yearsFound), years(check.yearsDeclared),
        check.status == .absent ? "" : check.problems.joined(separator: " "),
      ]
    }
    let present = checks.filter { $0.status != .absent }
    let bare = folders.filter { folder in
      let inside = folder.hasSuffix("/") ? folder : folder + "/"
      return !present.contains { $0.path?.hasPrefix(inside) == true }
    }
    let table = try PlainTable(
      headers: ["Source", "Status", "Rows", "Years found", "Years declared", "Problems"],
      rows: rows,
      notes: [
        "\(present.count) of \(checks.count) tables are in \(folders.joined(separator: ", "))."
      ]
        + bare.map {
          "No known table is in \($0): none of its files has a name that a description gives. "
            + "`entente sources list` shows the names."
        })
    let isFine = present.allSatisfy { $0.status == .present && $0.problems.isEmpty }
    return (table.render(.text), isFine)
  }

  private static func years(_ range: ClosedRange<Int>?) -> String {
    range.map { "\($0.lowerBound)-\($0.upperBound)" } ?? ""
  }
}

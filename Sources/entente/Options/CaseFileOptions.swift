import ArgumentParser
import Evidence
import Exhibits
import Foundation
import Typesetting

/// What every question to a case file takes.
struct CaseFileOptions: ParsableArguments {
  @Argument(help: "A ledger's file (YAML, or CSV), or the name of a built-in one: loyalty.")
  var file: String

  @Option(help: "text, json, markdown, latex or html.")
  var format = "text"

  func validate() throws {
    guard format == "json" || tableFormat != nil else {
      throw ValidationError(
        "--format \(format) is not known; use text, json, markdown, latex or html.")
    }
  }

  func audit() throws -> SourceAudit { SourceAudit(try CaseFileLibrary.caseFile(file)) }

  /// CSV is left out: several tables of different columns are no table.
  var tableFormat: TableFormat? { format == "csv" ? nil : TableFormat(rawValue: format) }

  func write(_ tables: [TextTable], _ json: JSONValue) {
    print(
      tableFormat.map { format in
        tables.map { $0.render(format) }.joined(separator: "\n")
      } ?? json.text)
  }
}

/// A file for a figure, its kind by its name.
struct FigureOptions: ParsableArguments {
  @Option(help: "Write the figure to this file: .svg, .pdf or .png.")
  var figure: String?

  func validate() throws {
    if let figure, kind == nil {
      throw ValidationError("--figure \(figure) does not end in .svg, .pdf or .png.")
    }
  }

  private var kind: FigureExport.Format? {
    figure.flatMap {
      FigureExport.Format(rawValue: URL(fileURLWithPath: $0).pathExtension.lowercased())
    }
  }

  /// Writes what `draw` makes, if a file was named.
  func write(_ draw: () throws -> any Figure) throws {
    guard let figure, let kind else { return }
    let base = URL(fileURLWithPath: figure).deletingPathExtension().path
    try FigureExport.write(try draw().svg(), to: base, formats: [kind])
  }
}

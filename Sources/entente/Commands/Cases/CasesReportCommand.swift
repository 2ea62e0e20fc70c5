import ArgumentParser
import Evidence
import Foundation
import Studies

struct CasesReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a ledger's audit, weights and timelines as one page.",
    discussion: """
      entente cases report loyalty --out loyalty.html --data DIR

      The page holds its figures and tables and needs no other file.
      """)

  @Argument(help: "A ledger's file (YAML, or CSV), or the name of a built-in one: loyalty.")
  var file: String

  @Option(help: "The file to write.")
  var out = "cases.html"

  @Option(help: "A folder with SIPRI's register and table of volumes of the United States.")
  var data: String?

  func run() throws {
    let audit = SourceAudit(try CaseFileLibrary.caseFile(file))
    let tables = try data.map { try TransferTables(folder: $0) }
    let page = try CaseFilePage(
      audit, tables: tables,
      command: ["entente", "cases", "report", file, "--out", out]
        + (data.map { ["--data", $0] } ?? []))
    do {
      try Data(page.html.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    } catch {
      throw StudyError.outputNotWritable(path: out, reason: error.localizedDescription)
    }
    print("Report: \(out)")
  }
}

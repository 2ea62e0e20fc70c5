import ArgumentParser
import Evidence
import Exhibits

struct CasesAuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Compare a ledger's items with their dates, documents, actors and neighbours.",
    discussion: """
      entente cases audit loyalty                 the built-in ledger of Taiwan and Pakistan

      Prints leads: things that do not fit together and should be looked up. A lead is no verdict, \
      and a ledger with leads is no failure.
      """)

  @OptionGroup var caseFile: CaseFileOptions

  func run() throws {
    try caseFile.output.write(try caseFile.audit().answer)
  }
}

struct CasesTimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Lay out a case's items in lanes, with arms transfers below.",
    discussion: """
      entente cases timeline loyalty --case taiwan --data DIR --figure taiwan.png

      With --data, a folder that holds SIPRI's tables of transfers of the United States, or with \
      --register and --volumes, the transfers stand under the lanes, and those before and after \
      claims are compared with other dates and other recipients.
      """)

  @OptionGroup var caseFile: CaseFileOptions
  @OptionGroup var drawing: FigureOptions

  @Option(
    name: .customLong("case"),
    help: "A case of the ledger; may be repeated. All full cases if not said.")
  var cases: [String] = []

  @Option(help: "A folder with SIPRI's register and table of volumes of the United States.")
  var data: String?

  @Option(help: "A register of orders, of any supplier.")
  var register: String?

  @Option(help: "A table of trend-indicator values, a row a recipient and a column a year.")
  var volumes: String?

  @Option(help: "Years before and after a claim that are compared.")
  var window = 3

  func validate() throws {
    guard (1...20).contains(window) else {
      throw ValidationError("--window is from 1 to 20 years, not \(window).")
    }
    guard data == nil || (register == nil && volumes == nil) else {
      throw ValidationError("--data names a folder; --register and --volumes name files. Use one.")
    }
  }

  func run() throws {
    let audit = try caseFile.audit()
    var tables: TransferTables?
    if let data {
      tables = try TransferTables(folder: data)
    } else if register != nil || volumes != nil {
      tables = try TransferTables(register: register, volumes: volumes)
    }
    let names =
      cases.isEmpty
      ? audit.caseFile.cases.filter { record in
        record.isFull && !audit.caseFile.items(of: record.id).isEmpty
      }.map(\.id) : cases
    let timelines = try names.map {
      try CaseTimeline(audit, caseID: $0, tables: tables, width: window)
    }
    let answer = timelines.answer(of: audit.caseFile)
    try drawing.write(answer)
    try caseFile.output.write(answer)
  }
}

struct CasesTraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Weigh a ledger's items: tests, decibels, posteriors, and what they hang on.",
    discussion: """
      entente cases trace loyalty
      entente cases trace loyalty --focal leverage --figure posteriors.png
      entente cases trace causal-clues            a small causal model instead of stated weights

      Every case is weighed twice, with all items and without those that the source audit casts \
      doubt on.
      """)

  @OptionGroup var caseFile: CaseFileOptions
  @OptionGroup var drawing: FigureOptions

  @Option(help: "The hypothesis that weights are about; the ledger's first if not said.")
  var focal: String?

  @Option(help: "The least p that is called high.")
  var high = 0.8

  @Option(help: "The greatest q that is called low.")
  var low = 0.2

  func validate() throws {
    guard low > 0, low < high, high < 1 else {
      throw ValidationError("--low and --high are probabilities, the low one smaller.")
    }
  }

  func run() throws {
    let trace = try CaseFileTrace(
      try caseFile.audit(),
      options: ProcessTrace.Options(
        focal: focal, thresholds: TestKind.Thresholds(high: high, low: low)))
    try drawing.write(trace.answer)
    try caseFile.output.write(trace.answer)
  }
}

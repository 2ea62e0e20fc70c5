import ArgumentParser
import Requests

struct CasesAuditCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Compare a ledger's items with their dates, documents, actors and neighbours.",
    discussion: """
      entente cases audit loyalty                 the built-in ledger of Taiwan and Pakistan

      Prints leads: things that do not fit together and should be looked up. A lead is no verdict, \
      and a ledger with leads is no failure.
      """)

  @OptionGroup var caseFile: CaseFileOptions

  var output: RequestOutput { caseFile.output.request }

  func question() -> AuditQuestion { AuditQuestion(file: caseFile.file) }
}

struct CasesTimelineCommand: AskingCommand {
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

  var output: RequestOutput { caseFile.output.request(drawing) }

  func question() -> TimelineQuestion {
    var question = TimelineQuestion(file: caseFile.file)
    question.cases = cases
    question.data = data
    question.register = register
    question.volumes = volumes
    question.window = window
    return question
  }
}

struct CasesTraceCommand: AskingCommand {
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

  var output: RequestOutput { caseFile.output.request(drawing) }

  func question() -> TraceQuestion {
    var question = TraceQuestion(file: caseFile.file)
    question.focal = focal
    question.high = high
    question.low = low
    return question
  }
}

import ArgumentParser
import Requests

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "The tables that Entente knows: what they hold, where they come from, their terms.",
    subcommands: [List.self, Verify.self], defaultSubcommand: List.self)

  struct List: AskingCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the known sources with file, years, columns, citation and terms.")

    @Argument(help: "Only this source, with every column and its unit.")
    var name: String?

    @Option(
      help: """
        A folder whose descriptions (in its folder `sources`) are listed too, a study's or one of \
        tables; may be given more than once.
        """)
    var data: [String] = []

    @OptionGroup var printing: OutputOptions

    var output: RequestOutput { printing.request }

    func question() -> SourceListQuestion {
      var question = SourceListQuestion(name)
      question.data = data
      return question
    }
  }

  struct Verify: AskingCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Look whether the tables are there and are what Entente expects.")

    @Option(
      help: """
        A folder with tables, or a study's; descriptions in its folder `sources` are known too. May \
        be given more than once.
        """)
    var data: [String] = []

    @OptionGroup var printing: OutputOptions

    var output: RequestOutput { printing.request }

    func question() -> SourceCheckQuestion { SourceCheckQuestion(data: data) }
  }
}

struct StudiesCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "studies", abstract: "List the built-in studies, or print one's file to change.")

  @Argument(help: "Print this study's file.")
  var name: String?

  @OptionGroup var printing: OutputOptions

  var output: RequestOutput { printing.request }

  func question() -> StudyListQuestion { StudyListQuestion(name) }
}

struct FunctionsCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "List the functions that formulas and study variables may use.")

  @OptionGroup var printing: OutputOptions

  var output: RequestOutput { printing.request }

  func question() -> FunctionListQuestion { FunctionListQuestion() }
}

import ArgumentParser
import Expressions
import Studies

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "The tables that Entente knows: what they hold, where they come from, their terms.",
    subcommands: [List.self, Verify.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
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

    func run() throws { print(try SourceListing.list(name, folders: data)) }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Look whether the tables are there and are what Entente expects.")

    @Option(
      help: """
        A folder with tables, or a study's; descriptions in its folder `sources` are known too. May \
        be given more than once.
        """)
    var data: [String] = []

    func validate() throws {
      guard !data.isEmpty else {
        throw ValidationError("name the folder of the tables: --data DIR")
      }
    }

    func run() throws {
      let (text, fine) = try SourceListing.verify(in: data)
      print(text)
      guard fine else { throw ExitCode(1) }
    }
  }
}

struct StudiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studies", abstract: "List the built-in studies, or print one's file to change.")

  @Argument(help: "Print this study's file.")
  var name: String?

  func run() throws { print(try StudyLibrary.listing(name)) }
}

struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "List the functions that formulas and study variables may use.")

  func run() throws {
    for family in FunctionCatalogue.Family.allCases {
      print("\n\(family.rawValue)")
      for entry in FunctionCatalogue.entries where entry.family == family {
        print("  \(entry.usage)\n      \(entry.summary)")
      }
    }
  }
}

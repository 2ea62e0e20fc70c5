import ArgumentParser
import Requests

/// What every question to a case file takes.
struct CaseFileOptions: ParsableArguments {
  @Argument(help: "A ledger's file (YAML, or CSV), or the name of a built-in one: loyalty.")
  var file: String

  @OptionGroup var output: OutputOptions
}

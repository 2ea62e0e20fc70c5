import ArgumentParser
import Requests
import Typesetting

/// How an answer is printed, and where to.
struct OutputOptions: ParsableArguments {
  @Option(
    help:
      "How the answer is printed; csv where it is one table, which answers of solve and cases are not."
  )
  var format: OutputFormat = .table(.text)

  @Option(help: "Write the answer to this file instead of printing it.")
  var out: String?

  /// The same as a request has it.
  var request: RequestOutput { RequestOutput(format: format, out: out) }

  /// The same beside a figure.
  func request(_ drawing: FigureOptions, kind: String? = nil) -> RequestOutput {
    RequestOutput(format: format, out: out, figure: drawing.figure, figureKind: kind)
  }
}

extension OutputFormat: ExpressibleByArgument {}

import ArgumentParser
import Typesetting

/// A file for a figure; its suffix says the form.
struct FigureOptions: ParsableArguments {
  @Option(
    help: "Write the figure to this file: .svg, .pdf or .png.", transform: { try FigureFile($0) })
  var figure: FigureFile?

  /// Draws a figure of the answer, the first if none is named, where a file was named for it.
  func write(_ answer: Answer, _ name: String? = nil) throws {
    guard let figure else { return }
    try figure.write(try answer.figure(name))
  }
}

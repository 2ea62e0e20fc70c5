import ArgumentParser
import Typesetting

/// A file for a figure; its suffix says the form.
struct FigureOptions: ParsableArguments {
  @Option(
    help: "Write the figure to this file: .svg, .pdf or .png.", transform: { try FigureFile($0) })
  var figure: FigureFile?
}

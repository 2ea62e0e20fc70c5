import ArgumentParser
import Bargaining
import Exhibits
import Foundation
import Typesetting

/// What the commands of formal models share: inputs by name, the output, a figure.
struct ModelCommandOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: """
      An input and its value, as in q=0.4 or mu=-0.1,0,0.1; repeatable. The table of inputs names them.
      """)
  var settings: [String] = []

  @Option(help: "text, json, csv, markdown, latex or html.")
  var format = "text"

  @Option(help: "Draw the figure to this file: .svg, .pdf or .png.")
  var figure: String?

  func validate() throws {
    guard format == "json" || TableFormat.named(format) != nil else {
      throw ValidationError(
        "--format \(format) is not known; use text, json, csv, markdown, latex or html.")
    }
    for setting in settings { _ = try Self.parts(of: setting) }
    if let figure, FigureExport.Format(rawValue: Self.suffix(of: figure)) == nil {
      throw ValidationError("--figure \(figure) ends in none of .svg, .pdf and .png.")
    }
  }

  /// Hands every setting to a model's inputs.
  func apply(_ set: (String, [Double]) throws -> Void) throws {
    for setting in settings {
      let (name, values) = try Self.parts(of: setting)
      try set(name, values)
    }
  }

  /// Draws the figure where one is asked for, then prints the answer.
  func show(_ report: ModelReport) throws {
    try draw { () throws(ExhibitError) in try report.figure() }
    print(format == "json" ? report.json.text : report.text(TableFormat.named(format) ?? .text))
  }

  /// Writes the figure's file, where one is asked for.
  func draw(_ figure: () throws(ExhibitError) -> any Figure) throws {
    guard let path = self.figure else { return }
    let suffix = Self.suffix(of: path)
    guard let format = FigureExport.Format(rawValue: suffix) else { return }
    try FigureExport.write(
      try figure().svg(), to: String(path.dropLast(suffix.count + 1)), formats: [format])
  }

  private static func suffix(of path: String) -> String {
    URL(fileURLWithPath: path).pathExtension
  }

  /// `mu=-0.1,0,0.1`
  private static func parts(of setting: String) throws -> (name: String, values: [Double]) {
    let sides = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty else {
      throw ValidationError("--set \(setting): write name=value, as in q=0.4.")
    }
    return (String(sides[0]), try numbers(String(sides[1]), of: "--set \(sides[0])"))
  }

  /// `-1,0,2`; nothing is an empty list.
  static func numbers(_ text: String, of option: String) throws -> [Double] {
    try text.split(separator: ",", omittingEmptySubsequences: text.isEmpty).map { part in
      guard let value = Double(part.trimmingCharacters(in: .whitespaces)), value.isFinite else {
        throw ValidationError("\(option): '\(part)' is not a number.")
      }
      return value
    }
  }
}

extension TableFormat {
  /// The format of that name.
  static func named(_ name: String) -> TableFormat? {
    switch name {
    case "text": .text
    case "csv": .csv
    case "markdown": .markdown
    case "latex": .latex
    case "html": .html
    default: nil
    }
  }
}

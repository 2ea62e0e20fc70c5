import ArgumentParser
import Documents
import Frames

/// How a table of text is read, for every command that takes one.
struct ReadingOptions: ParsableArguments {
  @Option(help: Self.help(.delimiter)) var delimiter: String?
  @Option(help: Self.help(.quote)) var quote: String?
  @Option(help: Self.repeatable(.decimal)) var decimal: [String] = []
  @Option(help: Self.repeatable(.thousands)) var thousands: [String] = []
  @Option(help: Self.help(.encoding)) var encoding: String?
  @Option(help: Self.help(.header)) var header: String?
  @Option(parsing: .unconditionalSingleValue, help: Self.repeatable(.comment))
  var comment: [String] = []
  @Option(parsing: .unconditionalSingleValue, help: Self.repeatable(.missing))
  var missing: [String] = []
  @Option(help: Self.repeatable(.text)) var text: [String] = []
  @Option(help: Self.repeatable(.number)) var number: [String] = []

  /// The same as questions have it.
  var options: CSVOptions {
    get throws {
      var options = CSVOptions()
      for setting in CSVOptions.Setting.allCases {
        let words = words(setting)
        if !words.isEmpty { try options.set(setting, to: words) }
      }
      return options
    }
  }

  /// Refuses what cannot be, before any file is opened.
  func validate() throws {
    do { _ = try options } catch { throw ValidationError("\(error)") }
  }

  private func words(_ setting: CSVOptions.Setting) -> [String] {
    switch setting {
    case .delimiter: delimiter.map { [$0] } ?? []
    case .quote: quote.map { [$0] } ?? []
    case .decimal: decimal
    case .thousands: thousands
    case .encoding: encoding.map { [$0] } ?? []
    case .header: header.map { [$0] } ?? []
    case .comment: comment
    case .missing: missing
    case .text: text.flatMap(CSVOptions.names)
    case .number: number.flatMap(CSVOptions.names)
    }
  }

  private static func help(_ setting: CSVOptions.Setting) -> ArgumentHelp {
    ArgumentHelp(setting.summary)
  }

  private static func repeatable(_ setting: CSVOptions.Setting) -> ArgumentHelp {
    ArgumentHelp(setting.summary + " Repeatable.")
  }
}

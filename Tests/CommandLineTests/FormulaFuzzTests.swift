import Foundation
import TestSupport
import Testing

@testable import entente

/// Formulas and option strings, grown by the grammar and then damaged: an answer or a message, never a
/// trap and never an empty message. `ENTENTE_FUZZ=100000` asks for more of them.
@Suite struct FormulaFuzzTests {
  /// Enough to meet every production, in a few seconds.
  static let usualCount = 300
  /// A message that says something is longer than this.
  static let shortestMessage = 12

  /// Rows of a small panel with odd names, levels and values.
  private static let table: String = {
    var random = SplitMix(seed: 5)
    let levels = ["a", "b", "c, d", "e = f", "x"]
    var lines = ["u,t,x,z,g,gb,`odd name`,not,n,one,y,k"]
    for row in 0..<36 {
      let cells = [
        "u\(row / 6)", "\(2000 + row % 6)", "\(random.normal())",
        row == 7 ? "" : "\(Double(row % 5) - 1)", "\"\(levels[row % 5])\"",
        "\(random.normal())", "\(random.uniform())", "\(random.normal())", "\(1 + row % 3)", "1",
        "\(random.normal())", "\(row % 2)",
      ]
      lines.append(cells.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  /// What became of the texts.
  struct Tally {
    var answers = 0
    var messages: [String: Int] = [:]
    var refusals: Int { messages.values.reduce(0, +) }
  }

  @Test(.tags(.failure)) func textsAreAnsweredOrRefused() throws {
    let wanted = ProcessInfo.processInfo.environment["ENTENTE_FUZZ"].flatMap { Int($0) }
    let count = wanted ?? Self.usualCount
    let folder = try ScratchFolder()
    let data = try folder.write(Self.table, "table.csv")
    var tally = Tally()
    for seed in 0..<count {
      var texts = HostileText(seed: UInt64(seed))
      let call = texts.call(data: data)
      do {
        let answer = try Self.answer(call)
        tally.answers += 1
        #expect(!answer.isEmpty, "\(seed): \(call)")
      } catch {
        let message = Self.message(of: error, in: call)
        #expect(message.count > Self.shortestMessage, "\(seed): \(call): '\(message)'")
        #expect(!message.contains("ExitCode"), "\(seed): \(call): '\(message)'")
        tally.messages[String(describing: type(of: error)), default: 0] += 1
      }
    }
    if wanted != nil { print("\(count) calls: \(tally.answers) answers, \(tally.messages)") }
    // Both must be frequent, or the test would test nothing but one of them.
    #expect(tally.answers > count / 50 && tally.refusals > count / 50, "\(tally)")
  }

  private static func answer(_ call: [String]) throws -> String {
    switch try EntenteCommand.parseAsRoot(call) {
    case let command as FitCommand: try answer(command)
    case let command as CompareCommand: try answer(command)
    case let command as EffectsCommand: try answer(command)
    case let command as DiagnoseCommand: try answer(command)
    case let other: "\(other)"
    }
  }

  private static func answer(_ command: some AskingCommand) throws -> String {
    let question = try command.question()
    try question.check()
    let answer = try question.answer { _ in }
    return answer.tables.map { "\($0.textTable)" }.joined() + answer.document.text
  }

  private static func message(of error: any Error, in call: [String]) -> String {
    EntenteCommand.fullMessage(for: error)
  }
}

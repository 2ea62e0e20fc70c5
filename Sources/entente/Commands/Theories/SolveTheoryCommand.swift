import ArgumentParser
import Bargaining
import Exhibits
import Requests

/// Solves a theory: what `entente solve THEORY` does, whatever the theory.
struct SolveTheoryCommand<Options: TheoryOptions>: AskingCommand {
  typealias Solved = Options.Asked.Solved

  static var configuration: CommandConfiguration {
    let inputs = Solved().inputs.map { "  \($0.name): \($0.summary)" }
    let parts = [
      Options.examples, Solved.examples.map(line).joined(separator: "\n"),
      (["Inputs of --set, with their defaults:"] + inputs).joined(separator: "\n"),
    ]
    return CommandConfiguration(
      commandName: Solved.name, abstract: Solved.title,
      discussion: parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }

  /// `entente solve guns-and-butter --set rho=0.5    where the paper's claim is reversed`
  private static func line(_ example: TheoryExample) -> String {
    let settings = example.settings.map { setting in
      " --set \(setting.name)=\(NumberList(values: setting.values))"
    }
    return "entente solve \(Solved.name)\(settings.joined())"
      + (example.words.isEmpty ? "" : "    \(example.words)")
  }

  @OptionGroup var options: Options
  @OptionGroup var inputs: TheorySettings
  @OptionGroup var printing: OutputOptions
  @OptionGroup var drawing: FigureOptions

  @Option(help: "What the figure shows.")
  var figureKind: FigureName<Solved>?

  var output: RequestOutput { printing.request(drawing, kind: figureKind?.kind.rawValue) }

  func question() -> SolveQuestion<Options.Asked> {
    var question = SolveQuestion<Options.Asked>()
    question.members = options.members
    question.settings = inputs.settings
    return question
  }
}

/// The word for a theory's figure.
struct FigureName<Solved: AnswerableTheory>: ExpressibleByArgument {
  let kind: Solved.FigureKind

  init?(argument: String) {
    guard let kind = Solved.FigureKind(rawValue: argument) else { return nil }
    self.kind = kind
  }

  static var allValueStrings: [String] { Solved.FigureKind.allCases.map(\.rawValue) }
}

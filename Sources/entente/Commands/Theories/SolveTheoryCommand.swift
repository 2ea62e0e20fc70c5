import ArgumentParser
import Bargaining
import Exhibits

/// Options of one theory beside its inputs by name.
protocol TheoryArguments: ParsableArguments {
  associatedtype Solved: AnswerableTheory

  /// Lines of help that show how the theory is asked.
  static var examples: String { get }
  /// The figure that an option of the theory stands for.
  var figureKind: Solved.FigureKind? { get }

  /// The theory as the options describe it; may read files.
  func theory() throws -> Solved
}

extension TheoryArguments {
  static var examples: String { "" }
  var figureKind: Solved.FigureKind? { nil }
}

/// Of a theory that has no options of its own.
struct PlainArguments<Solved: AnswerableTheory>: TheoryArguments {
  func theory() -> Solved { Solved() }
}

/// Solves a theory: what `entente solve THEORY` does, whatever the theory.
struct SolveTheoryCommand<Arguments: TheoryArguments>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let theory = Arguments.Solved.self
    let inputs = theory.init().inputs.map { "  \($0.name): \($0.summary)" }
    let parts = [
      Arguments.examples, theory.examples.map(line).joined(separator: "\n"),
      (["Inputs of --set, with their defaults:"] + inputs).joined(separator: "\n"),
    ]
    return CommandConfiguration(
      commandName: theory.name, abstract: theory.title,
      discussion: parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }

  /// `entente solve guns-and-butter --set rho=0.5    where the paper's claim is reversed`
  private static func line(_ example: TheoryExample) -> String {
    let settings = example.settings.map { setting in
      " --set \(setting.name)=\(NumberList(values: setting.values))"
    }
    return "entente solve \(Arguments.Solved.name)\(settings.joined())"
      + (example.words.isEmpty ? "" : "    \(example.words)")
  }

  @OptionGroup var arguments: Arguments
  @OptionGroup var inputs: TheorySettings
  @OptionGroup var output: OutputOptions
  @OptionGroup var drawing: FigureOptions

  @Option(help: "What the figure shows.")
  var figureKind: FigureName<Arguments.Solved>?

  func run() throws {
    let answer = try arguments.theory().setting(inputs.settings).answer()
    let kind = figureKind?.kind ?? arguments.figureKind
    try drawing.write(answer, kind?.rawValue)
    try output.write(answer)
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

import ArgumentParser
import Estimation
import Expressions
import Requests

struct CompareCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Put several fits, or one fit under several variances, in one table.",
    discussion: """
      entente compare --data panel.csv --formula "y ~ x" --formula "y ~ x + z | dyad"
      entente compare --data panel.csv --formula "y ~ x" \\
        --vcov iid --vcov hc1 --vcov cluster:dyad --vcov dyadic:exporter,importer

      With several formulas and several variances every pair is fitted.
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: "A model; may be given more than once.")
  var formula: [String]

  @Option(vocabulary: "A variance, as `entente fit` takes it; may be given more than once.")
  var vcov: [Variance] = []

  var output: RequestOutput { model.output.request }

  func question() throws -> ComparisonQuestion {
    var question = ComparisonQuestion(try formula.map { try Formula($0) })
    question.members = try model.members
    question.variances = vcov
    return question
  }
}

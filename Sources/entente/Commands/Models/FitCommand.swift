import ArgumentParser
import Estimation
import Expressions
import Requests

struct FitCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit one model to a file.",
    discussion: """
      entente fit --data panel.csv --formula "exports ~ election*support + gdp | dyad" \\
        --estimator m --psi bisquare --vcov dyadic:exporter,importer

      In a formula a*b stands for a + b + a:b, I(...) holds arithmetic, and effects behind the bar \
      are absorbed. lag(x), change(x) and their kin need --panel unit,time; `entente functions` \
      lists every function.
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: "The model, as in \"y ~ a*b + c | effect\".")
  var formula: String

  @Option(vocabulary: "The variance:")
  var vcov = Variance.homoskedastic

  @Option(vocabulary: "Inference by resampling, beside the variance:")
  var inference: Resampling?

  @Option(
    help: """
      The column that numbers multiple imputations, one below the other in the table: each is fitted, \
      and the fits are pooled by Rubin's rules.
      """)
  var imputation: String?

  @Option(
    help: """
      A CSV file for the rows that the fit does not use: row, reason and groups of each.
      """)
  var listDropped: String?

  var output: RequestOutput { model.output.request }

  func question() throws -> FitQuestion {
    var question = FitQuestion(try Formula(formula))
    question.members = try model.members
    question.variance = vcov
    question.inference = inference
    question.imputation = imputation
    question.listDropped = listDropped
    return question
  }
}

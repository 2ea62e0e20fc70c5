import ArgumentParser
import Estimation
import Expressions
import Interpretation
import Requests

struct EffectsCommand: AskingCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects",
    abstract: "Marginal effects, comparisons, predictions and tests of one model.",
    discussion: """
      entente effects --data panel.csv --formula "y ~ x*z + log(w)"            every variable
      entente effects ... --of x --over z                                       x by z
      entente effects ... --of x --at z=1 --bounds -0.1,0.1                     is it negligible?
      entente effects ... --predict x=0,1 --predict z=-1,0,1                    predictions
      entente effects ... --predict average                                     or: rows
      entente effects ... --test "x + 2*x:z = 0" --test z                       joint Wald test
      entente effects ... --of x --over z --figure effect.png                   a curve

      Effects are averages over the rows, each at its own values unless --at gives some or \
      --others typical sets the rest to means and modes. With absorbed effects, contrasts are \
      given and levels refused.
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: "The model, as in \"y ~ a*b + c | effect\".")
  var formula: String

  @Option(vocabulary: "The variance:")
  var vcov = Variance.homoskedastic

  @Option(help: "The variable whose effect is asked for; may be given more than once.")
  var of: [String] = []

  @Option(help: "The moderator over which the effect is shown, at its own values or on a grid.")
  var over: String?

  @Option(
    help: "A value to hold a variable at, as in z=1; may be given more than once.",
    transform: { try Assignment($0) })
  var at: [Assignment] = []

  @Option(
    parsing: .unconditional,
    help: "Two values of the variable to compare instead of the derivative, as in 0,1.",
    transform: { try NameList($0) })
  var between: NameList?

  @Option(
    help: """
      Predictions over a grid: a variable with values, as in x=0,1; repeatable. Or average, for \
      their mean over the rows; or rows, for every row.
      """)
  var predict: [String] = []

  @Option(
    help: """
      A hypothesis about coefficients, as in "a + 2*a:b = 0.5" or a (for a = 0); several are also \
      tested jointly.
      """, transform: { try LinearHypothesis($0) })
  var test: [LinearHypothesis] = []

  @Option(help: "What other variables do.")
  var others: Scenario.Others?

  @Option(help: "The response, or the link for the linear predictor.")
  var scale: Scale = .response

  @Option(
    parsing: .unconditional, help: "Test whether effects lie within these bounds, as in -0.1,0.1.",
    transform: { try NumberList($0) })
  var bounds: NumberList?

  @OptionGroup var drawing: FigureOptions

  var output: RequestOutput { model.output.request(drawing) }

  func validate() throws {
    do throws(RequestError) { _ = try EffectsQuestion.Predictions(predict) } catch {
      throw ValidationError("--predict: \(error)")
    }
  }

  func question() throws -> EffectsQuestion {
    var question = EffectsQuestion(try Formula(formula))
    question.members = try model.members
    question.variance = vcov
    question.of = of
    question.over = over
    question.at = at
    question.between = between
    question.predict = try EffectsQuestion.Predictions(predict)
    question.test = test
    question.others = others
    question.scale = scale
    question.bounds = bounds
    return question
  }
}

extension Scale: ExpressibleByArgument {}
extension Scenario.Others: ExpressibleByArgument {}

import ArgumentParser
import Exhibits
import Interpretation
import Studies
import Typesetting

struct EffectsCommand: ParsableCommand {
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

  @Option(help: "The variance, as `entente fit` takes it.")
  var vcov = "iid"

  @Option(help: "The variable whose effect is asked for; may be given more than once.")
  var of: [String] = []

  @Option(help: "The moderator over which the effect is shown, at its own values or on a grid.")
  var over: String?

  @Option(help: "A value to hold a variable at, as in z=1; may be given more than once.")
  var at: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Two values of the variable to compare instead of the derivative, as in 0,1.")
  var between: String?

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
      """)
  var test: [String] = []

  @Option(help: "What other variables do.")
  var others: Scenario.Others?

  @Option(help: "The response, or the link for the linear predictor.")
  var scale: Scale = .response

  @Option(
    parsing: .unconditional, help: "Test whether effects lie within these bounds, as in -0.1,0.1.",
    transform: { try NumberList($0) })
  var bounds: NumberList?

  @OptionGroup var drawing: FigureOptions

  func run() throws {
    let line = ProgressLine()
    defer { line.finish() }
    let result = try request().run { line.report($0) }
    line.finish()
    try drawing.write(result.answer)
    try model.output.write(result.answer)
  }

  private func request() throws -> EffectsRequest {
    var request = EffectsRequest(try model.request(formula: formula, vcov: vcov))
    request.plan.variables = of
    request.plan.over = over
    guard over == nil || of.count == 1 else {
      throw ValidationError("--over needs one --of.")
    }
    request.plan.held = try at.map { text in
      let (name, values) = try Self.assignment(text, option: "--at")
      guard values.count == 1 else { throw ValidationError("--at takes one value, as in z=1.") }
      return Scenario.Setting(name, values[0])
    }
    if let between {
      let values = try Self.values(between[...], option: "--between")
      guard values.count == 2, of.count == 1 else {
        throw ValidationError("--between takes two values, as in 0,1, and needs one --of.")
      }
      request.plan.between = EffectsPlan.Pair(from: values[0], to: values[1])
    }
    request.plan.predictions = try predictions()
    request.plan.hypotheses = try test.map { text in
      do { return try LinearHypothesis(text) } catch {
        throw ValidationError("--test: \(error)")
      }
    }
    let subjects = [!of.isEmpty, !predict.isEmpty, !test.isEmpty].filter { $0 }.count
    guard subjects <= 1 else {
      throw ValidationError("--of, --predict and --test ask for different tables; give one kind.")
    }
    request.draws = drawing.figure != nil
    guard drawing.figure == nil || over != nil || request.plan.curveAxis != nil else {
      throw ValidationError("--figure needs --of with --over, or one --predict with its variable.")
    }
    request.plan.scale = scale
    request.plan.others = others
    if let numbers = bounds?.values {
      guard numbers.count == 2, numbers[0] < numbers[1] else {
        throw ValidationError("--bounds takes two ascending numbers, as in -0.1,0.1.")
      }
      request.plan.bounds = EffectsPlan.Bounds(low: numbers[0], high: numbers[1])
    }
    return request
  }

  private func predictions() throws -> EffectsPlan.Predictions? {
    switch predict {
    case []: nil
    case ["average"]: .average
    case ["rows"]: .rows
    default:
      .grid(
        try predict.map { text in
          let (name, values) = try Self.assignment(text, option: "--predict")
          return Grid.Axis(name, values)
        })
    }
  }

  /// `name=value,value`
  private static func assignment(
    _ text: String, option: String
  ) throws -> (String, [Scenario.Value]) {
    guard let mark = text.lastIndex(of: "="), mark != text.startIndex else {
      throw ValidationError("\(option) \(text) is not of the form name=value.")
    }
    return (
      String(text[..<mark]),
      try values(text[text.index(after: mark)...], option: "\(option) \(text)")
    )
  }

  /// `0,1` or `old,new`: numbers, and levels where they are none.
  private static func values(
    _ text: Substring, option: String
  ) throws -> [Scenario.Value] {
    try ModelOptions.names(String(text), of: option).map { word in
      Double(word).flatMap { $0.isFinite ? .number($0) : nil } ?? .level(word)
    }
  }
}

extension Scale: ExpressibleByArgument {}
extension Scenario.Others: ExpressibleByArgument {}

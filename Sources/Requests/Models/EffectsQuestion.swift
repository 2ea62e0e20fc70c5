import Documents
import Estimation
import Exhibits
import Expressions
import Interpretation
import Typesetting

/// Quantities of one model: what `entente effects` asks.
public struct EffectsQuestion: Question {
  /// `entente effects`.
  public static let name = ["effects"]
  /// One table of records, in every format, and a figure.
  public static let printing = Printing.drawing

  /// The table, the estimator and its numbers.
  public var members = ModelMembers()
  /// The model.
  public var formula: Formula
  /// How estimates' errors are had.
  public var variance = Variance.homoskedastic
  /// The variables whose effects are asked for; every one where nothing else is asked.
  public var of: [String] = []
  /// The moderator at whose values the effect is shown.
  public var over: String?
  /// Values to hold variables at, one each.
  public var at: [Assignment] = []
  /// Two values of the variable to compare instead of the derivative.
  public var between: NameList?
  /// Predictions instead of effects.
  public var predict = Predictions.none
  /// Hypotheses about coefficients, instead of effects.
  public var test: [LinearHypothesis] = []
  /// Where the other variables stand.
  public var others: Scenario.Others?
  /// The response or the linear predictor.
  public var scale = Scale.response
  /// The bounds of an equivalence test, two ascending numbers.
  public var bounds: NumberList?

  /// Which predictions are asked for.
  public enum Predictions: Sendable, Equatable {
    case none
    /// Their mean over the rows.
    case average
    /// One for every row.
    case rows
    /// One for every combination of values.
    case grid([Assignment])

    /// As a command spells them: `average`, `rows`, or `x=0,1` for each variable.
    /// - Throws: `RequestError` for a text that is none of these.
    public init(_ texts: [String]) throws(RequestError) {
      switch texts {
      case []: self = .none
      case ["average"]: self = .average
      case ["rows"]: self = .rows
      default:
        var axes: [Assignment] = []
        for text in texts { axes.append(try Assignment(text)) }
        self = .grid(axes)
      }
    }
  }

  /// Quantities of a model; every variable's effect unless more is said.
  public init(_ formula: Formula) { self.formula = formula }

  /// Needs `formula` and `data`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    formula = try members.needed("formula").reading { try Formula($0) }
    self.members = try ModelMembers(&members)
    try members.read("vcov", into: &variance)
    try members.read("of", into: &of)
    try members.read("over", into: &over)
    try members.read("at", into: &at)
    try members.read("between", into: &between)
    if let node = members.node("predict") {
      if let word = node.value.scalar, let whole = try? Predictions([word]) {
        predict = whole
      } else {
        var axes: [Assignment] = []
        try members.read("predict", into: &axes)
        predict = .grid(axes)
      }
    }
    if let node = members.node("test") {
      test = try node.each { item throws(DocumentError) in
        try item.reading { try LinearHypothesis($0) }
      }
    }
    try members.read("others", into: &others)
    try members.read("scale", into: &scale)
    try members.read("bounds", into: &bounds)
  }

  /// The table.
  public var files: QuestionFiles { QuestionFiles(reading: [("data", members.data)]) }

  /// Refuses members that ask for different tables, and values of the wrong count.
  public func check() throws(RequestError) {
    _ = try members.model(formula, variance)
    _ = try plan()
  }

  /// Refuses a figure where there is not one variable to draw a curve over.
  public func checkFigure() throws(RequestError) {
    let plan = try plan()
    guard over != nil || plan.curveAxis != nil else {
      throw RequestError(
        """
        \(member: "figure") needs \(member: "of") with \(member: "over"), or one \
        \(member: "predict") with its variable.
        """)
    }
  }

  /// The quantities, as the engine takes them.
  private func plan() throws(RequestError) -> EffectsPlan {
    guard over == nil || of.count == 1 else {
      throw RequestError("\(member: "over") needs one \(member: "of").")
    }
    let subjects = [!of.isEmpty, predict != .none, !test.isEmpty].count { $0 }
    guard subjects <= 1 else {
      throw RequestError(
        """
        \(member: "of"), \(member: "predict") and \(member: "test") ask for different tables; give \
        one kind.
        """)
    }
    var plan = EffectsPlan()
    plan.variables = of
    plan.over = over
    for (position, setting) in at.enumerated() {
      guard !at[..<position].contains(where: { $0.name == setting.name }) else {
        throw RequestError("\(member: "at") holds '\(setting.name)' at two values; give it one.")
      }
      guard setting.name != over else {
        throw RequestError(
          "'\(setting.name)' is held by \(member: "at") and moves by \(member: "over"); give one.")
      }
      guard let value = setting.values.first, setting.values.count == 1 else {
        throw RequestError(
          "\(member: "at") takes one value, as in z=1, or region=\"Americas, N.\" with a comma.")
      }
      plan.held.append(Scenario.Setting(setting.name, value))
    }
    if let words = between?.names {
      guard words.count == 2, of.count == 1 else {
        throw RequestError(
          "\(member: "between") takes two values, as in 0,1, and needs one \(member: "of").")
      }
      guard words[0] != words[1] else {
        throw RequestError(
          "\(member: "between") has \(words[0]) twice; the two values to compare differ.")
      }
      plan.between = EffectsPlan.Pair(from: .init(word: words[0]), to: .init(word: words[1]))
    }
    if case .grid(let axes) = predict {
      for (position, axis) in axes.enumerated() {
        guard !axes[..<position].contains(where: { $0.name == axis.name }) else {
          throw RequestError(
            "\(member: "predict") has '\(axis.name)' twice; give all of its values in one.")
        }
        guard !at.contains(where: { $0.name == axis.name }) else {
          throw RequestError(
            "'\(axis.name)' has values by \(member: "predict") and \(member: "at"); give one.")
        }
      }
    }
    guard test.isEmpty || others == nil && scale == .response else {
      throw RequestError(
        """
        \(member: "test") is about coefficients, which neither \(member: "others") nor \
        \(member: "scale") changes; leave these out.
        """)
    }
    guard predict != .rows || others == nil else {
      throw RequestError(
        "\(member: "predict") rows has each row at its own values; leave \(member: "others") out.")
    }
    guard test.isEmpty || at.isEmpty else {
      throw RequestError(
        "\(member: "test") is about coefficients, which no value by \(member: "at") changes; leave one out."
      )
    }
    plan.predictions = predictions
    plan.hypotheses = test
    plan.scale = scale
    plan.others = others
    if let numbers = bounds?.values {
      guard numbers.count == 2, numbers[0] < numbers[1] else {
        throw RequestError("\(member: "bounds") takes two ascending numbers, as in -0.1,0.1.")
      }
      plan.bounds = EffectsPlan.Bounds(low: numbers[0], high: numbers[1])
    }
    return plan
  }

  private var predictions: EffectsPlan.Predictions? {
    switch predict {
    case .none: nil
    case .average: .average
    case .rows: .rows
    case .grid(let axes): .grid(axes.map { Grid.Axis($0.name, $0.values) })
    }
  }

  /// The quantities, with the curve where they have one.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let plan = try plan()
    let prepared = try members.model(formula, variance).prepared(progress: progress)
    progress("fitting \(prepared.model.specification.estimator)")
    let fit = try prepared.fit()
    progress("computing quantities")
    var table = try plan.table(of: fit, prepared)
    guard !table.rows.isEmpty else {
      throw ExhibitError.nothingToShow(
        exhibit: "table of effects",
        reason: table.notes.isEmpty
          ? "the model has no term to compute them for" : table.notes.joined(separator: " "))
    }
    table.notes = prepared.notes.map(\.sentence) + table.notes
    let hasCurve = over != nil || plan.curveAxis != nil
    return Answer(
      tables: [table], document: table.json,
      figures: hasCurve ? [.init("curve") { try plan.plot(of: fit, prepared) }] : [],
      notes: table.notes)
  }
}

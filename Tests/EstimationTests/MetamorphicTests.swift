import Expressions
import Foundation
import Frames
import TestSupport
import Testing

@testable import Estimation

/// What must not change, or change in a known way, when the same data are written differently: every
/// estimator with every variance, taken from their lists, so that a new one is held to the laws too.
///
/// `ENTENTE_METAMORPHIC_UNITS` asks for a larger table: 32 units make 19,840 rows.
@Suite struct MetamorphicTests {
  /// Two iterations that end within 1e-10 of one point, in standard errors; variances square that, and
  /// those of few units are differences of larger sums.
  static let estimateTolerance = 1e-7
  static let varianceTolerance = 1e-6

  static let units =
    ProcessInfo.processInfo.environment["ENTENTE_METAMORPHIC_UNITS"].flatMap { Int($0) } ?? 5
  static let years = units > 5 ? 20 : 5

  /// Every form of every estimator, with the first word of what may stand in its brackets.
  static let estimators: [Estimator] = {
    var result: [Estimator] = []
    for form in Estimator.forms {
      let choices = form.arguments.prefix { $0 != "[" }.split(separator: "|")
      let spellings = choices.isEmpty ? [form.name] : choices.map { "\(form.name)(\($0))" }
      for estimator in spellings.compactMap({ try? Estimator(reading: $0) })
      where !result.contains(estimator) {
        result.append(estimator)
      }
    }
    return result
  }()

  /// What help's words for arguments are in the table of these tests.
  static let words = [
    "a": "exporter", "b": "importer", "...": "importer", "time": "year", "lags": "2",
    "unit": "dyad",
    "latitude": "lat", "longitude": "lon", "km": "4000",
  ]

  static let variances: [Variance] = {
    var result: [Variance] = [
      .cluster(by: "exporter")
    ]
    for form in Variance.forms {
      let arguments = form.arguments.prefix { $0 != "[" }.split(separator: ",")
        .map { $0.trimmingCharacters(in: .whitespaces) }
      let columns = arguments.map { words[$0] ?? "unknown word \($0)" }
      let text = ([form.name] + (columns.isEmpty ? [] : [columns.joined(separator: ",")]))
        .joined(separator: ":")
      if let variance = try? Variance(reading: text), !result.contains(variance) {
        result.append(variance)
      }
    }
    return result
  }()

  @Test(.tags(.identity)) func everyFormTakesPart() {
    let read = Set(Self.variances.map { SpelledCall($0.name)?.name ?? "" })
    #expect(read == Set(Variance.forms.map(\.name)))
    let estimators = Set(Self.estimators.map { SpelledCall($0.name)?.name ?? "" })
    #expect(estimators == Set(Estimator.forms.map(\.name)))
  }

  static let table = Result { () throws -> Frame in
    var frame = try VarianceIdentityTests.frame(seed: 71, units: units, years: years)
    let rows = frame.rowCount
    try frame.set(Column(name: "two", doubles: [Double](repeating: 2, count: rows)))
    return frame
  }

  static func outcome(_ estimator: Estimator) -> String {
    switch estimator.link.name {
    case "identity": "y"
    case "log": "count"
    default: "event"
    }
  }

  /// A fit, or the case of the refusal.
  enum Outcome {
    case fit(Fit)
    case refusal(EstimationError)
  }

  static func fit(
    _ frame: Frame, _ estimator: Estimator, _ variance: Variance, effects: String,
    terms: String = "x1 + x2", weights: WeightColumn? = nil
  ) throws -> Outcome {
    var specification = Specification(estimator: estimator, variance: variance)
    specification.options.absorptionTolerance = 1e-12
    do {
      return .fit(
        try Fit(
          frame, "\(outcome(estimator)) ~ \(terms)\(effects)", specification, weights: weights))
    } catch let error as EstimationError { return .refusal(error) }
  }

  /// Both are refused, or the estimates of x1 and x2 are `scales` times as large and their covariance
  /// goes with them, times `factor`.
  static func expectSame(
    _ left: Outcome, _ right: Outcome, scales: [Double] = [1, 1], factor: Double? = 1,
    _ law: String
  ) {
    switch (left, right) {
    case (.refusal, .refusal): return
    case (.fit(let one), .fit(let two)):
      let positions = ["x1", "x2"].map { term in
        (one.terms.positions(of: .named(term)).first, two.terms.positions(of: .named(term)).first)
      }
      for (index, (own, other)) in positions.enumerated() {
        guard let own, let other else {
          Issue.record("\(law): a term is missing")
          return
        }
        let size = abs(two.covariance[other, other]).squareRoot()
        expectClose(
          one.estimates[own] / scales[index], two.estimates[other],
          absolute: estimateTolerance * max(size, abs(two.estimates[other])), law)
        guard let factor else { continue }
        for (second, pair) in positions.enumerated() {
          guard let left = pair.0, let right = pair.1 else { continue }
          let scale = factor * scales[index] * scales[second]
          let sizes = size * abs(two.covariance[right, right]).squareRoot()
          expectClose(
            one.covariance[own, left] / scale, two.covariance[other, right],
            absolute: varianceTolerance * sizes, "\(law), covariance")
        }
      }
    case (.fit, .refusal(let error)):
      Issue.record("\(law): only the right one is refused: \(error)")
    case (.refusal(let error), .fit): Issue.record("\(law): only the left one is refused: \(error)")
    }
  }

  /// The estimator refuses effects (mm): one cell says so, and the others need not ask.
  static func effects(_ estimator: Estimator) -> [String] {
    estimator.name.hasPrefix("mm") ? [""] : ["", " | exporter"]
  }

  static func scaled(_ frame: Frame, _ factors: [String: Double]) throws -> Frame {
    var result = frame
    for (name, factor) in factors {
      let old = try frame.column(name)
      try result.set(
        Column(
          name: name, doubles: (0..<frame.rowCount).map { factor * (old.double(at: $0) ?? 0) }))
    }
    return result
  }

  /// Order of rows and names of groups, as text or as numbers, change nothing. Units of regressors
  /// change estimates by their inverse; units of an outcome change those of a linear model alike.
  @Test(.tags(.identity), arguments: estimators) func unitsOrderAndLabels(
    estimator: Estimator
  ) throws {
    let frame = try Self.table.get()
    let shuffled = try frame.shuffled(seed: 72).frame
      .relabelled("exporter", "importer", "dyad")
    let regressors = try Self.scaled(frame, ["x1": 1024, "x2": 1.0 / 64])
    let isCount = estimator.link.name == "log"
    let isLinear = estimator.link.name == "identity"
    let outcomes =
      isCount || isLinear ? try Self.scaled(frame, [Self.outcome(estimator): 1000]) : nil
    for variance in Self.variances {
      for effects in Self.effects(estimator) {
        let cell = "\(estimator) \(variance)\(effects)"
        let plain = try Self.fit(frame, estimator, variance, effects: effects)
        Self.expectSame(
          try Self.fit(shuffled, estimator, variance, effects: effects), plain,
          "order and labels, \(cell)")
        Self.expectSame(
          try Self.fit(regressors, estimator, variance, effects: effects), plain,
          scales: [1.0 / 1024, 64], "units of regressors, \(cell)")
        guard let outcomes else { continue }
        // The conventional variance of PPML takes the outcome for a count: a thousand times as many
        // events tell a thousand times as much.
        let isPoisson = isCount && variance == .homoskedastic
        Self.expectSame(
          try Self.fit(outcomes, estimator, variance, effects: effects), plain,
          scales: isLinear ? [1000, 1000] : [1, 1], factor: isPoisson ? 0.001 : 1,
          "units of the outcome, \(cell)")
      }
    }
  }

  /// Every row twice is every row with frequency weight two, and the size of analytic weights says
  /// nothing.
  @Test(.tags(.identity), arguments: estimators) func weightsAndRepetition(
    estimator: Estimator
  ) throws {
    let frame = try Self.table.get()
    let repeated = try frame.repeated(by: "two")
    let heavy = try Self.scaled(frame, ["p": 1024])
    let analytic = WeightColumn(.analytic, "p")
    for variance in Self.variances {
      for effects in Self.effects(estimator) {
        let cell = "\(estimator) \(variance)\(effects)"
        // Repetition puts a unit twice into a period, which serial errors within units refuse.
        if !(variance.method is NeweyWestVariance) {
          Self.expectSame(
            try Self.fit(
              frame, estimator, variance, effects: effects,
              weights: WeightColumn(.frequency, "two")),
            try Self.fit(repeated, estimator, variance, effects: effects), "repetition, \(cell)")
        }
        // A likelihood that is multiplied is one of more data, unless a sandwich looks at the scores.
        let isLikelihood = estimator.link.name != "identity" && variance == .homoskedastic
        Self.expectSame(
          try Self.fit(heavy, estimator, variance, effects: effects, weights: analytic),
          try Self.fit(frame, estimator, variance, effects: effects, weights: analytic),
          factor: isLikelihood ? 1.0 / 1024 : 1, "units of weights, \(cell)")
      }
    }
  }

  /// Dummies in place of absorbed effects, and a column that others span.
  @Test(.tags(.identity), arguments: estimators) func effectsAndSingularEdges(
    estimator: Estimator
  ) throws {
    let frame = try Self.table.get()
    var spanned = frame
    let (x1, x2) = (try frame.column("x1"), try frame.column("x2"))
    try spanned.set(
      Column(
        name: "x3",
        doubles: (0..<frame.rowCount).map { x1.double(at: $0)! + 2 * x2.double(at: $0)! }))
    for variance in Self.variances {
      for effects in Self.effects(estimator) {
        let cell = "\(estimator) \(variance)\(effects)"
        let plain = try Self.fit(frame, estimator, variance, effects: effects)
        let more = try Self.fit(
          spanned, estimator, variance, effects: effects, terms: "x1 + x2 + x3")
        Self.expectSame(more, plain, "a spanned column, \(cell)")
        if case .fit(let fit) = more { #expect(fit.redundantTerms.map(\.term) == ["x3"]) }
        // The unit of serial errors that name none is the absorbed effect; dummies are none.
        guard !effects.isEmpty, !variance.method.needsUnit else { continue }
        let dummies = try Self.fit(
          frame, estimator, variance, effects: "", terms: "x1 + x2 + factor(exporter)")
        // Without its cluster a dummy is lost, which effects nested in the clusters cannot be.
        if variance.method is ClusterJackknifeVariance, case .refusal = dummies { continue }
        Self.expectSame(plain, dummies, "dummies, \(cell)")
      }
    }
  }

  /// As few rows as can be: numbers, or a refusal that says why, and never a number that is none.
  @Test(.tags(.failure), arguments: estimators) func fewRows(estimator: Estimator) throws {
    let frame = try Self.table.get()
    for rows in 1...8 {
      let few = frame.gathered((0..<rows).map { $0 * 7 % frame.rowCount })
      for variance in Self.variances {
        for effects in Self.effects(estimator) {
          switch try Self.fit(few, estimator, variance, effects: effects) {
          case .refusal(let error): #expect(error.description.hasSuffix("."))
          case .fit(let fit):
            #expect(fit.estimates.allSatisfy { $0.isFinite }, "\(estimator) \(variance) \(rows)")
            #expect(
              fit.rows.allSatisfy { $0.standardError.map { $0.isFinite && $0 >= 0 } ?? true },
              "\(estimator) \(variance) \(rows)")
          }
        }
      }
    }
  }
}

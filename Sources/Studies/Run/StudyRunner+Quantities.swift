import Estimation
import Exhibits
import Expressions
import Interpretation

extension StudyRunner {
  /// Computes what `quantities:` and the figures of effects, predictions and diagnostics ask for.
  func interpret(_ outcome: inout StudyOutcome, progress: (String) -> Void) throws {
    for plan in outcome.study.quantities {
      guard let model = outcome.models.first(where: { $0.plan.name == plan.model }) else {
        continue
      }
      progress("quantities \(plan.name)")
      try step("quantities \(plan.name)") {
        var table = try plan.effects.table(
          of: model.fit, frame: outcome.panel.frame, panel: outcome.panel.index,
          weights: model.plan.weights.map { ($0.kind, $0.column) })
        table.labels = TermLabels(outcome.study.labels)
        table.remarks += table.notes
        outcome.quantities.append((plan, table))
      }
    }
    for figure in outcome.study.figures {
      guard let model = outcome.models.first(where: { figure.models == [$0.plan.name] }) else {
        continue
      }
      switch figure {
      case .marginalEffect(let plan):
        try step("figure \(plan.name)") {
          outcome.curves.append((plan.name, try effect(plan, model, outcome)))
        }
      case .predictions(let plan):
        progress("predictions \(plan.name)")
        try step("figure \(plan.name)") {
          outcome.curves.append((plan.name, try predictions(plan, model, outcome)))
        }
      case .diagnostics(let plan):
        progress("diagnostics \(plan.name)")
        try step("figure \(plan.name)") {
          outcome.diagnostics.append((plan.name, try diagnostics(plan, model, outcome)))
        }
      case .coefficients, .truth: break
      }
    }
  }

  /// Runs a step of the study; what a module below throws is said with the step's name.
  private func step(_ name: String, _ work: () throws -> Void) throws {
    do { try work() } catch let error as InterpretationError {
      throw StudyError.failed(step: name, reason: error.description)
    } catch let error as EstimationError {
      throw StudyError.failed(step: name, reason: error.description)
    } catch let error as ExpressionError {
      throw StudyError.failed(step: name, reason: error.description)
    }
  }

  /// Inference by resampling, and the same model under further variances.
  func resample(_ outcome: inout StudyOutcome, progress: (String) -> Void) throws {
    for index in outcome.models.indices {
      let model = outcome.models[index]
      try step("model \(model.plan.name)") {
        outcome.models[index].inference = try inference(model, outcome, progress: progress)
        outcome.models[index].comparison = try comparison(model, outcome, progress: progress)
      }
    }
  }

  private func inference(
    _ model: StudyOutcome.FittedModel, _ outcome: StudyOutcome, progress: (String) -> Void
  ) throws -> ResampledInference? {
    guard let method = model.plan.inference else { return nil }
    let specification = model.fit.specification
    let report = { (done: Int, all: Int) in
      progress("\(model.plan.name), \(method.name): \(done) of \(all)")
    }
    if case .randomization = method {
      return try ResampledInference(
        randomizing: outcome.panel.frame, try Formula(model.plan.fullFormula),
        panel: outcome.panel.index, weights: model.plan.weights.map { ($0.kind, $0.column) },
        specification, fit: model.fit, method, seed: specification.options.seed, progress: report)
    }
    let design = try design(
      model, outcome, variance: specification.variance, factors: method.factorNames)
    return try ResampledInference(
      design, specification, fit: model.fit, method, seed: specification.options.seed,
      progress: report)
  }

  private func comparison(
    _ model: StudyOutcome.FittedModel, _ outcome: StudyOutcome, progress: (String) -> Void
  ) throws -> [(title: String, fit: Fit)] {
    let own = model.fit.specification.variance
    let further = model.plan.comparison.filter { $0 != own }
    guard !further.isEmpty else { return [] }
    return try [(own.name, model.fit)]
      + further.map { variance in
        progress("\(model.plan.name), \(variance.name)")
        var specification = model.fit.specification
        specification.variance = variance
        return (
          variance.name,
          try Fit(try design(model, outcome, variance: variance), specification)
        )
      }
  }

  private func design(
    _ model: StudyOutcome.FittedModel, _ outcome: StudyOutcome, variance: Variance,
    factors: [String] = []
  ) throws -> Design {
    var builder = DesignBuilder(outcome.panel.frame, panel: outcome.panel.index)
    return try builder.design(
      Formula(model.plan.fullFormula), weights: model.plan.weights.map { ($0.kind, $0.column) },
      variance: variance, factors: factors)
  }

  private func equation(
    _ model: StudyOutcome.FittedModel, _ outcome: StudyOutcome
  ) throws -> ModelEquation {
    let weights = model.plan.weights.flatMap { $0.kind == .analytic ? nil : $0.column }
    return try ModelEquation(
      model.fit, frame: outcome.panel.frame, panel: outcome.panel.index, weights: weights)
  }

  /// The effect of one variable over another. In a linear model it is read off the terms, so that it
  /// needs no values of other variables.
  private func effect(
    _ plan: Study.CurvePlan, _ model: StudyOutcome.FittedModel, _ outcome: StudyOutcome
  ) throws -> MarginalEffectCurve {
    let grid = try values(plan, model, outcome)
    if plan.isLinear(in: model.fit) {
      return try MarginalEffect(of: plan.of, by: plan.over, in: model.fit)
        .curve(at: grid, simultaneous: isContinuous(grid))
    }
    return try equation(model, outcome).effectCurve(
      of: plan.of, between: plan.between.map { ($0.from, $0.to) }, over: plan.over, at: grid,
      holding: plan.holding, others: plan.others ?? .observed, scale: plan.scale,
      simultaneous: isContinuous(grid))
  }

  private func predictions(
    _ plan: Study.CurvePlan, _ model: StudyOutcome.FittedModel, _ outcome: StudyOutcome
  ) throws -> MarginalEffectCurve {
    let grid = try values(plan, model, outcome)
    return try equation(model, outcome).predictionCurve(
      over: plan.over, at: grid, holding: plan.holding, others: plan.others ?? .typical,
      scale: plan.scale, simultaneous: isContinuous(grid))
  }

  private func diagnostics(
    _ plan: Study.DiagnosticsPlan, _ model: StudyOutcome.FittedModel, _ outcome: StudyOutcome
  ) throws -> InteractionDiagnostics {
    // The fit's own variance: where the study's is degenerate, it is the one used instead.
    let specification = model.fit.specification
    let design = try design(model, outcome, variance: specification.variance)
    return try InteractionDiagnostics(
      try ModeratedDesign(design, treatment: plan.of, moderator: plan.over),
      specification: specification, options: plan.options)
  }

  /// The values a plan names, or those of a variable that has few, or forty-one from the first to the
  /// ninety-ninth percentile of what was observed.
  private func values(
    _ plan: Study.CurvePlan, _ model: StudyOutcome.FittedModel, _ outcome: StudyOutcome
  ) throws(ExpressionError) -> [Double] {
    guard plan.at.isEmpty else { return plan.at }
    let sorted = try outcome.panel.values(of: plan.over, in: model.fit).sorted()
    guard let first = sorted.first, first < sorted[sorted.count - 1] else { return sorted }
    // The ends alone where the values are many.
    let few = MarginalEffectCurve.grid(over: sorted, count: 2)
    if few.count > 2 || Set(sorted).count == 2 { return few }
    func percentile(_ share: Double) -> Double {
      sorted[Int((share * Double(sorted.count - 1)).rounded())]
    }
    let (low, high) = (percentile(0.01), percentile(0.99))
    let steps = 40
    return (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
  }

  private func isContinuous(_ grid: [Double]) -> Bool { grid.count > 6 }
}

extension Study.CurvePlan {
  /// Whether the effect is one of terms alone, whatever the values of other variables.
  func isLinear(in fit: Fit) -> Bool {
    let isLinear = Link(fit.specification.estimator) == .identity || scale == .link
    return isLinear && between == nil && holding.isEmpty && others == nil
  }
}

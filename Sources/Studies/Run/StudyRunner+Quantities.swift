import Estimation
import Exhibits
import Interpretation

extension StudyRunner {
  /// Computes what `claims:`, `quantities:` and the figures of effects, predictions and diagnostics ask for.
  func interpret(_ outcome: inout StudyOutcome, progress: (String) -> Void) throws {
    for claim in outcome.study.claims {
      outcome.headlines.append(outcome.headline(claim, try outcome.required(claim.model)))
    }
    for plan in outcome.study.quantities {
      let model = try outcome.required(plan.model)
      progress("quantities \(plan.name)")
      try StudyError.during("quantities \(plan.name)") {
        var table = try plan.effects.table(of: model.fit, model.prepared)
        table.labels = TermLabels(outcome.study.labels)
        table.remarks += table.notes
        outcome.quantities.append(.init(plan: plan, table: table))
      }
    }
    for figure in outcome.study.figures {
      try StudyError.during("figure \(figure.name)") {
        switch figure.subject {
        case .curve(let plan):
          progress("curve \(figure.name)")
          let model = try outcome.required(plan.model)
          let result = try plan.curve.curve(of: model.fit, model.prepared)
          outcome.curves.append(.init(figure: figure.name, result: result))
        case .diagnostics(let plan):
          progress("diagnostics \(figure.name)")
          // Under the fit's own variance: where the study's is degenerate, it is the one used instead.
          let found = try outcome.required(plan.model).prepared.diagnostics(
            of: plan.of, over: plan.over, options: plan.options)
          outcome.diagnostics.append(.init(figure: figure.name, diagnostics: found))
        case .coefficients, .truth: break
        }
      }
    }
  }

  /// Inference by resampling, and the same model under further variances.
  func resample(_ outcome: inout StudyOutcome, progress: (String) -> Void) throws {
    for index in outcome.models.indices {
      let model = outcome.models[index]
      let name = model.plan.name
      try StudyError.during("model \(name)") {
        outcome.models[index].inference = try model.prepared.resampled(model.fit) { done, all in
          progress("\(name), resampling: \(done) of \(all)")
        }
        outcome.models[index].comparison = try comparison(model, progress: progress)
      }
    }
  }

  private func comparison(
    _ model: StudyOutcome.FittedModel, progress: (String) -> Void
  ) throws -> [RegressionTable.Model] {
    let own = model.fit.specification.variance
    let further = model.plan.comparison.filter { $0 != own }
    guard !further.isEmpty else { return [] }
    return try [RegressionTable.Model(title: own.name, fit: model.fit)]
      + further.map { variance in
        progress("\(model.plan.name), \(variance.name)")
        return RegressionTable.Model(
          title: variance.name, fit: try model.prepared.under(variance).fit())
      }
  }
}

extension StudyOutcome {
  /// The fitted model that a quantity or a figure names.
  /// - Throws: `StudyError.undefined`, which reading the study has ruled out.
  fileprivate func required(_ name: OutputName) throws(StudyError) -> FittedModel {
    guard let model = model(name) else {
      throw .undefined(kind: "model", name: "\(name)", usedIn: "the study", closest: [])
    }
    return model
  }
}

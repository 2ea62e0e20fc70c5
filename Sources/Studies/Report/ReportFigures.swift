import Estimation
import Exhibits
import Expressions
import Interpretation
import Typesetting

/// Draws the figures of a report.
struct ReportFigures {
  private let outcome: StudyOutcome
  private let labels: TermLabels

  init(_ outcome: StudyOutcome) {
    self.outcome = outcome
    labels = TermLabels(outcome.study.labels)
  }

  /// The figures whose subjects are wanted, in the order of the study file; one that has nothing to
  /// show (a truth where nothing is simulated) is left out.
  func drawn(
    _ isWanted: (Study.FigureSubject) -> Bool
  ) throws(ExhibitError) -> [ReportSection.DrawnFigure] {
    var figures: [ReportSection.DrawnFigure] = []
    for plan in outcome.study.figures where isWanted(plan.subject) {
      guard let svg = try draw(plan) else { continue }
      figures.append(.init(name: plan.name, title: plan.title, svg: svg))
    }
    return figures
  }

  /// How the rows offered to a model became those it used; `nil` where it used all, which a bar would
  /// not show better than the number.
  func sample(
    _ model: StudyOutcome.FittedModel
  ) throws(ExhibitError) -> ReportSection.DrawnFigure? {
    let sample = model.fit.sample
    guard sample.dropped.contains(where: { $0.count > 0 }) else { return nil }
    var options = WaterfallPlot.Options()
    let title = "Rows offered to the model \(model.plan.title), dropped by reason, and used"
    options.title = title
    return .init(
      name: .sample(of: model.plan.name), title: title,
      svg: try WaterfallPlot(sample, options: options).svg())
  }

  private func draw(_ plan: Study.FigurePlan) throws(ExhibitError) -> String? {
    switch plan.subject {
    case .coefficients(let models, let terms):
      return try coefficients(plan, models, terms)
    case .curve(let curve): return try draw(curve, plan)
    case .diagnostics(let diagnostics):
      guard let found = outcome.diagnostics.first(where: { $0.figure == plan.name }) else {
        return nil
      }
      var options = InteractionPlot.Options()
      options.labels = labels
      if !diagnostics.axis.isEmpty { options.moderatorTitle = diagnostics.axis }
      options.title = plan.title
      return try InteractionPlot(found.diagnostics, options: options).svg()
    case .truth(let models): return try truth(plan, models)
    }
  }

  private func draw(
    _ curve: Study.CurvePlan, _ plan: Study.FigurePlan
  ) throws(ExhibitError) -> String? {
    guard let result = outcome.curves.first(where: { $0.figure == plan.name })?.result,
      let model = outcome.model(curve.model)
    else { return nil }
    var options = MarginalEffectPlot.Options()
    options.labels = labels
    if !curve.axis.isEmpty { options.moderatorTitle = curve.axis }
    options.title = plan.title
    let title: String
    if curve.curve.subject == .prediction {
      title = "Predicted " + labels.label(variable: model.fit.outcomeName)
    } else {
      let name = model.plan.title
      // A word such as GDP keeps its capitals.
      let isWord = name.dropFirst().first?.isLowercase ?? false
      title = "Effect on \(isWord ? name.prefix(1).lowercased() + name.dropFirst() : name)"
    }
    return try curve.curve.plot(result, of: model.fit, title: title, options: options).svg()
  }

  private func truth(
    _ plan: Study.FigurePlan, _ models: [OutputName]
  ) throws(ExhibitError) -> String? {
    let shown = outcome.recoveries.filter { models.isEmpty || models.contains($0.model) }
    let entries = shown.map { recovery in
      TruthPlot.Entry(
        label: "\(outcome.model(recovery.model)?.plan.title ?? ""): "
          + labels.label(recovery.row.term),
        truth: recovery.truth, estimate: Quantity(recovery.row))
    }
    guard !entries.isEmpty else { return nil }
    var options = TruthPlot.Options()
    options.width = .double
    options.title = plan.title
    let models = outcome.models.filter { model in shown.contains { $0.model == model.plan.name } }
    options.axisTitle = Self.coefficientTitle(models)
    return try TruthPlot(
      entries: entries, intervals: "\(IntervalLevels(models).intervals), \(Self.counts(models))",
      options: options
    ).svg()
  }

  /// What coefficients are in units of.
  private static func coefficientTitle(_ models: [StudyOutcome.FittedModel]) -> String {
    let isLinear = models.map { $0.fit.specification.estimator.link == .identity }
    if !isLinear.contains(true) { return "Coefficient (units of the linear predictor)" }
    if isLinear.contains(false) {
      return "Coefficient (units of the outcome or of the linear predictor)"
    }
    return "Coefficient (units of the outcome)"
  }

  /// `N = 812`, or each model's where they differ.
  private static func counts(_ models: [StudyOutcome.FittedModel]) -> String {
    let counts = models.map { NumberFormat.count($0.fit.sample.count) }
    if Set(counts).count == 1 { return "N = \(counts[0])" }
    return "N: " + zip(models, counts).map { "\($0.plan.title) \($1)" }.joined(separator: ", ")
  }

  private func coefficients(
    _ plan: Study.FigurePlan, _ models: [OutputName], _ terms: [TermReference]
  ) throws(ExhibitError) -> String? {
    let chosen = outcome.models.filter { models.isEmpty || models.contains($0.plan.name) }
    guard !chosen.isEmpty else { return nil }
    let series = chosen.map { model in
      let all = model.fit.terms
      let wanted =
        terms.isEmpty
        ? all.indices.filter { all[$0] != .intercept } : terms.flatMap { all.positions(of: $0) }
      return CoefficientPlot.Series(
        title: model.plan.title,
        estimates: wanted.map { position in
          CoefficientPlot.Estimate(
            label: labels.label(all[position]), quantity: Quantity(model.fit.row(at: position)))
        })
    }
    var options = CoefficientPlot.Options()
    options.title = plan.title
    options.width = .double
    options.axisTitle = Self.coefficientTitle(chosen)
    let variances = chosen.map(\.fit.variance.label)
    let words = Set(variances).count == 1 ? variances[0] : "variances as in the table"
    return try CoefficientPlot(
      series: series,
      intervals: "\(IntervalLevels(chosen).intervals), \(words); \(Self.counts(chosen))",
      options: options
    ).svg()
  }
}

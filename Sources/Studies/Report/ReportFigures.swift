import Exhibits
import Interpretation
import Typesetting

/// The figures of a report, by the name of their files.
struct ReportFigures {
  struct Drawn {
    var name: String
    /// As in the study file: coefficients, marginal effect, truth.
    var kind: String
    var caption: String
    var svg: String
  }

  let all: [Drawn]

  init(_ outcome: StudyOutcome) throws {
    var drawn: [Drawn] = []
    for plan in outcome.study.figures {
      if let figure = try ReportFigures.draw(plan, outcome) { drawn.append(figure) }
    }
    all = drawn
  }

  /// Puts the figures of some kinds into the page, each with links to its files.
  func draw(_ kinds: [String], into body: inout HTML) {
    for figure in all where kinds.contains(figure.kind) { put(figure, into: &body) }
  }

  /// Puts one figure into the page.
  func draw(named name: String, into body: inout HTML) {
    guard let figure = all.first(where: { $0.name == name }) else { return }
    put(figure, into: &body)
  }

  private func put(_ figure: Drawn, into body: inout HTML) {
    let files = ["svg", "pdf", "png"].map { "figures/\(figure.name).\($0)" }
    body.figure(svg: figure.svg, caption: figure.caption, files: files)
  }

  private static func draw(
    _ plan: Study.FigurePlan, _ outcome: StudyOutcome
  ) throws -> Drawn? {
    switch plan {
    case .coefficients(let name, let title, let models, let terms):
      return try coefficients(name, title, models, terms, outcome)
    case .marginalEffect(let plan):
      return try curve(plan, "marginal effect", outcome) { fit in
        let title = fit.plan.title
        return "Effect on \(title.prefix(1).lowercased() + title.dropFirst())"
      }
    case .predictions(let plan):
      return try curve(plan, "predictions", outcome) { fit in
        "Predicted " + labels(outcome).label(fit.fit.outcomeName)
      }
    case .diagnostics(let plan):
      guard let found = outcome.diagnostics.first(where: { $0.figure == plan.name })?.diagnostics
      else { return nil }
      var options = InteractionPlot.Options()
      options.labels = labels(outcome)
      if !plan.axis.isEmpty { options.moderatorTitle = plan.axis }
      options.title = plan.title
      let plot = try InteractionPlot(found, options: options)
      return Drawn(
        name: plan.name, kind: "diagnostics", caption: plan.title + ".", svg: plot.svg())
    case .truth(let name, let title, let models):
      let entries = outcome.recoveries.filter { models.isEmpty || models.contains($0.model) }
        .map { recovery in
          let model = outcome.models.first { $0.plan.name == recovery.model }?.plan.title ?? ""
          return TruthPlot.Entry(
            label: "\(model): \(labels(outcome).label(recovery.term))", truth: recovery.truth,
            estimate: Quantity(recovery.row))
        }
      guard !entries.isEmpty else { return nil }
      var options = TruthPlot.Options()
      options.width = .double
      options.title = title
      let plot = try TruthPlot(entries: entries, options: options)
      return Drawn(name: name, kind: "truth", caption: title + ".", svg: plot.svg())
    }
  }

  private static func curve(
    _ plan: Study.CurvePlan, _ kind: String, _ outcome: StudyOutcome,
    title: (StudyOutcome.FittedModel) -> String
  ) throws -> Drawn? {
    guard let curve = outcome.curves.first(where: { $0.figure == plan.name })?.curve,
      let model = outcome.models.first(where: { $0.plan.name == plan.model })
    else { return nil }
    var options = MarginalEffectPlot.Options()
    options.labels = labels(outcome)
    if kind == "predictions" {
      options.quantityName = "the prediction"
      options.showsZero = false
    }
    options.effectTitle = title(model)
    if plan.scale == .link, Link(model.fit.specification.estimator) != .identity {
      options.effectUnit = "linear predictor"
    }
    if !plan.axis.isEmpty { options.moderatorTitle = plan.axis }
    options.title = plan.title
    if kind == "predictions" || !plan.isLinear(in: model.fit) {
      options.notes = [
        EffectsPlan.placeWords(
          plan.holding, plan.others ?? (kind == "predictions" ? .typical : .observed),
          labels(outcome))
      ]
    }
    let observed = try outcome.panel.values(of: plan.over, in: model.fit)
    let plot = try MarginalEffectPlot(curve, observed: observed, options: options)
    return Drawn(name: plan.name, kind: kind, caption: plan.title + ".", svg: plot.svg())
  }

  private static func coefficients(
    _ name: String, _ title: String, _ models: [String], _ terms: [String],
    _ outcome: StudyOutcome
  ) throws -> Drawn? {
    let chosen = outcome.models.filter { models.isEmpty || models.contains($0.plan.name) }
    guard let first = chosen.first else { return nil }
    let labels = labels(outcome)
    let series = chosen.map { model in
      let wanted = terms.isEmpty ? model.fit.terms.filter { $0 != "(Intercept)" } : terms
      return CoefficientPlot.Series(
        title: model.plan.title,
        estimates: wanted.compactMap { term in
          model.fit.row(term).map {
            CoefficientPlot.Estimate(label: labels.label(term), quantity: Quantity($0))
          }
        })
    }
    var options = CoefficientPlot.Options()
    options.title = title
    options.width = .double
    let level = Int((100 * first.fit.specification.options.confidenceLevel).rounded())
    let variances = chosen.map(\.fit.variance.label)
    let words = Set(variances).count == 1 ? variances[0] : "variances as in the table"
    let plot = try CoefficientPlot(
      series: series, intervals: "\(level)% intervals, \(words)", options: options)
    return Drawn(name: name, kind: "coefficients", caption: title + ".", svg: plot.svg())
  }

  private static func labels(_ outcome: StudyOutcome) -> TermLabels {
    TermLabels(outcome.study.labels)
  }
}

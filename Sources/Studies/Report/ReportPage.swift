import Exhibits
import Frames
import Typesetting

/// The report's page: one self-contained HTML file.
struct ReportPage {
  let html: String

  init(_ outcome: StudyOutcome, _ sections: [ReportSection]) {
    let study = outcome.study
    var body = HTML()
    body.heading(1, study.title)
    if !study.question.isEmpty { body.paragraph(study.question, class: "question") }
    body.raw(ReportPage.claims(outcome))
    let links = sections.compactMap { section in
      section.anchor.map { "<a href=\"#\($0)\">\(XMLText.escaped(section.title))</a>" }
    }
    body.raw("<nav>" + links.joined() + "</nav>")
    for section in sections {
      body.heading(2, section.title, id: section.anchor)
      for block in section.blocks { body.add(block) }
    }
    html = HTML.page(title: study.title, body: body)
  }

  /// What the study names as its headline, each number with its interval, and the model's sample and
  /// variance; a model without a claim says what it is.
  private static func claims(_ outcome: StudyOutcome) -> String {
    let headlines = ReportHeadlines(outcome, minus: HTML.minus("-"))
    var lines: [String] = []
    for model in outcome.models {
      let title = "<b>\(XMLText.escaped(model.plan.title))</b>: "
      let end =
        "N = \(NumberFormat.count(model.fit.sample.count)); "
        + XMLText.escaped("\(model.fit.specification.estimator.name), \(model.fit.variance.label).")
      let words = headlines.words(of: model)
      if words.isEmpty { lines.append(title + end) }
      lines += words.map { title + XMLText.escaped($0) + "; " + end }
    }
    if let coverage = outcome.coverage {
      lines.append(
        "Over \(Plural.count(coverage.seeds.count, "further simulated world")), "
          + "\(NumberFormat(digits: 1).string(100 * coverage.share))% of \(coverage.intervals) "
          + "intervals held the truth.")
    }
    return "<div class=\"claim\">" + lines.map { "<p>\($0)</p>" }.joined() + "</div>"
  }
}

extension HTML {
  /// Adds a block of a section.
  fileprivate mutating func add(_ block: ReportSection.Block) {
    switch block {
    case .heading(let words): heading(3, words)
    case .paragraph(let words): paragraph(words)
    case .entry(let term, let words):
      raw("<p><b>\(XMLText.escaped(term))</b>: \(XMLText.escaped(words))</p>")
    case .list(let items): list(items)
    case .warnings(let items):
      raw("<div class=\"warning\">")
      list(items)
      raw("</div>")
    case .code(let text): raw("<pre>\(XMLText.escaped(text))</pre>")
    case .table(let named):
      let markup = named.table.render(.html)
      raw(named.isWide ? "<div class=\"wide\">" + markup + "</div>" : markup)
    case .figure(let drawn):
      figure(
        svg: drawn.svg, caption: drawn.title + (drawn.title.last?.isPunctuation == true ? "" : "."),
        files: FigureExport.Format.allCases.map { "figures/\(drawn.name).\($0.rawValue)" })
    }
  }
}

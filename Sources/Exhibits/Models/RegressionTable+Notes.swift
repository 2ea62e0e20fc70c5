import Estimation
import Typesetting

extension RegressionTable {
  /// What the parentheses hold, what was dropped and why, and everything that the fits warn about.
  var notes: [String] {
    var notes = [uncertaintyNote]
    if !options.stars.isEmpty {
      let levels = options.stars.sorted { $0.below > $1.below }
      notes.append(levels.map { "\($0.mark) p < \($0.below)" }.joined(separator: ", ") + ".")
    }
    if !roundedToZero.isEmpty {
      let zero = options.format.string(0)
      notes.append(
        "\(zero) stands for a smaller number in: \(roundedToZero.joined(separator: ", ")).")
    }
    notes += byFit("Not converged; the numbers are those of the last iteration") { fit in
      fit.convergence.converged ? nil : ""
    }
    notes += byModel("\(Self.negativeMark) The variance came out negative, so there is no error") {
      let names = $0.rows.filter(\.hasNegativeVariance).map { label($0.term) }
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    notes += byModel("\(Self.zeroMark) The variance came out zero, which is no error") {
      let names = $0.rows.filter(\.hasZeroVariance).map { options.labels.label($0.term) }
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    notes += byModel("Dropped because other columns span them") { estimates in
      let names = estimates.redundantTerms.map { label($0.term) }
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    notes += byModel("Rows dropped") { estimates in
      let reasons = FitLabels.dropped(estimates.fits).filter { $0.counts.contains { $0 > 0 } }
      guard !reasons.isEmpty else { return nil }
      return reasons.map {
        "\($0.reason) \(FitLabels.range($0.counts) { NumberFormat.count($0) })"
      }.joined(separator: ", ")
    }
    notes += byFit("Levels with a single row") { fit in
      let effects = fit.absorbed.filter { $0.singletons > 0 }
      guard !effects.isEmpty else { return nil }
      return effects.map { "\($0.name) \(NumberFormat.count($0.singletons))" }
        .joined(separator: ", ")
    }
    notes += byFit("Levels that other effects span") { fit in
      let effects = fit.absorbed.filter { $0.redundant > 0 }
      guard !effects.isEmpty else { return nil }
      return effects.map {
        "\($0.name) \(NumberFormat.count($0.redundant))"
          + ($0.nestedIn.map { " (nested in \($0))" } ?? "")
      }.joined(separator: ", ")
    }
    for remark in uniqueRemarks {
      notes += byModel("Warning") { $0.remarks.contains(remark) ? remark : nil }
    }
    let hidden = hiddenTerms.map { options.labels.label($0) }
    if !hidden.isEmpty {
      notes.append(
        hidden.count <= 6
          ? "Terms not shown: \(hidden.joined(separator: ", "))."
          : """
          Terms not shown: \(hidden.prefix(3).joined(separator: ", ")) \
          and \(hidden.count - 3) more.
          """)
    }
    return notes + options.notes
  }

  private var uncertaintyNote: String {
    guard options.uncertainty == .confidenceInterval else {
      return "Standard errors in parentheses."
    }
    var levels: [Double] = []
    for model in models {
      let level = model.fit.confidenceLevel
      if !levels.contains(level) { levels.append(level) }
    }
    if levels.count == 1 { return "\(NumberFormat.percent(levels[0])) intervals in parentheses." }
    let each = models.map {
      "\($0.title) \(NumberFormat.percent($0.fit.confidenceLevel))"
    }
    return "Intervals in parentheses: \(each.joined(separator: ", "))."
  }

  /// Labels of the shown terms whose estimate is not zero and prints as if it were.
  private var roundedToZero: [String] {
    let zero = options.format.string(0)
    return shownTerms.filter { term in
      models.contains { model in
        guard let row = model.fit.rows.first(where: { $0.term == term }) else { return false }
        return row.estimate != 0 && options.format.string(row.estimate) == zero
      }
    }.map { options.labels.label($0) }
  }

  private var uniqueRemarks: [String] {
    var remarks: [String] = []
    for remark in models.flatMap(\.fit.remarks) where !remarks.contains(remark) {
      remarks.append(remark)
    }
    return remarks
  }

  /// As `byModel`, of what is read fit by fit.
  private func byFit(_ head: String, _ read: (Fit) -> String?) -> [String] {
    byModel(head) { FitLabels.together($0.fits.map(read)) }
  }

  /// One note for what several models may have; models with the same text are named together, and
  /// none is named where all share it.
  private func byModel(
    _ head: String, _ read: (any DocumentedEstimates) -> String?
  ) -> [String] {
    var texts: [(text: String, titles: [String])] = []
    for model in models {
      guard let text = read(model.fit) else { continue }
      if let known = texts.firstIndex(where: { $0.text == text }) {
        texts[known].titles.append(model.title)
      } else {
        texts.append((text, [model.title]))
      }
    }
    guard !texts.isEmpty else { return [] }
    if texts.count == 1, texts[0].titles.count == models.count {
      return [Self.sentence(texts[0].text.isEmpty ? head : "\(head): \(texts[0].text)")]
    }
    let parts = texts.map { entry in
      let titles = entry.titles.joined(separator: ", ")
      return entry.text.isEmpty ? titles : "\(titles): \(entry.text)"
    }
    return [Self.sentence("\(head): \(parts.joined(separator: "; "))")]
  }

  private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
}

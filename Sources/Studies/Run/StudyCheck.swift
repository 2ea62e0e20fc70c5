import Estimation
import Expressions
import Frames
import Panels

/// Looks at a study without fitting anything: its file, its tables, its panel, its formulas.
public struct StudyCheck {
  /// One thing that was looked at, and what was found.
  public struct Finding: Sendable, Equatable, CustomStringConvertible {
    /// What a finding is for a run.
    public enum Verdict: String, Sendable {
      /// As it should be.
      case ok
      /// Worth knowing, and often meant.
      case note
      /// A run goes on from it, and its report says it; it is seldom meant.
      case warning
      /// A run stops at it.
      case problem
    }

    /// What it is for a run.
    public var verdict: Verdict
    /// What was looked at: the study's file, a source, a step, a model.
    public var what: String
    /// What was found, and where it is not fine one thing to try.
    public var words: String

    /// As `entente check` prints it, with the verdict first.
    public var description: String {
      switch verdict {
      case .ok: "ok      \(what): \(words)"
      case .note: "note    \(what): \(words)"
      case .warning: "WARNING \(what): \(words)"
      case .problem: "PROBLEM \(what): \(words)"
      }
    }

    /// Whether a run can go on from here.
    public var isFine: Bool { verdict != .problem }

    init(_ verdict: Verdict, _ what: String, _ words: String) {
      self.verdict = verdict
      self.what = what
      self.words = words
    }
  }

  private let entry: StudyLibrary.Entry
  private let variant: String?
  private let folders: [String]

  /// - Parameter variant: only this one; all of the study's when `nil`.
  public init(study name: String, variant: String?, dataFolders: [String]) throws(StudyError) {
    entry = try StudyLibrary.find(name)
    self.variant = variant
    folders = dataFolders
  }

  /// What was found, in the order of the work: a problem early on hides what depends on it.
  public func findings() throws -> [Finding] {
    let document = try StudyDocument(entry.text, file: entry.file)
    var panels = try PanelStore(entry, folders: folders)
    var findings = [Finding(.ok, "study file", entry.file)]
    findings += tables(try document.study(variant: variant), &panels)
    guard findings.allSatisfy(\.isFine) else { return findings }
    let names = variant.map { [$0] } ?? document.variants.map(\.name)
    var words = StudyWords()
    for name in names.isEmpty ? [nil] : names.map(Optional.some) {
      findings += panelAndModels(name, document, &panels, &words)
    }
    // What one variant lacks another may have, so that all must have been looked at.
    guard variant == nil, findings.allSatisfy(\.isFine) else { return findings }
    let study = try document.study(variant: names.first)
    return findings + words.doubts(of: study).map { Finding(.warning, $0.what, $0.words) }
  }

  /// Whether every table is there and is what its description says.
  private func tables(_ study: Study, _ panels: inout PanelStore) -> [Finding] {
    study.sources.compactMap { plan -> Finding? in
      let what = "source \(plan.name)"
      switch plan.origin {
      case .simulated: return Finding(.ok, what, "simulated, needs no file")
      case .file(let file, _):
        guard let path = panels.path(ofFile: file) else {
          let error = StudyError.missingData(
            source: plan.name, file: file, folders: panels.folders)
          return Finding(.problem, what, error.description)
        }
        return Finding(.ok, what, path)
      case .named(let name):
        if study.sources.contains(where: { $0.name == name && $0.name != plan.name }) { return nil }
        let check = panels.check(name, changing: plan.codeChanges)
        let isFine = check.status == .present && check.problems.isEmpty
        let rows = check.rows.map { Plural.count($0, "row") } ?? ""
        return isFine
          ? Finding(.ok, what, "\(check.path ?? ""), \(rows)")
          : Finding(.problem, what, check.problems.joined(separator: " "))
      }
    }
  }

  /// Builds the panel of a variant, and each model's design.
  private func panelAndModels(
    _ name: String?, _ document: StudyDocument, _ panels: inout PanelStore,
    _ words: inout StudyWords
  ) -> [Finding] {
    let prefix = name.map { "variant \($0), " } ?? ""
    let study: Study
    let panel: BuiltPanel
    do {
      study = try document.study(variant: name)
      panel = try panels.panel(study, progress: { _ in })
    } catch {
      return [Finding(.problem, prefix + "panel", describe(error))]
    }
    var findings = [
      Finding(
        .ok, prefix + "panel",
        "\(Plural.count(panel.frame.rowCount, "row")), "
          + "\(Plural.count(panel.index?.unitCount ?? 0, "unit"))")
    ]
    findings += panel.doubts.map { Finding(.warning, prefix + "panel", $0) }
    findings += panel.notes.map { Finding(.note, prefix + "panel", $0) }
    words.note(panel)
    var designs: [(model: OutputName, terms: [Term])] = []
    var names = StudyNames(models: [])
    for model in study.models {
      do {
        let prepared = try panel.prepared(model.model, of: study)
        let design = prepared.design
        findings.append(
          Finding(
            .ok, prefix + "model \(model.name)",
            "\(design.sample.count) of \(design.sample.offered) rows, "
              + "\(Plural.count(design.terms.count, "term"))"))
        if let error = StudyNames.problem(model, prepared) {
          findings.append(Finding(.problem, prefix + "model \(model.name)", describe(error)))
        }
        findings += claims(study, model.name, design.terms, prefix)
        names = StudyNames(models: names.models + [(model.name, prepared)])
        designs.append((model.name, design.terms))
        words.note(model.name, design)
      } catch {
        findings.append(Finding(.problem, prefix + "model \(model.name)", describe(error)))
      }
    }
    // Where a design failed, what a figure lacks is not known.
    if designs.count == study.models.count { findings += figureTerms(study, designs, prefix) }
    for figure in study.figures {
      guard let error = names.problem(figure) else { continue }
      findings.append(Finding(.problem, prefix + "figure \(figure.name)", describe(error)))
    }
    for quantity in study.quantities {
      guard let error = names.problem(quantity) else { continue }
      findings.append(Finding(.problem, prefix + "quantities \(quantity.name)", describe(error)))
    }
    return findings
  }

  /// Headline terms that a model does not have, or has several of.
  private func claims(
    _ study: Study, _ model: OutputName, _ terms: [Term], _ prefix: String
  ) -> [Finding] {
    study.claims.filter { $0.model == model }.compactMap { claim in
      let count = terms.positions(of: claim.term).count
      guard count != 1 else { return nil }
      return Finding(
        .problem, prefix + "claim \(model)",
        count == 0
          ? "the model has no term '\(claim.term.name)'. \(Self.advice(claim.term, terms))"
          : "\(count) terms of the model are called '\(claim.term.name)', and a claim is one number. "
            + "Rename a variable or a category.")
    }
  }

  /// Terms that a figure of coefficients asks for and none of its models has.
  private func figureTerms(
    _ study: Study, _ designs: [(model: OutputName, terms: [Term])], _ prefix: String
  ) -> [Finding] {
    study.figures.flatMap { plan -> [Finding] in
      guard case .coefficients(let models, let wanted) = plan.subject else { return [] }
      let shown = designs.filter { models.isEmpty || models.contains($0.model) }.flatMap(\.terms)
      return wanted.filter { shown.positions(of: $0).isEmpty }.map { term in
        Finding(
          .problem, prefix + "figure \(plan.name)",
          "no model of the figure has a term '\(term.name)'. \(Self.advice(term, shown))")
      }
    }
  }

  static func advice(_ term: TermReference, _ terms: [Term]) -> String {
    var names: [String] = []
    for name in terms.map(\.name) where !names.contains(name) { names.append(name) }
    let near = NearestNames.closest(to: term.name, among: names)
    return near.isEmpty
      ? "Its terms are \(NearestNames.sentence(names))."
      : "Did you mean \(NearestNames.sentence(near))?"
  }
}

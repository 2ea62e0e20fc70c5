import Estimation
import Expressions
import Frames

/// The names that all variants of a study have, in which the names under `labels:` and `published:` are
/// looked up: a run prints what they are given for, and says nothing of a name that it never meets.
struct StudyWords {
  private var terms: [(model: OutputName, terms: [Term])] = []
  private var names: Set<String> = []

  /// The columns of a variant's panel, whether a model uses them or not.
  mutating func note(_ panel: BuiltPanel) { names.formUnion(panel.frame.columns.map(\.name)) }

  /// The terms and the outcome of a model in a variant.
  mutating func note(_ model: OutputName, _ design: Design) {
    terms.append((model, design.terms))
    names.insert(design.outcomeName)
    for term in design.terms {
      names.insert(term.name)
      names.formUnion(term.factors.map(\.name))
    }
  }

  /// Labels of nothing, and published terms that no variant has.
  func doubts(of study: Study) -> [(what: String, words: String)] {
    // A claim and a published number are labelled by the name that the study has for their term.
    let known = names.union(study.published?.entries.map(\.number.term) ?? [])
      .union(study.claims.map(\.term.name))
    let labels = study.labels.keys.sorted().filter { !known.contains($0) }.map { label in
      let near = NearestNames.closest(to: label, among: known.sorted())
      return (
        "labels",
        "no term, variable or outcome is called '\(label)', so that its label stands nowhere. "
          + (near.isEmpty
            ? "Write the name as a table of coefficients prints it."
            : "Did you mean \(NearestNames.sentence(near))?")
      )
    }
    guard let published = study.published else { return labels }
    let absent = published.entries.compactMap { entry -> (what: String, words: String)? in
      let own = terms.filter { $0.model == entry.model }.flatMap(\.terms)
      let term = TermReference.named(entry.number.term)
      guard !own.isEmpty, own.positions(of: term).isEmpty else { return nil }
      return (
        "published \(entry.model)",
        "the model has no term '\(entry.number.term)' in any variant, so that nothing is compared with "
          + "the printed number. \(StudyCheck.advice(term, own))"
      )
    }
    return labels + absent
  }
}

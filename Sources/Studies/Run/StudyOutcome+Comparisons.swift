import Estimation
import Exhibits
import Expressions
import Interpretation

extension StudyOutcome {
  /// Published numbers beside ours, in the order of the study file.
  ///
  /// A cause explains a difference, so that a number that is the same as printed has none; and it
  /// explains the one of its own variants, not of every other.
  static func comparisons(_ study: Study, _ models: [FittedModel]) -> [Comparison] {
    guard let published = study.published else { return [] }
    let causes = published.causes.filter { cause in
      cause.variants.isEmpty
        ? study.variant == study.variants.first
        : study.variant.map { cause.variants.contains($0.name) } ?? false
    }
    return published.entries.map { entry in
      let model = models.first { $0.plan.name == entry.model }
      let term = entry.number.term
      let row = model?.fit.row(.named(term))
      var result = Comparison(
        model: entry.model,
        row: ComparisonTable.Row(
          published: entry.number, term: row?.term, ours: row.map { Quantity($0) },
          note: row == nil ? "not in this variant" : ""),
        level: published.level)
      if result.differs {
        result.causes = causes.filter { $0.terms.contains(term) }.map(\.cause)
      }
      return result
    }
  }

  /// The published specification, where the run is of another variant and fitted that one too.
  var publishedSpecification: VariantFits? {
    guard study.variant != study.variants.first else { return nil }
    return others.first { $0.variant == study.variants.first }
  }

  /// Sets beside each comparison of a variant what the published specification leaves of the
  /// difference, and names the variant as the cause of the rest.
  mutating func setBesidePublishedSpecification() {
    guard let specification = publishedSpecification, let variant = study.variant else { return }
    let reference = Self.comparisons(study, specification.models)
    for index in comparisons.indices {
      guard let left = reference[index].difference, comparisons[index].difference != nil else {
        continue
      }
      comparisons[index].underSpecification = left
      guard comparisons[index].differs else { continue }
      comparisons[index].causes.append(
        "What \(variant.name) changes: \(specification.variant.name), the specification that it varies, "
          + "leaves the difference in the column before.")
    }
  }
}

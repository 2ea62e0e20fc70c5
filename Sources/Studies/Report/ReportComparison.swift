import Estimation
import Exhibits
import Frames
import Typesetting

/// How far published numbers and ours are apart, in a sentence.
struct ReportComparison {
  private let outcome: StudyOutcome

  init(_ outcome: StudyOutcome) { self.outcome = outcome }

  /// For the page: how many numbers are compared, and which differs most.
  func words(_ published: Study.Published) -> String? {
    guard let worst else { return nil }
    // An interval of a normal reference is this many standard errors wide.
    let width = 2 * ReferenceDistribution.normal.quantile((1 + published.level) / 2)
    let count = outcome.comparisons.compactMap(\.difference).count
    return
      "Of \(Plural.count(outcome.comparisons.count, "printed coefficient")), \(count) "
      + "\(Plural.of(count, "has", "have")) an interval of some width; "
      + "the largest difference is \(worst) (interval width / "
      + "\(NumberFormat(digits: 2).string(width))). The last column says what is known of its cause."
  }

  /// The largest difference, whose it is, and what the published specification leaves of it; `nil`
  /// where nothing can be compared.
  var worst: String? {
    func size(_ comparison: StudyOutcome.Comparison) -> Double {
      comparison.difference.map(abs) ?? -1
    }
    guard let comparison = outcome.comparisons.max(by: { size($0) < size($1) }),
      let difference = comparison.difference
    else { return nil }
    let format = NumberFormat(digits: 3)
    let labels = TermLabels(outcome.study.labels)
    let term = comparison.row.term.map { labels.label($0) } ?? comparison.row.published.term
    let title = outcome.model(comparison.model)?.plan.title ?? "\(comparison.model)"
    var text =
      "\(format.string(abs(difference))) published standard errors (\(title): \(term)"
    if let left = comparison.underSpecification, let specification = outcome.publishedSpecification
    {
      text +=
        "; \(format.string(abs(left))) in \(specification.variant.name), so the rest is what this "
        + "variant changes"
    }
    return text + ")"
  }
}

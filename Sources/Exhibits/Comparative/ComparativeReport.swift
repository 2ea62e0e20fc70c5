import Evidence
import Typesetting

/// A comparative analysis with its robustness test, if there is one, as one document.
public struct ComparativeReport: Sendable {
  public let analysis: ComparativeAnalysis
  public let robustness: RobustnessTest?

  public init(_ analysis: ComparativeAnalysis, robustness: RobustnessTest? = nil) {
    self.analysis = analysis
    self.robustness = robustness
  }

  /// Truth table, solutions, necessity, then robustness, a blank line between them.
  public func render(_ format: TableFormat) -> String {
    let further = robustness?.tables(conditions: analysis.memberships.conditions) ?? []
    return (analysis.tables + further).map { $0.render(format) }.joined(separator: "\n")
  }

  public var json: JSONValue {
    guard let robustness, case .object(let members) = analysis.json else { return analysis.json }
    return .object(
      members + [
        (
          key: "robustness",
          value: robustness.json(conditions: analysis.memberships.conditions)
        )
      ])
  }
}

import Evidence
import Typesetting

extension ComparativeAnalysis {
  /// Truth table, solutions and necessity, then how far the choices can move, where that was tested.
  /// An XY plot of each solution can be drawn, under the solution's name.
  ///
  /// - Parameter drawing: The solution whose plot is drawn if none is named.
  public func answer(
    robustness: RobustnessTest? = nil, drawing: Solution.Kind = .intermediate
  ) -> Answer {
    let conditions = memberships.conditions
    let kinds = [drawing] + Solution.Kind.allCases.filter { $0 != drawing }
    return Answer(
      tables: tables + (robustness?.tables(conditions: conditions) ?? []),
      document: document(robustness),
      figures: kinds.map { kind in
        .init(kind.rawValue) { try MembershipPlot(self, solution: kind) }
      })
  }

  private func document(_ robustness: RobustnessTest?) -> JSONValue {
    guard let robustness, case .object(let members) = json else { return json }
    return .object(
      members + [
        (key: "robustness", value: robustness.json(conditions: memberships.conditions))
      ])
  }
}

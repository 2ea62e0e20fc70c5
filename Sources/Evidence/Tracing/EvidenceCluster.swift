/// Items of a case that share a document or depend on each other, and count together.
public struct EvidenceCluster: Equatable, Sendable {
  /// The document they share, or the first item where they share none.
  public let key: String
  /// In the order of their keys.
  public let items: [EvidenceItem]
  /// How the items are taken together.
  public let rule: CaseFile.Dependence.Rule

  /// The clusters of items, in the order of their keys: whatever order the case file has.
  ///
  /// - Throws: `EvidenceError.caseFile` with `correlationCount` where a correlation is stated for
  ///   other than two items.
  static func clusters(
    of items: [EvidenceItem], in caseFile: CaseFile
  ) throws(EvidenceError) -> [EvidenceCluster] {
    let sorted = items.sorted { $0.id < $1.id }
    var group = Array(sorted.indices)
    func root(_ index: Int) -> Int {
      var place = index
      while group[place] != place { place = group[place] }
      return place
    }
    for left in sorted.indices {
      for right in sorted.indices where right > left {
        let (one, other) = (sorted[left], sorted[right])
        let isTied =
          one.dependsOn.contains(other.id) || other.dependsOn.contains(one.id)
          || one.sources.contains(where: other.sources.contains)
        if isTied {
          let (first, second) = (root(left), root(right))
          group[max(first, second)] = min(first, second)
        }
      }
    }
    var result: [EvidenceCluster] = []
    for start in sorted.indices where root(start) == start {
      let members = sorted.indices.filter { root($0) == start }.map { sorted[$0] }
      let shared = members[0].sources.filter { source in
        members.allSatisfy { $0.sources.contains(source) }
      }
      // A rule about a document holds for items that all rest on it; where other ties join in, the
      // items count once.
      let stated = caseFile.dependences.first { dependence in
        shared.contains(dependence.key) || members.contains { $0.id == dependence.key }
      }
      let rule = stated?.rule ?? .shared(1)
      if case .correlation = rule, members.count > 1, members.count != 2 {
        throw .caseFile(.correlationCount(cluster: stated?.key ?? "", found: members.count))
      }
      result.append(
        EvidenceCluster(key: shared.first ?? members[0].id, items: members, rule: rule))
    }
    return result.sorted { ($0.key, $0.items[0].id) < ($1.key, $1.items[0].id) }
  }
}

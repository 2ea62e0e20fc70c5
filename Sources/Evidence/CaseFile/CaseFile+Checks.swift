import Frames

extension CaseFile {
  /// Every key names something, and no two things of a kind share one.
  func checkReferences() throws(EvidenceError) {
    try Self.unique(items.map(\.id), "item")
    let itemIDs = items.map(\.id)
    let sourceIDs = sources.map(\.id)
    let personIDs = people.map(\.id)
    let caseIDs = cases.map(\.id)
    for note in notes where !note.isIbid {
      try Self.find(note.sources, among: sourceIDs, "source", "note \(note.number)")
    }
    for item in items {
      let place = "item \(item.id)"
      guard caseIDs.contains(item.caseID) else {
        throw .caseFile(
          .unknownCase(
            item.caseID, item: item.id,
            closest: NearestNames.closest(to: item.caseID, among: caseIDs), known: caseIDs))
      }
      try Self.find(item.sources, among: sourceIDs, "source", place)
      try Self.find(
        item.dependsOn + item.follows + item.explains, among: itemIDs, "item", place)
      try Self.find(item.late + [item.person].compactMap(\.self), among: personIDs, "person", place)
    }
    try Self.acyclic(items, "depends on") { $0.dependsOn }
    try Self.acyclic(items, "follows") { $0.follows }
    try Self.acyclic(items, "explains") { $0.explains }
    for dependence in dependences {
      try Self.find(
        [dependence.key], among: sourceIDs + itemIDs, "source or item",
        "the dependence '\(dependence.key)'")
    }
  }

  private static func unique(_ ids: [String], _ kind: String) throws(EvidenceError) {
    var seen: Set<String> = []
    for id in ids where !seen.insert(id).inserted {
      throw .caseFile(.repeated(kind: kind, id: id))
    }
  }

  /// No item relates to itself, directly or by way of others.
  private static func acyclic(
    _ items: [EvidenceItem], _ relation: String, _ others: (EvidenceItem) -> [String]
  ) throws(EvidenceError) {
    var next: [String: [String]] = [:]
    for item in items { next[item.id] = others(item) }
    var done: Set<String> = []
    for item in items where !done.contains(item.id) {
      // A walk in depth with the way that led to each place.
      var way: [(id: String, rest: ArraySlice<String>)] = [
        (item.id, next[item.id, default: []][...])
      ]
      while let last = way.last {
        guard let other = last.rest.first else {
          done.insert(last.id)
          way.removeLast()
          continue
        }
        way[way.count - 1].rest = last.rest.dropFirst()
        if let start = way.firstIndex(where: { $0.id == other }) {
          throw .caseFile(
            .circular(relation: relation, items: way[start...].map(\.id) + [other]))
        }
        if !done.contains(other) { way.append((other, next[other, default: []][...])) }
      }
    }
  }

  private static func find(
    _ ids: [String], among known: [String], _ kind: String, _ place: String
  ) throws(EvidenceError) {
    for id in ids where !known.contains(id) {
      throw .caseFile(
        .unknownReference(
          kind: kind, id: id, usedIn: place,
          closest: NearestNames.closest(to: id, among: known)))
    }
  }
}

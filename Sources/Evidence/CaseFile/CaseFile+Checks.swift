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

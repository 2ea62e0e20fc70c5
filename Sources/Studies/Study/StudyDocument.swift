import Documents

/// A study file as it was read, once, from which each of its variants is made.
struct StudyDocument: Sendable {
  private let root: DocumentNode
  /// The changes of each variant, under `variants`.
  private let changes: [DocumentNode]
  /// The variants in the order of the file.
  let variants: [Study.Variant]

  init(_ text: String, file: String) throws(StudyError) {
    do throws(DocumentError) {
      root = try DocumentNode(
        reading: text, file: file, expecting: "a study, beginning with `study: name`")
      let entries = try root.entries(known: Study.rootKeys)["variants"]?.entries() ?? []
      changes = entries.map(\.value)
      var variants: [Study.Variant] = []
      for (name, node) in entries {
        let words = try node.entries().first { $0.key == "words" }?.value.text()
        variants.append(Study.Variant(name: name, words: words ?? ""))
      }
      self.variants = variants
    } catch {
      throw .document(error)
    }
  }

  /// The study with a variant laid over it; the first where none is named.
  func study(variant name: String?) throws(StudyError) -> Study {
    let names = variants.map(\.name)
    if let name, !names.contains(name) { throw .unknownVariant(name, known: names) }
    let chosen = variants.first { $0.name == name ?? $0.name }
    let study: Study
    do throws(DocumentError) {
      let effective = try chosen.map { (variant) throws(DocumentError) in
        try applied(variant.name, depth: 0)
      }
      study = try Study(
        effective?.root ?? root, modelWide: effective?.modelWide ?? [:], variants: variants,
        variant: chosen)
    } catch {
      throw .document(error)
    }
    try study.checkNames()
    return study
  }

  private static let structuralKeys = [
    "sources", "panel", "variables", "composites", "models", "figures", "quantities", "claims",
    "labels",
  ]
  /// Variants that extend each other deeper than this do so in a circle.
  private static let deepest = 8

  /// Lays a variant, and first the one it extends, over the study; settings for all models apart.
  private func applied(
    _ name: String, depth: Int
  ) throws(DocumentError) -> (root: DocumentNode, modelWide: [String: DocumentNode]) {
    guard let place = variants.firstIndex(where: { $0.name == name }) else { return (root, [:]) }
    let node = changes[place]
    guard depth < Self.deepest else {
      throw node.wrong("variants that do not extend each other in a circle")
    }
    let known = ["words", "extends"] + Self.structuralKeys + Study.modelWideKeys
    let keys = try node.entries(known: known)
    var base = root
    var wide: [String: DocumentNode] = [:]
    if let parent = keys["extends"] {
      let name = try parent.vocabulary("one of the variants") { word in
        variants.first { $0.name == word }?.name
      }
      (base, wide) = try applied(name, depth: depth + 1)
    }
    for (key, value) in keys where Study.modelWideKeys.contains(key) { wide[key] = value }
    let overlay = DocumentValue(
      .mapping((node.value.mapping ?? []).filter { Self.structuralKeys.contains($0.key) }),
      line: node.line)
    return (base.overlaid(with: DocumentNode(overlay, path: node.path, file: node.file)), wide)
  }
}

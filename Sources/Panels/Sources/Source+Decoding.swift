import Documents
import Frames

/// A description as a document says it. SourceFile.md explains every key.
extension Source {
  package static let keys =
    [
      "source", "title", "files", "columns", "other_columns", "year_columns", "time", "spells",
      "blank", "codes", "collapse", "mirrored", "key", "coverage", "citation", "terms", "remarks",
    ] + CSVOptions.keys

  /// The word for a setting that is left empty on purpose.
  private static let none = "none"

  /// Reads a description, YAML or JSON.
  /// - Parameter file: its path, for messages.
  public init(reading text: String, file: String) throws(DocumentError) {
    try self.init(
      DocumentNode(
        reading: text, file: file, expecting: "a description, beginning with `source: name`"))
  }

  init(_ root: DocumentNode) throws(DocumentError) {
    let keys = try root.entries(known: Self.keys)
    func required(_ key: String, _ what: String) throws(DocumentError) -> DocumentNode {
      guard let node = keys[key] else { throw root.wrong("`\(key):` with \(what)") }
      return node
    }
    name = try required("source", "the name of the source").name()
    title = try required("title", "what the table is, in a line").sentence()
    files = try required("files", "the name of the file").texts()
    guard !files.isEmpty, files.allSatisfy({ !$0.isEmpty && !$0.contains("/") }) else {
      throw try required("files", "").wrong("names of files, without folders")
    }
    variables = try required("columns", "the columns of the file").variables()
    keepsOthers =
      try keys["other_columns"]?.vocabulary("keep or drop") { ["keep": true, "drop": false][$0] }
      ?? false
    shape = try keys["year_columns"]?.yearColumns() ?? .long
    let year = try keys["time"]?.text() ?? "year"
    time = year == Self.none ? nil : year
    codes = try keys["codes"].map { (node) throws(DocumentError) in try Code.list(node) } ?? []
    collapse =
      try keys["collapse"].map { (node) throws(DocumentError) in
        try Aggregation.list(node.entries(known: Aggregation.keys))
      } ?? []
    mirrored = try keys["mirrored"]?.texts() ?? []
    let keyWords = "the columns that tell rows apart, or `none`"
    let key = try required("key", keyWords).someTexts(keyWords)
    self.key = key == [Self.none] ? [] : key
    let time = self.time
    spells = try keys["spells"].map { (node) throws(DocumentError) in
      guard let time else {
        throw node.wrong("no `time: none` beside `spells:`, which makes years")
      }
      return try SpellYears(
        node, key: (key == [Self.none] ? [] : key).filter { $0 != time }, yearColumn: time)
    }
    blankIsZero = try keys["blank"]?.blanks() ?? []
    coverage =
      try keys["coverage"].map { (node) throws(DocumentError) in
        try Coverage(node)
      } ?? Coverage(years: nil)
    reading = try CSVOptions(keys)
    citation = try required("citation", "whom to cite").sentence()
    terms = try required("terms", "on what terms the table may be used").sentence()
    remarks = try keys["remarks"]?.texts() ?? []
    try checkCoverage(root, keys["coverage"])
    try checkColumns(root, keys)
  }

  /// A table with years says which it covers.
  private func checkCoverage(
    _ root: DocumentNode, _ node: DocumentNode?
  ) throws(DocumentError) {
    guard time == nil || coverage.years != nil else {
      throw (node ?? root).wrong(
        "`coverage: {years: 1816-2010}` with the years that the table covers, or `time: none`")
    }
  }

  /// Refuses columns that nothing makes, before any file is there.
  private func checkColumns(
    _ root: DocumentNode, _ keys: [String: DocumentNode]
  ) throws(DocumentError) {
    let known = names
    func check(
      _ used: [String], _ key: String, among known: [String]
    ) throws(DocumentError) {
      let node = keys[key] ?? root
      for name in used where !known.contains(name) && !keepsOthers {
        let closest = NearestNames.closest(to: name, among: known)
        throw node.refused(
          "the column '\(name)' is none of this source. "
            + (closest.isEmpty
              ? "It has \(NearestNames.sentence(known)); describe it under `columns:`."
              : "Did you mean \(NearestNames.sentence(closest))?"))
      }
    }
    for (index, name) in known.enumerated() where known[..<index].contains(name) {
      throw (keys["columns"] ?? root).refused(
        "two columns are called '\(name)' after reading. Rename one of them.")
    }
    try check(self.key, "key", among: known)
    try check(time.map { [$0] } ?? [], "time", among: known)
    for (index, code) in codes.enumerated() {
      // A conversion may build on those before it.
      let before = known.filter { name in !codes[index...].contains { $0.newColumn == name } }
      try check([code.column], "codes", among: before)
    }
    try check(collapse.map(\.column), "collapse", among: known)
    try check(mirrored, "mirrored", among: known)
    let described = variables.map(\.name)
    for setting in [CSVOptions.Setting.text, .number] {
      let type = setting == .text ? ColumnType.text : .double
      try check(
        reading.types.filter { $0.value == type }.keys.sorted(), setting.rawValue, among: described)
    }
    try check(reading.decimal.columns.keys.sorted(), "decimal", among: described)
    try check(reading.thousands.columns.keys.sorted(), "thousands", among: described)
    try check(blankIsZero, "blank", among: known)
    try check(spells.map { [$0.from, $0.to] } ?? [], "spells", among: described)
    try check(coverage.columnYears.map(\.column), "coverage", among: known)
    guard mirrored.isEmpty || mirrored.count == 2 else {
      throw (keys["mirrored"] ?? root).wrong("the two columns of a dyad's members")
    }
    guard collapse.isEmpty || !self.key.isEmpty else {
      throw (keys["key"] ?? root).wrong("the columns by which `collapse:` makes one row of several")
    }
  }
}

extension DocumentNode {
  /// A name that can stand in a file's name and after `from:`.
  fileprivate func name() throws(DocumentError) -> String {
    let word = try text()
    guard !word.isEmpty,
      word.utf8.allSatisfy({ byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      })
    else { throw wrong("a name of letters, digits, - and _") }
    return word
  }

  /// Words, and not none of them.
  fileprivate func sentence() throws(DocumentError) -> String {
    let words = try text()
    guard !words.isEmpty else { throw wrong("words") }
    return words
  }

  /// `name: meaning`, or `name: {from: ..., unit: ..., meaning: ...}`.
  fileprivate func variables() throws(DocumentError) -> [Source.Variable] {
    var variables: [Source.Variable] = []
    for (name, node) in try entries() {
      guard node.value.scalar == nil else {
        variables.append(
          Source.Variable(
            originals: [name], name: name, unit: "", meaning: try node.sentence(),
            isOptional: false))
        continue
      }
      let keys = try node.entries(known: ["from", "unit", "meaning", "optional"])
      guard let meaning = keys["meaning"] else {
        throw node.wrong("`meaning:` with what the column says")
      }
      let originals = try keys["from"]?.texts() ?? [name]
      guard !originals.isEmpty else { throw node.wrong("a column's name after `from:`") }
      variables.append(
        Source.Variable(
          originals: originals, name: name, unit: try keys["unit"]?.text() ?? "",
          meaning: try meaning.sentence(), isOptional: try keys["optional"]?.flag() ?? false))
    }
    guard !variables.isEmpty else { throw wrong("at least one column") }
    return variables
  }

  /// `column: 0`, by the columns in which a blank says so.
  fileprivate func blanks() throws(DocumentError) -> [String] {
    var columns: [String] = []
    for (column, node) in try entries() {
      guard Double(try node.text()) == 0 else {
        throw node.wrong("0; a blank that says nothing is missing without this setting")
      }
      columns.append(column)
    }
    return columns
  }

  fileprivate func yearColumns() throws(DocumentError) -> Source.Shape {
    let keys = try entries(known: ["name", "unit", "meaning"])
    guard let name = keys["name"], let meaning = keys["meaning"] else {
      throw wrong("`name:` and `meaning:` of what the year columns hold")
    }
    return .yearColumns(
      name: try name.sentence(), unit: try keys["unit"]?.text() ?? "",
      meaning: try meaning.sentence())
  }
}

import Documents
import Expressions
import Frames

/// Members by kind. One that is not set leaves the value as it is.
extension Members {
  /// How a table of text is read: the members that are called as the settings are.
  public mutating func read(into options: inout CSVOptions) throws(DocumentError) {
    for setting in CSVOptions.Setting.allCases {
      if let node = node(setting.rawValue) { try options.set(setting, from: node) }
    }
  }

  /// A finite number.
  public mutating func read(_ name: String, into value: inout Double) throws(DocumentError) {
    if let node = node(name) { value = try node.number() }
  }

  /// A finite number, or none.
  public mutating func read(_ name: String, into value: inout Double?) throws(DocumentError) {
    if let node = node(name) { value = try node.number() }
  }

  /// A whole number.
  public mutating func read(_ name: String, into value: inout Int) throws(DocumentError) {
    if let node = node(name) { value = try node.wholeNumber() }
  }

  /// A whole number, or none.
  public mutating func read(_ name: String, into value: inout Int?) throws(DocumentError) {
    if let node = node(name) { value = try node.wholeNumber() }
  }

  /// A seed: a whole number from 0.
  public mutating func read(_ name: String, into value: inout UInt64) throws(DocumentError) {
    guard let node = node(name) else { return }
    value = try node.vocabulary("a whole number from 0") { UInt64($0) }
  }

  /// True or false.
  public mutating func read(_ name: String, into value: inout Bool) throws(DocumentError) {
    if let node = node(name) { value = try node.flag() }
  }

  /// A word or a sentence.
  public mutating func read(_ name: String, into value: inout String) throws(DocumentError) {
    if let node = node(name) { value = try node.text() }
  }

  /// A word or a sentence, or none.
  public mutating func read(_ name: String, into value: inout String?) throws(DocumentError) {
    if let node = node(name) { value = try node.text() }
  }

  /// Sentences: what a command takes several times. One alone needs no list.
  public mutating func read(_ name: String, into value: inout [String]) throws(DocumentError) {
    if let node = node(name) { value = try node.texts() }
  }

  /// One of a few words.
  public mutating func read<Word: RawRepresentable & CaseIterable>(
    _ name: String, into value: inout Word
  ) throws(DocumentError) where Word.RawValue == String {
    if let node = node(name) { value = try node.word() }
  }

  /// One of a few words, or none.
  public mutating func read<Word: RawRepresentable & CaseIterable>(
    _ name: String, into value: inout Word?
  ) throws(DocumentError) where Word.RawValue == String {
    if let node = node(name) { value = try node.word() }
  }

  /// A value of a vocabulary, such as a variance.
  public mutating func read<Value: Vocabulary>(
    _ name: String, into value: inout Value
  ) throws(DocumentError) {
    if let node = node(name) { value = try node.reading { try Value(reading: $0) } }
  }

  /// A value of a vocabulary, or none.
  public mutating func read<Value: Vocabulary>(
    _ name: String, into value: inout Value?
  ) throws(DocumentError) {
    if let node = node(name) { value = try node.reading { try Value(reading: $0) } }
  }

  /// Values of a vocabulary. One alone needs no list.
  public mutating func read<Value: Vocabulary>(
    _ name: String, into value: inout [Value]
  ) throws(DocumentError) {
    guard let node = node(name) else { return }
    value = try node.each { item throws(DocumentError) in
      try item.reading { try Value(reading: $0) }
    }
  }

  /// Names as a list, or with commas between them.
  public mutating func read(_ name: String, into value: inout NameList) throws(DocumentError) {
    if let node = node(name) { value = try node.names() }
  }

  /// Names as a list, or with commas between them; or none.
  public mutating func read(_ name: String, into value: inout NameList?) throws(DocumentError) {
    if let node = node(name) { value = try node.names() }
  }

  /// Numbers as a list, or with commas between them.
  public mutating func read(_ name: String, into value: inout NumberList) throws(DocumentError) {
    if let node = node(name) { value = try node.numbers() }
  }

  /// Numbers as a list, or with commas between them; or none.
  public mutating func read(_ name: String, into value: inout NumberList?) throws(DocumentError) {
    if let node = node(name) { value = try node.numbers() }
  }

  /// Names with values: `name: value` lines, or texts `name=value,value`.
  public mutating func read(_ name: String, into value: inout [Assignment]) throws(DocumentError) {
    guard let node = node(name) else { return }
    guard node.value.mapping != nil else {
      value = try node.each { item throws(DocumentError) in
        try item.reading { try Assignment($0) }
      }
      return
    }
    value = try node.entries().map { entry throws(DocumentError) in
      Assignment(entry.key, try entry.value.names().names)
    }
  }
}

extension DocumentNode {
  /// One of a few words.
  func word<Word: RawRepresentable & CaseIterable>() throws(DocumentError) -> Word
  where Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue)
    return try vocabulary("one of \(words.joined(separator: ", "))") { Word(rawValue: $0) }
  }

  /// What a text is read as, or why it is not, at this place.
  func reading<Value>(
    _ read: (String) throws -> Value
  ) throws(DocumentError) -> Value {
    let text = try text()
    do { return try read(text) } catch { throw refused(String(describing: error)) }
  }

  /// The values of a list; a value that is no list is one.
  func each<Value>(
    _ read: (DocumentNode) throws(DocumentError) -> Value
  ) throws(DocumentError) -> [Value] {
    guard value.list != nil else { return [try read(self)] }
    var result: [Value] = []
    for item in try items() { result.append(try read(item)) }
    return result
  }

  /// Names as a list, or with commas between them.
  func names() throws(DocumentError) -> NameList {
    value.scalar == nil ? NameList(try texts()) : try reading { try NameList($0) }
  }

  /// Numbers as a list, or with commas between them.
  func numbers() throws(DocumentError) -> NumberList {
    guard value.list != nil else { return try reading { try NumberList($0) } }
    return NumberList(values: try each { item throws(DocumentError) in try item.number() })
  }
}

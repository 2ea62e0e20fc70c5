import ArgumentParser
import Expressions

extension Option where Value: Vocabulary {
  /// An option whose words are those of a vocabulary, all of them in its help.
  init(wrappedValue: Value, vocabulary help: String) {
    self.init(
      wrappedValue: wrappedValue,
      help: "\(help) \(Value.choices). (default: \(wrappedValue))",
      transform: { try Value(reading: $0) })
  }
}

extension Option {
  /// An option whose words are those of a vocabulary, and which may be left out.
  init<Word: Vocabulary>(vocabulary help: String) where Value == Word? {
    self.init(help: "\(help) \(Word.choices).", transform: { try Word(reading: $0) })
  }

  /// An option that is repeatable, with words of a vocabulary.
  init<Word: Vocabulary>(wrappedValue: [Word], vocabulary help: String) where Value == [Word] {
    let standard = wrappedValue.map(\.description).joined(separator: ", ")
    self.init(
      wrappedValue: wrappedValue,
      help: "\(help)\(standard.isEmpty ? "" : " (default: \(standard))")",
      transform: { try Word(reading: $0) })
  }
}

extension Vocabulary {
  /// `ols: least squares; ppml: Poisson pseudo maximum likelihood`, a word each.
  static var glossary: String {
    var words: Set<String> = []
    return forms.filter { words.insert($0.name).inserted }
      .map { "\($0.name): \($0.summary)" }.joined(separator: "; ")
  }
}

import Expressions
import Frames
import Interpretation

/// A name with values, as in `z=-1,0,1` or `grp=old,new`.
public struct Assignment: Sendable, Equatable {
  /// What is set.
  public let name: String
  /// The values in the order of writing, at least one.
  public let words: [String]

  /// A name with values.
  public init(_ name: String, _ words: [String]) {
    self.name = name
    self.words = words
  }

  /// Splits at the last equals sign that is not quoted, since a variable may have one in it, as
  /// `factor(x)=1` has not but `I(x == 1)=0` has. A level with a comma or an equals sign in it stands in
  /// double quotes.
  /// - Throws: `RequestError` for what is no name, an equals sign and values.
  public init(_ text: String) throws(RequestError) {
    let pieces = QuotedText.split(text, at: "=")
    name = pieces.dropLast().joined(separator: "=")[...].trimmed
    guard let values = pieces.last, pieces.count > 1, !name.isEmpty else {
      throw RequestError("'\(text)' is not of the form name=value.")
    }
    guard !values.isEmpty else { throw RequestError("'\(text)' names nothing behind the sign.") }
    words = try NameList(values).names
  }

  /// Numbers, and levels where they are none.
  var values: [Scenario.Value] { words.map { Scenario.Value(word: $0) } }

  /// The words as finite numbers.
  /// - Throws: `RequestError` for a word that is none.
  func numbers() throws(RequestError) -> [Double] {
    try NumberList(words.joined(separator: ",")).values
  }
}

extension Scenario.Value {
  /// A number, or a level where the word is none or stands in double quotes.
  init(word: String) {
    if let text = QuotedText.whole(word) {
      self = .level(text)
      return
    }
    self = Double(spelled: word).flatMap { $0.isFinite ? .number($0) : nil } ?? .level(word)
  }
}

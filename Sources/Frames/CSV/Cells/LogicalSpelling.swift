/// The spellings of true and false.
enum LogicalSpelling {
  /// The value that a declared logical column gives a text, spaces around it dropped.
  static func declared(_ text: String) -> Int64? {
    switch trimmed(text) {
    case "TRUE", "True", "true", "T", "1": 1
    case "FALSE", "False", "false", "F", "0": 0
    default: nil
    }
  }

  /// The values of a column's distinct texts if all are words for true and false, or if they are
  /// the letters `T` and `F`, both of them: a column of nothing but `F` is as likely to say
  /// `female`.
  static func inferred(_ levels: [String]) -> [Int64]? {
    // A column of many texts is spared the look at each.
    if let first = levels.first, declared(first) == nil { return nil }
    let texts = levels.map(trimmed)
    let values = texts.compactMap(declared)
    guard values.count == texts.count, !texts.isEmpty, !texts.contains("0"), !texts.contains("1")
    else { return nil }
    let letters = texts.count { $0.count == 1 }
    if letters == 0 { return values }
    return letters == texts.count && Set(texts).count == 2 ? values : nil
  }

  private static func trimmed(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ") else {
      return text
    }
    let front = text.drop { $0 == " " }
    return String(front.reversed().drop { $0 == " " }.reversed())
  }
}

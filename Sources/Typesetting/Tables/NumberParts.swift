/// A written number in three parts: `(-4.30e-14)*` is `(-4.30`, exponent `-14`, tail `)*`.
package struct NumberParts {
  package var head: String
  /// `nil` where the number is not in scientific notation; then `head` is all of it.
  package var exponent: String?
  package var tail = ""

  package init(_ text: String) {
    head = text
    guard let mark = text.firstIndex(of: "e"), mark > text.startIndex,
      text[text.index(before: mark)].isNumber
    else { return }
    let rest = text[text.index(after: mark)...]
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "+") }
    guard digits.contains(where: \.isNumber) else { return }
    head = String(text[..<mark])
    exponent = String(digits)
    tail = String(rest.dropFirst(digits.count))
  }
}

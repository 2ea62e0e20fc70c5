/// How a text is a number to a human eye, and none to a reader that has not been told.
enum NumberDress: Equatable {
  /// `27,03`.
  case decimalComma
  /// `1,204`: a decimal comma or a separator of thousands.
  case comma
  /// `1,204,000` or `1,204.5`.
  case thousands
  /// `1.204.000`.
  case thousandsPoint
  /// `$5`, `5%`, `2001*`, `5 [a]`.
  case ornament

  /// Separators are plain ones; an ornament is what stands around the digits.
  init?(_ text: String) {
    let bytes = Array(text.trimmed.utf8)
    let comma = UInt8(ascii: ",")
    let point = UInt8(ascii: ".")
    func isNumber(_ decimal: UInt8, _ thousands: UInt8) -> Bool {
      SpelledNumber(bytes, marks: NumberMarks(decimal: decimal, thousands: thousands)) != nil
    }
    guard bytes.contains(where: { $0 &- UInt8(ascii: "0") <= 9 }) else { return nil }
    switch (isNumber(comma, 0), isNumber(point, comma)) {
    case (true, true): self = .comma
    case (true, false): self = .decimalComma
    case (false, true): self = .thousands
    case (false, false):
      if isNumber(comma, point) {
        self = bytes.contains(comma) ? .decimalComma : .thousandsPoint
        return
      }
      guard let core = NumberDress.undressed(text.trimmed), core != text.trimmed,
        SpelledNumber(core) != nil
          || SpelledNumber(core, marks: NumberMarks(thousands: comma)) != nil
      else { return nil }
      self = .ornament
    }
  }

  /// The text without control characters, a currency before it, or a percent sign or footnote behind it.
  private static func undressed(_ text: String) -> String? {
    var core = text.filter { !$0.isASCII || $0.asciiValue! >= 0x20 }[...]
    while let first = core.first, "$€£¥".contains(first) { core = core.dropFirst() }
    if core.last == "]" || core.last == ")",
      let open = core.lastIndex(where: { $0 == "[" || $0 == "(" }), open != core.startIndex,
      core.distance(from: open, to: core.endIndex) <= 4
    {
      core = core[..<open]
    }
    while let last = core.last, "*%†‡§€".contains(last) { core = core.dropLast() }
    return core.isEmpty ? nil : core.trimmed
  }

  /// What to say to the reader of such a column: on the command line, or in a study, a description of a
  /// source or a request.
  func remedy(column: String, text: String, besideDecimalCommas: Bool) -> String {
    func say(_ setting: CSVOptions.Setting, _ mark: String) -> String {
      setting.said(mark, of: column)
    }
    let decimal = "Say \(say(.decimal, ","))."
    switch self {
    case .decimalComma: return decimal
    case .thousands: return "Say \(say(.thousands, ","))."
    case .thousandsPoint: return "Say \(say(.decimal, ",")) and \(say(.thousands, "."))."
    case .comma where besideDecimalCommas: return decimal
    case .comma:
      return
        "With \(say(.thousands, ",")) that is \(text.replacing(",", with: "")), with "
        + "\(say(.decimal, ",")) it is \(text.replacing(",", with: ".")): say which."
    case .ornament:
      return "Leave nothing but the number in the cell."
    }
  }
}

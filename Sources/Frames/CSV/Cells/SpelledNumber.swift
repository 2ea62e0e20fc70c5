/// A text that spells a number: the one grammar by which columns get their type, cells are called
/// stray, and levels are told from numbers.
///
/// `[+-] digits [. digits] [e [+-] digits]` with spaces around it, as `NumberScanner` reads it, and
/// finite. `0x10`, `1d3`, `$5`, `Inf`, `NaN`, `2001*` and whatever holds a NUL are no numbers.
enum SpelledNumber {
  case integer(Int64)
  case double(Double)

  init?(_ text: String, marks: NumberMarks = NumberMarks()) {
    self.init(Array(text.utf8), marks: marks)
  }

  init?(_ bytes: [UInt8], marks: NumberMarks = NumberMarks()) {
    let found = bytes.withUnsafeBufferPointer { all -> SpelledNumber? in
      guard let base = all.baseAddress else { return nil }
      let (start, length) = MissingSpellings.trim(base, all.count)
      let content = UnsafeBufferPointer(start: start, count: length)
      if marks.isPlain, let number = Self.scanned(Array(content)) { return number }
      guard !marks.isPlain || marks.thousands != 0 else { return nil }
      return marks.plain(content).flatMap(Self.scanned)
    }
    guard let found else { return nil }
    self = found
  }

  /// The number as a double.
  var value: Double {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    }
  }

  private static func scanned(_ content: [UInt8]) -> SpelledNumber? {
    guard !content.isEmpty else { return nil }
    let padded = content + [UInt8](repeating: 0, count: PaddedBytes.padding)
    return padded.withUnsafeBufferPointer { all in
      PowersOfFive.words.withUnsafeBufferPointer { powers in
        let scanner = NumberScanner(powers: powers.baseAddress!)
        let start = all.baseAddress!
        let end = start + content.count
        if let number = scanner.integer(at: start), number.end == end {
          return .integer(number.value)
        }
        if let number = scanner.double(at: start), number.end == end, number.value.isFinite {
          return .double(number.value)
        }
        return nil
      }
    }
  }

  // MARK: Whole numbers that are more than their value

  /// Whether digits begin with a zero that adds nothing to the number, as those of codes do.
  static func isPadded(_ content: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    length > 1 && content[0] == UInt8(ascii: "0") && content[1] &- UInt8(ascii: "0") <= 9
  }

  /// Whether a whole number, spelled in digits alone, is none that a double holds: its odd part has
  /// more than 53 binary digits.
  static func isBeyondDoubles(_ content: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var digits = UnsafeBufferPointer(start: content, count: length)[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    guard digits.count > 15, digits.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }) else {
      return false
    }
    var limbs: [UInt64] = [0]
    for digit in digits {
      var carry = UInt64(digit - UInt8(ascii: "0"))
      for index in limbs.indices {
        let product = limbs[index].multipliedFullWidth(by: 10)
        let (low, overflow) = product.low.addingReportingOverflow(carry)
        limbs[index] = low
        carry = product.high + (overflow ? 1 : 0)
      }
      if carry > 0 { limbs.append(carry) }
    }
    guard let first = limbs.firstIndex(where: { $0 != 0 }),
      let last = limbs.lastIndex(where: { $0 != 0 })
    else { return false }
    let low = 64 * first + limbs[first].trailingZeroBitCount
    let high = 64 * last + 64 - limbs[last].leadingZeroBitCount
    return high - low > 53
  }

  /// The numbers of a column's distinct texts, where every text is one and none loses by it what
  /// tells it from the others; `nil` where some text is a word, where two are one number but for
  /// leading zeros, and where a whole number is none that the column can hold. A text that says `NaN`
  /// has no number.
  static func inferred(_ levels: [String], marks: NumberMarks) -> [SpelledNumber?]? {
    // A column of many texts is spared the look at each.
    guard let first = levels.first, isNaN(first) || SpelledNumber(first, marks: marks) != nil else {
      return nil
    }
    var numbers: [SpelledNumber?] = []
    for level in levels {
      let number = isNaN(level) ? nil : SpelledNumber(level, marks: marks)
      guard number != nil || isNaN(level) else { return nil }
      numbers.append(number)
    }
    return loss(levels, numbers) == nil ? numbers : nil
  }

  /// The place of a text that would be lost as a number, and of the text that it would be merged with.
  static func loss(
    _ levels: [String], _ numbers: [SpelledNumber?]
  ) -> (place: Int, twin: Int?)? {
    let areIntegers = numbers.allSatisfy { if case .double = $0 { false } else { true } }
    var wholes: [Double: Int] = [:]
    var exact: [Int64: Int] = [:]
    for (place, number) in numbers.enumerated() {
      guard let number else { continue }
      if areIntegers, case .integer(let value) = number {
        if let twin = exact[value], whole(levels[twin]) != whole(levels[place]) {
          return (place, twin)
        }
        exact[value] = exact[value] ?? place
        continue
      }
      let bytes = Array(levels[place].trimmed.utf8)
      let isLost = bytes.withUnsafeBufferPointer {
        $0.baseAddress.map { isBeyondDoubles($0, bytes.count) } ?? false
      }
      if isLost { return (place, nil) }
      if let twin = wholes[number.value], whole(levels[twin]) != whole(levels[place]) {
        return (place, twin)
      }
      wholes[number.value] = wholes[number.value] ?? place
    }
    return nil
  }

  /// The digits before the fraction with their leading zeros, counted: `0101.5` has one, `1e3` none.
  private static func whole(_ text: String) -> Int {
    let digits = text.trimmed.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      .prefix { $0 &- UInt8(ascii: "0") <= 9 }
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    return zeros == digits.count ? max(0, zeros - 1) : zeros
  }

  private static func isNaN(_ text: String) -> Bool {
    let bytes = Array(text.trimmed.utf8)
    return bytes.withUnsafeBufferPointer { all in
      all.baseAddress.map { BlockParser.isNaN($0, all.count) } ?? false
    }
  }
}

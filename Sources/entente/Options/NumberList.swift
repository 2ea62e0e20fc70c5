import ArgumentParser

/// Numbers with commas between them, as in `-1,0,2`; nothing is an empty list.
struct NumberList: Equatable, ExpressibleByArrayLiteral, CustomStringConvertible {
  var values: [Double]

  init(values: [Double]) { self.values = values }

  init(arrayLiteral values: Double...) { self.values = values }

  /// - Throws: `ValidationError` for a part that is no finite number.
  init(_ text: String) throws {
    values = try text.split(separator: ",", omittingEmptySubsequences: text.isEmpty).map { part in
      guard let value = Double(part.trimmingCharacters(in: .whitespaces)), value.isFinite else {
        throw ValidationError(
          "'\(part)' is not a number. Separate numbers by commas, as in 1.2,1.1.")
      }
      return value
    }
  }

  var description: String {
    values.map { value in
      // Whole numbers as they would be typed.
      Int(exactly: value).map(String.init) ?? String(value)
    }.joined(separator: ",")
  }

  /// The numbers as counts.
  /// - Throws: `ValidationError` for an empty list or what is no whole number of that size.
  func counts(from least: Int, of option: String) throws -> [Int] {
    let counts = values.compactMap { Int(exactly: $0) }
    guard !counts.isEmpty, counts.count == values.count,
      counts.allSatisfy({ (least...Self.mostCount).contains($0) })
    else {
      throw ValidationError("\(option) is a list of whole numbers of at least \(least).")
    }
    return counts
  }

  private static let mostCount = 100_000
}

extension Option where Value == NumberList {
  /// An option that takes numbers with commas between them, and whose help names the default.
  init(wrappedValue: NumberList, numbers help: String) {
    self.init(
      wrappedValue: wrappedValue, parsing: .unconditional,
      help: "\(help) (default: \(wrappedValue))", transform: { try NumberList($0) })
  }
}

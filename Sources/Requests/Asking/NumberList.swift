/// Numbers with commas between them, as in `-1,0,2`; nothing is an empty list.
public struct NumberList: Sendable, Equatable, ExpressibleByArrayLiteral {
  /// The numbers, in the order of writing; all of them finite.
  public var values: [Double]

  /// A list of numbers.
  public init(values: [Double]) { self.values = values }

  /// A list of numbers.
  public init(arrayLiteral values: Double...) { self.values = values }

  /// - Throws: `RequestError` for a part that is no finite number.
  public init(_ text: String) throws(RequestError) {
    values = []
    for part in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
      guard let value = Double(part.trimmed), value.isFinite else {
        throw RequestError("'\(part)' is not a number. Separate numbers by commas, as in 1.2,1.1.")
      }
      values.append(value)
    }
  }

  /// The numbers as counts.
  /// - Throws: `RequestError` for an empty list or what is no whole number of that size.
  public func counts(from least: Int, of member: String) throws(RequestError) -> [Int] {
    let counts = values.compactMap { Int(exactly: $0) }
    guard !counts.isEmpty, counts.count == values.count,
      counts.allSatisfy({ (least...Self.mostCount).contains($0) })
    else {
      throw RequestError("\(member: member) is a list of whole numbers of at least \(least).")
    }
    return counts
  }

  private static let mostCount = 100_000
}

extension NumberList: CustomStringConvertible {
  /// As it would be typed: whole numbers without a point.
  public var description: String {
    values.map { value in Int(exactly: value).map(String.init) ?? String(value) }
      .joined(separator: ",")
  }
}

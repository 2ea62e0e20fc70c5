/// The values for which an input means something.
public struct InputDomain: Sendable, Equatable {
  /// An end of a range.
  public struct Bound: Sendable, Equatable {
    /// Where the range ends.
    public let value: Double
    /// Whether it is part of the range.
    public let isIncluded: Bool
  }

  /// `nil` where there is no least value.
  public let low: Bound?
  /// `nil` where there is no greatest value.
  public let high: Bound?
  /// Whether only whole numbers count.
  public let isWhole: Bool

  /// The sizes that a theory takes beside 0: products and ratios of a few such numbers stay within the
  /// range of doubles, and beyond 1e15 a double cannot tell one unit from the next.
  public static let sizes = 1e-15...1e15

  /// Any finite number.
  static var any: InputDomain { InputDomain(low: nil, high: nil, isWhole: false) }
  static var positive: InputDomain { above(0) }
  static var nonnegative: InputDomain {
    InputDomain(low: Bound(value: 0, isIncluded: true), high: nil, isWhole: false)
  }
  /// From 0 to 1.
  static var share: InputDomain {
    InputDomain(
      low: Bound(value: 0, isIncluded: true), high: Bound(value: 1, isIncluded: true),
      isWhole: false)
  }
  /// Between 0 and 1, neither of them included.
  static var openShare: InputDomain {
    InputDomain(
      low: Bound(value: 0, isIncluded: false), high: Bound(value: 1, isIncluded: false),
      isWhole: false)
  }
  /// A discount factor: above 0 and at most 1.
  static var discount: InputDomain {
    InputDomain(
      low: Bound(value: 0, isIncluded: false), high: Bound(value: 1, isIncluded: true),
      isWhole: false)
  }

  static func above(_ value: Double) -> InputDomain {
    InputDomain(low: Bound(value: value, isIncluded: false), high: nil, isWhole: false)
  }

  static func whole(_ range: ClosedRange<Int>) -> InputDomain {
    InputDomain(
      low: Bound(value: Double(range.lowerBound), isIncluded: true),
      high: Bound(value: Double(range.upperBound), isIncluded: true), isWhole: true)
  }

  static func whole(from least: Int) -> InputDomain {
    InputDomain(low: Bound(value: Double(least), isIncluded: true), high: nil, isWhole: true)
  }

  /// Whether a value lies in it.
  public func contains(_ value: Double) -> Bool {
    holds(value) && (value == 0 || Self.sizes.contains(abs(value)))
  }

  /// Whether a value lies in it, whatever its size.
  private func holds(_ value: Double) -> Bool {
    guard value.isFinite, !isWhole || value == value.rounded() else { return false }
    if let low, low.isIncluded ? value < low.value : value <= low.value { return false }
    if let high, high.isIncluded ? value > high.value : value >= high.value { return false }
    return true
  }

  /// What would have been right where a value is not: the domain in words, and the sizes that there can
  /// be where only the value's size is wrong.
  public func expected(insteadOf value: Double) -> String {
    holds(value) ? "\(words), of a size from 1e-15 to 1e15," : words
  }

  /// The domain in words, for messages and tables: `a number from 0 to 1`.
  public var words: String {
    let noun = isWhole ? "a whole number" : "a number"
    func text(_ bound: Bound) -> String {
      bound.value == bound.value.rounded() ? String(Int(bound.value)) : String(bound.value)
    }
    switch (low, high) {
    case (nil, nil): return isWhole ? noun : "a finite number"
    case (let low?, nil):
      return "\(noun) \(low.isIncluded ? "of at least" : "above") \(text(low))"
    case (nil, let high?):
      return "\(noun) \(high.isIncluded ? "of at most" : "below") \(text(high))"
    case (let low?, let high?):
      switch (low.isIncluded, high.isIncluded) {
      case (true, true): return "\(noun) from \(text(low)) to \(text(high))"
      case (false, false): return "\(noun) between \(text(low)) and \(text(high))"
      case (false, true): return "\(noun) above \(text(low)) and at most \(text(high))"
      case (true, false): return "\(noun) of at least \(text(low)) and below \(text(high))"
      }
    }
  }
}

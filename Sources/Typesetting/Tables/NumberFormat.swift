import Foundation

/// How numbers are written in tables and captions.
public struct NumberFormat: Sendable, Equatable {
  /// What `digits` counts.
  public enum Style: Sendable, Equatable {
    /// `digits` decimals; from ten million on, scientific with `digits` decimals.
    case fixed
    /// `digits` significant digits, scientific below 0.0001 and from a million on.
    case significant
  }

  /// From 0 to 17, counted as the style says.
  public var digits: Int
  /// Whether decimals or significant digits are kept; decimals unless told.
  public var style: Style

  /// Three decimals unless told.
  public init(digits: Int = 3, style: Style = .fixed) {
    precondition(digits >= 0 && digits <= 17, "a double has at most 17 digits to show")
    self.digits = digits
    self.style = style
  }

  /// Above this a fixed number is longer than a column is wide.
  private static let fixedLimit = 1e7

  /// An interval as text: `(-0.348, -0.285)`.
  public func interval(_ low: Double, _ high: Double) -> String {
    "(\(string(low)), \(string(high)))"
  }

  /// Stands for a number that does not exist.
  public static let none = "-"

  /// The number as text, with an ASCII minus sign and never a negative zero; `none` where it is
  /// infinite or undefined, which whoever computes it should have said.
  public func string(_ value: Double) -> String {
    guard value.isFinite else { return Self.none }
    let size = abs(value)
    switch style {
    case .fixed:
      if size >= Self.fixedLimit { return scientific(value, decimals: digits) }
      return Self.unsignedZero(String(format: "%.\(digits)f", value))
    case .significant:
      if size == 0 { return "0" }
      let places = max(1, digits)
      // Rounding may carry into the next decade, so the decade is read from the rounded text.
      let rounded = scientific(value, decimals: places - 1)
      let exponent = rounded.split(separator: "e").last.flatMap { Int($0) } ?? 0
      if exponent < -4 || exponent >= 6 { return rounded }
      return String(format: "%.\(max(0, places - 1 - exponent))f", value)
    }
  }

  /// `-4.30e-14`.
  private func scientific(_ value: Double, decimals: Int) -> String {
    let text = String(format: "%.\(decimals)e", value)
    guard let mark = text.firstIndex(of: "e") else { return text }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    return "\(text[..<mark])e\(exponent)"
  }

  private static func unsignedZero(_ text: String) -> String {
    text.hasPrefix("-") && text.allSatisfy { "-0.".contains($0) } ? String(text.dropFirst()) : text
  }

  /// A number as somebody would type it: `1.2`, `1`.
  package static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// A number of four significant digits, without decimals where it is whole: `1.235`, `250`.
  package static func brief(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15
      ? "\(Int(value))" : NumberFormat(digits: 4, style: .significant).string(value)
  }

  /// A count with commas between thousands: `1,990,000`.
  public static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var result = ""
    for (index, character) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(character)
    }
    return value < 0 ? "-" + result : result
  }

  /// Below this a p-value is written as a bound.
  private static let smallestProbability = 0.001

  /// A p-value for a sentence: `p = 0.042`, `p < 0.001`.
  package static func probability(_ value: Double) -> String {
    value < smallestProbability
      ? "p < 0.001" : "p = " + NumberFormat(digits: 3).string(value)
  }

  /// A p-value for a cell: `0.042`, `<0.001`.
  package static func probabilityCell(_ value: Double) -> String {
    value < smallestProbability ? "<0.001" : NumberFormat(digits: 3).string(value)
  }

  /// A coverage such as 0.95 as `95%`.
  package static func percent(_ level: Double) -> String {
    let scaled = (level * 1000).rounded() / 10
    return scaled == scaled.rounded() ? "\(Int(scaled))%" : "\(scaled)%"
  }
}

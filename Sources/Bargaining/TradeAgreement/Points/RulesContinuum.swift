/// Rules-based points without end: the two governments' conditions are one and the same, so that every
/// point of a line in tariff space, or of all of it, solves them.
public struct RulesContinuum: Sendable, Equatable, CustomStringConvertible {
  /// The one point with equal tariffs, where the countries are equal and there is one such point;
  /// symmetry singles it out, the conditions do not.
  public var symmetric: AgreementPoint?
  /// The two ends of the line of solutions, at the edge of the range of tariffs; `nil` where every
  /// pair of tariffs solves the conditions.
  public var ends: [Tariffs]?

  /// What there is, as half a sentence, for reports.
  public var description: String {
    let extent = ends.map { ends in
      "a line of solutions, from "
        + ends.map { "(\(Self.text($0.home)), \(Self.text($0.foreign)))" }
        .joined(separator: " to ")
    }
    return "not one point but " + (extent ?? "every pair of tariffs")
      + ", as the two governments' conditions are one and the same"
      + (symmetric == nil
        ? "; none of them is singled out" : "; given is the one with equal tariffs")
  }

  private static func text(_ value: Double) -> String {
    let rounded = (value * 1e6).rounded() / 1e6
    return String(rounded == 0 ? 0 : rounded)
  }
}

/// The columns that name a panel's unit and its time, as in `exporter,importer,year`.
public struct PanelKeys: Sendable, Hashable, CustomStringConvertible {
  /// At least one.
  public let units: [String]
  /// A column of whole numbers, such as years.
  public let time: String

  /// At least one unit; none is a mistake of the caller.
  public init(units: [String], time: String) {
    precondition(!units.isEmpty, "a panel has a unit")
    self.units = units
    self.time = time
  }

  /// Reads `unit,time` or `unit,...,time`; `nil` for fewer than two names.
  public init?(reading text: String) {
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    guard names.count > 1, names.allSatisfy({ !$0.isEmpty }), let time = names.last else {
      return nil
    }
    self.init(units: Array(names.dropLast()), time: time)
  }

  /// As options spell it: `exporter,importer,year`.
  public var description: String { (units + [time]).joined(separator: ",") }
}

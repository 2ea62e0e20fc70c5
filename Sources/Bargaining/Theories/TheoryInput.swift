/// One input of a theory, or size of a world, as a user reads and writes it.
public struct TheoryInput: Sendable, Equatable {
  /// How many numbers it takes.
  public enum Shape: Sendable, Equatable {
    /// One number.
    case number
    /// One number or none.
    case optional
    /// Any count of numbers, also where it has one.
    case list
  }

  /// As documents and `--set` spell it.
  public var name: String
  /// What it is now; empty where it has none.
  public var values: [Double]
  /// What it is where nothing is said.
  public var defaults: [Double]
  /// How many numbers it takes.
  public var shape: Shape
  /// What it is, in words.
  public var meaning: String
  /// What its values count, such as `votes`; empty for a pure number.
  public var unit: String
  /// The values for which it means something: of each entry, where it is a list. The theory may
  /// demand more of several inputs together.
  public var domain: InputDomain
}

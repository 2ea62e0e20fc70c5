/// An input of a theory with values for it.
public struct TheorySetting: Sendable, Equatable {
  /// As documents and `--set` spell it.
  public let name: String
  /// One number, or those of a list.
  public let values: [Double]

  /// Values for an input; whether they fit is checked where they are set.
  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// Inputs at which a theory shows something.
public struct TheoryExample: Sendable, Equatable {
  /// What is set; all else is at its default.
  public let settings: [TheorySetting]
  /// What it shows; empty for a plain use.
  public let words: String
}

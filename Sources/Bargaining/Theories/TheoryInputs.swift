/// A value whose members are set by the names that documents use.
public protocol TheoryInputs: Sendable, Equatable {
  /// Every input at its default.
  init()
  /// What there is to set, in the order in which it is printed.
  static var table: InputTable<Self> { get }
}

extension TheoryInputs {
  /// Every input with its value, its meaning and its domain.
  public var inputs: [TheoryInput] { Self.table.inputs(of: self) }

  /// Sets an input by its name. What several inputs must satisfy together is checked by the model
  /// that takes them.
  ///
  /// - Throws: `BargainingError.unknownParameter`, `.wrongCount`, and `.outOfDomain` for a value that
  ///   is not finite, or not whole where it must be.
  public mutating func set(_ name: String, to values: [Double]) throws(BargainingError) {
    try Self.table.set(name, to: values, in: &self)
  }

  /// Refuses the first number outside its domain.
  func checkDomains() throws(BargainingError) { try Self.table.check(self) }
}

/// Of a theory whose model is asked nothing further, or a world without a model.
public struct NoInputs: TheoryInputs {
  /// The only value there is.
  public init() {}

  /// Empty: every name is unknown.
  public static var table: InputTable<NoInputs> { InputTable([]) }
}

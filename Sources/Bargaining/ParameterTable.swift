/// One input of a model as a user reads and writes it.
public struct ModelInput: Sendable, Equatable {
  /// As documents and `--set` spell it.
  public var name: String
  /// One number, or a list of them.
  public var values: [Double]
  /// Whether it is a list even where it has one value.
  public var isList: Bool
  /// What it is, in words.
  public var meaning: String
}

/// The inputs of a model by the names that its documents use, to be listed and set by text.
struct ParameterTable<Root> {
  enum Place {
    case number(WritableKeyPath<Root, Double>)
    case list(WritableKeyPath<Root, [Double]>)
  }

  let entries: [(name: String, place: Place, meaning: String)]

  /// Every input with its value, in the table's order.
  func inputs(of root: Root) -> [ModelInput] {
    entries.map { entry in
      switch entry.place {
      case .number(let path):
        ModelInput(
          name: entry.name, values: [root[keyPath: path]], isList: false, meaning: entry.meaning)
      case .list(let path):
        ModelInput(
          name: entry.name, values: root[keyPath: path], isList: true, meaning: entry.meaning)
      }
    }
  }

  /// Gives an input its values.
  /// - Throws: `BargainingError.unknownParameter`, `.wrongCount` for several values of one number,
  ///   `.outOfDomain` for a value that is not finite.
  func set(_ name: String, _ values: [Double], in root: inout Root) throws(BargainingError) {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .unknownParameter(name, known: entries.map(\.name))
    }
    for value in values where !value.isFinite {
      throw .outOfDomain(
        parameter: name, found: value, expected: "a finite number", hint: "Give a number.")
    }
    switch entry.place {
    case .number(let path):
      guard values.count == 1 else {
        throw .wrongCount(parameter: name, found: values.count, expected: "one number")
      }
      root[keyPath: path] = values[0]
    case .list(let path): root[keyPath: path] = values
    }
  }
}

/// Checks of domains, in the words of the errors.
enum Domain {
  static func require(
    _ holds: Bool, _ parameter: String, _ found: Double, _ expected: String, _ hint: String
  ) throws(BargainingError) {
    guard holds, found.isFinite else {
      throw .outOfDomain(parameter: parameter, found: found, expected: expected, hint: hint)
    }
  }

  static func positive(
    _ parameter: String, _ value: Double, _ hint: String
  ) throws(BargainingError) {
    try require(value > 0, parameter, value, "a number above 0", hint)
  }

  static func nonnegative(
    _ parameter: String, _ value: Double, _ hint: String
  ) throws(BargainingError) {
    try require(value >= 0, parameter, value, "a number of at least 0", hint)
  }

  static func share(
    _ parameter: String, _ value: Double, _ hint: String
  ) throws(BargainingError) {
    try require(value >= 0 && value <= 1, parameter, value, "a number from 0 to 1", hint)
  }
}

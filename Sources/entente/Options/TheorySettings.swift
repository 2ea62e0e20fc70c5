import ArgumentParser
import Bargaining

/// Inputs of a theory by name.
struct TheorySettings: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: "An input and its value, as in q=0.4 or mu=-0.1,0,0.1; repeatable.",
    transform: { try TheorySetting(argument: $0) })
  var settings: [TheorySetting] = []

  /// Gives inputs their values, in the order in which they were set.
  /// - Throws: `BargainingError.unknownParameter`, `.wrongCount`, `.outOfDomain`.
  func apply(to inputs: inout some TheoryInputs) throws {
    for setting in settings { try inputs.set(setting.name, to: setting.values) }
  }
}

extension TheorySetting {
  /// `mu=-0.1,0,0.1`
  /// - Throws: `ValidationError` for what is not a name, an equals sign and numbers.
  init(argument: String) throws {
    let sides = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty else {
      throw ValidationError("write name=value, as in q=0.4.")
    }
    self.init(String(sides[0]), try NumberList(String(sides[1])).values)
  }
}

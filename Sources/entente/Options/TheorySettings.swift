import ArgumentParser
import Bargaining
import Requests

/// Inputs of a theory by name.
struct TheorySettings: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: "An input and its value, as in q=0.4 or mu=-0.1,0,0.1; repeatable.",
    transform: { try TheorySetting(typed: $0) })
  var settings: [TheorySetting] = []
}

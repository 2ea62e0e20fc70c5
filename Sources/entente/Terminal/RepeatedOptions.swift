import ArgumentParser
import Foundation

/// Options that take one value and are given more than once. The parser would let the last one win
/// without a word, and one of the two was meant.
struct RepeatedOptions {
  /// The command that the arguments call.
  let command: any ParsableCommand.Type
  /// As they were typed first, `--formula`; each once.
  let names: [String]

  /// Looks through the arguments of a command and those of its subcommands.
  init(_ arguments: [String], of root: any ParsableCommand.Type) {
    var command = root
    var rest = arguments[...]
    while let word = rest.first,
      let next = command.configuration.subcommands.first(where: {
        $0.configuration.commandName == word
      })
    {
      command = next
      rest.removeFirst()
    }
    self.command = command
    var count: [Substring: Int] = [:]
    for argument in rest where argument.hasPrefix("--") {
      count[argument.prefix { $0 != "=" }, default: 0] += 1
    }
    // Most calls repeat nothing, and need no look at what each option is.
    guard count.values.contains(where: { $0 > 1 }) else {
      names = []
      return
    }
    names = Self.repeated(rest, kinds: Self.kinds(of: command))
  }

  /// What the parser says of an option.
  private struct Kind {
    var takesValue: Bool
    var isRepeatable: Bool
  }

  private static func repeated(_ arguments: ArraySlice<String>, kinds: [String: Kind]) -> [String] {
    var seen: Set<String> = []
    var repeated: [String] = []
    var rest = arguments
    while let argument = rest.popFirst(), argument != "--" {
      let name = String(argument.prefix { $0 != "=" })
      guard let kind = kinds[name], kind.takesValue else { continue }
      // The value is no option, whatever it looks like.
      if !argument.contains("=") { _ = rest.popFirst() }
      let isNew = seen.insert(name).inserted
      if !isNew, !kind.isRepeatable, !repeated.contains(name) { repeated.append(name) }
    }
    return repeated
  }

  private static func kinds(of command: any ParsableCommand.Type) -> [String: Kind] {
    let help = try? JSONSerialization.jsonObject(with: Data(command._dumpHelp().utf8))
    let described = (help as? [String: Any])?["command"] as? [String: Any]
    var kinds: [String: Kind] = [:]
    for argument in described?["arguments"] as? [[String: Any]] ?? [] {
      let kind = Kind(
        takesValue: argument["kind"] as? String == "option",
        isRepeatable: argument["isRepeating"] as? Bool ?? false)
      for name in argument["names"] as? [[String: Any]] ?? [] {
        if let word = name["name"] as? String { kinds["--" + word] = kind }
      }
    }
    return kinds
  }
}

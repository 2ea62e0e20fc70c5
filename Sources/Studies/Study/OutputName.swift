/// The name of a model, a figure or a table of a study, which is also that of its files: letters,
/// digits, `-` and `_`, so that no name leads out of the report's folder.
public struct OutputName: Sendable, Hashable, CustomStringConvertible {
  /// The name itself.
  public let description: String

  /// - Returns: `nil` for a name with other characters, or none.
  public init?(_ name: String) {
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    guard isPlain, !name.isEmpty else { return nil }
    description = name
  }

  private init(valid name: String) { description = name }

  /// What the table and the figure of a model's sample are called.
  static func sample(of model: OutputName) -> OutputName { OutputName(valid: "sample-\(model)") }

  /// What a message says that a name must be.
  static let rule = "a name of letters, digits, - and _, because files are called by it"
}

extension OutputName: ExpressibleByStringLiteral {
  /// A name that stands in code: one that breaks the rule is a mistake of the code.
  public init(stringLiteral name: String) {
    guard let valid = OutputName(name) else { preconditionFailure("'\(name)' names no file") }
    self = valid
  }
}

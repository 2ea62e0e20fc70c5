/// A formal model with what is asked of it: inputs by name, and a solution.
///
/// A theory is a value. It begins at its defaults, is changed by name, and is solved once; what the
/// solution looks like on a page is the business of a floor above. Commands, documents and pages
/// need to know no theory by its type.
public protocol Theory: Sendable {
  /// The model's own inputs.
  associatedtype Parameters: TheoryInputs
  /// What is asked of the model: where to solve it, and which extensions to add.
  associatedtype Question: TheoryInputs
  /// The answer in the theory's terms.
  associatedtype Solution: Sendable

  /// As commands and documents spell it: `guns-and-butter`.
  static var name: String { get }
  /// A line for a list of theories.
  static var title: String { get }

  /// Inputs worth a look, for help.
  static var examples: [TheoryExample] { get }

  /// The model's own inputs.
  var parameters: Parameters { get set }
  /// What is asked of the model.
  var question: Question { get set }

  /// Every input at its default.
  init()

  /// Refuses inputs outside their domain, alone or together, without solving the model.
  /// - Throws: `BargainingError`.
  func check() throws(BargainingError)

  /// Solves the model.
  /// - Throws: `BargainingError` for inputs outside their domain, alone or together, and for a
  ///   solution that cannot be had.
  func solve() throws(BargainingError) -> Solution
}

extension Theory {
  /// None unless a theory has some.
  public static var examples: [TheoryExample] { [] }

  /// The model's inputs, then those of the question.
  public var inputs: [TheoryInput] { parameters.inputs + question.inputs }

  /// Sets an input by its name.
  /// - Throws: `BargainingError.unknownParameter` with the names there are, `.wrongCount`,
  ///   `.outOfDomain`.
  public mutating func set(_ name: String, to values: [Double]) throws(BargainingError) {
    if parameters.inputs.contains(where: { $0.name == name }) {
      try parameters.set(name, to: values)
    } else if question.inputs.contains(where: { $0.name == name }) {
      try question.set(name, to: values)
    } else {
      throw .unknownParameter(name, known: inputs.map(\.name))
    }
  }

  /// The same theory with inputs set, one after the other.
  /// - Throws: What `set` throws.
  public func setting(_ settings: [TheorySetting]) throws(BargainingError) -> Self {
    var changed = self
    for setting in settings { try changed.set(setting.name, to: setting.values) }
    return changed
  }

  /// The same theory with an input set.
  /// - Throws: What `set` throws.
  public func setting(_ name: String, to values: [Double]) throws(BargainingError) -> Self {
    var changed = self
    try changed.set(name, to: values)
    return changed
  }
}

import ArgumentParser
import Exhibits
import Requests

/// Options of one theory beside its inputs by name.
protocol TheoryOptions: ParsableArguments {
  associatedtype Asked: TheoryMembers

  /// Lines of help that show how the theory is asked.
  static var examples: String { get }
  /// The members that the options spell out.
  var members: Asked { get }
}

extension TheoryOptions {
  static var examples: String { "" }
}

/// Of a theory that has no options of its own.
struct PlainOptions<Solved: AnswerableTheory>: TheoryOptions {
  var members: NoMembers<Solved> { NoMembers() }
}

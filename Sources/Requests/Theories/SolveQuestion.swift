import Bargaining
import Documents
import Exhibits
import Typesetting

/// A theory's solution: what `entente solve THEORY` asks, whatever the theory.
public struct SolveQuestion<Asked: TheoryMembers>: Question {
  /// `entente solve` and the theory's name.
  public static var name: [String] { ["solve", Asked.Solved.name] }
  /// Tables with different columns, in every format but CSV, and a figure.
  public static var printing: Printing { .drawingOfSeveralTables }
  /// The theory's figures.
  public static var figureKinds: [String] { Asked.Solved.FigureKind.allCases.map(\.rawValue) }

  /// The theory's own members.
  public var members = Asked()
  /// Inputs by name, in the order in which they are set.
  public var settings: [TheorySetting] = []

  /// The theory at its defaults.
  public init() {}

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    self.members = try Asked(&members)
    try members.readSettings(into: &settings) { (setting) throws(BargainingError) in
      _ = try Asked.Solved().setting([setting])
    }
  }

  /// Refuses members of the theory outside their bounds; settings are the model's to refuse.
  public func check() throws(RequestError) {
    try members.check()
    try members.check(beside: settings)
    try members.checkUse(of: settings)
  }

  /// Those of the theory's members.
  public var files: QuestionFiles { members.files }

  /// The theory's member that stands for a figure.
  public var figureMember: String? { members.figureChoice?.member }

  /// Solves the theory, once. The figure that a member stands for comes first.
  public func answer(progress: (String) -> Void) throws -> Answer {
    progress("solving")
    var answer = try members.theory().setting(settings).answer()
    if let first = members.figureChoice?.kind.rawValue {
      answer.figures =
        answer.figures.filter { $0.name == first } + answer.figures.filter { $0.name != first }
    }
    return answer
  }
}

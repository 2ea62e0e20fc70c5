import Bargaining
import Documents
import Exhibits

/// Members of one theory beside its inputs by name.
public protocol TheoryMembers: Sendable, Equatable {
  /// The theory that they are of.
  associatedtype Solved: AnswerableTheory

  /// Every member at its default.
  init()
  /// Reads what a document sets.
  init(_ members: inout Members) throws(DocumentError)
  /// Refuses what is outside its bounds, without solving or reading a file.
  func check() throws(RequestError)
  /// The files that it reads.
  var files: QuestionFiles { get }
  /// The theory as the members describe it; may read files.
  func theory() throws -> Solved
  /// A member of the theory that was given and stands for a figure, which is then drawn; the theory's
  /// first figure where absent.
  var figureChoice: (member: String, kind: Solved.FigureKind)? { get }
  /// Members that were given, each with the input that it sets: a setting of the same input would
  /// contradict it.
  var given: [(member: String, input: String)] { get }
  /// Refuses what would go unused by the values of the members and settings, and not by their names.
  func checkUse(of settings: [TheorySetting]) throws(RequestError)
  /// Inputs that go unused unless another is given, with that other one.
  static var dependent: [(input: String, on: String)] { get }
}

extension TheoryMembers {
  /// None.
  public var files: QuestionFiles { QuestionFiles() }
  /// Nothing to refuse.
  public func check() throws(RequestError) {}
  /// The first.
  public var figureChoice: (member: String, kind: Solved.FigureKind)? { nil }
  /// None.
  public var given: [(member: String, input: String)] { [] }
  /// All is used.
  public func checkUse(of settings: [TheorySetting]) throws(RequestError) {}
  /// None.
  public static var dependent: [(input: String, on: String)] { [] }

  /// Refuses an input that a member and a setting both give, and one that nothing would read.
  func check(beside settings: [TheorySetting]) throws(RequestError) {
    try settings.requireDistinct()
    let set = settings.filter { !$0.values.isEmpty }.map(\.name)
    for (name, input) in given where settings.contains(where: { $0.name == input }) {
      throw RequestError(
        "\(member: name) and \(member: "set") both give '\(input)'; give it once.")
    }
    for (input, other) in Self.dependent
    where !set.contains(other) && !given.contains(where: { $0.input == other }) {
      if let name = given.first(where: { $0.input == input })?.member {
        let needed = other.replacing("_", with: "-")
        throw RequestError(
          "\(member: name) goes unused without \(member: needed); give that too, or leave it out.")
      }
      if set.contains(input) {
        throw RequestError(
          """
          '\(input)' of \(member: "set") goes unused without '\(other)'; set that too, or leave it out.
          """)
      }
    }
  }
}

/// Of a theory that has no members of its own.
public struct NoMembers<Solved: AnswerableTheory>: TheoryMembers {
  /// Nothing.
  public init() {}
  /// There is nothing to read.
  public init(_ members: inout Members) throws(DocumentError) {}

  /// The theory at its defaults.
  public func theory() -> Solved { Solved() }
}

extension Members {
  /// Inputs of a theory by name, as `rho: 0.5` lines or `rho=0.5` texts.
  /// - Throws: `DocumentError` for what is no number, and for an input that the theory has not.
  mutating func readSettings<Inputs: TheoryInputs>(
    into settings: inout [TheorySetting], of type: Inputs.Type
  ) throws(DocumentError) {
    try readSettings(into: &settings) { (setting) throws(BargainingError) in
      var inputs = Inputs()
      try inputs.set(setting.name, to: setting.values)
    }
  }

  /// Inputs of a theory by name.
  /// - Parameter check: refuses a setting that the theory does not take.
  mutating func readSettings(
    into settings: inout [TheorySetting], check: (TheorySetting) throws(BargainingError) -> Void
  ) throws(DocumentError) {
    var assignments: [Assignment] = []
    try read("set", into: &assignments)
    guard let node = node("set") else { return }
    for assignment in assignments {
      do {
        let values =
          assignment.words == [TheorySetting.nothing] ? [] : try assignment.numbers()
        let setting = TheorySetting(assignment.name, values)
        try check(setting)
        settings.append(setting)
      } catch {
        throw node.refused("\(assignment.name): \(error)")
      }
    }
  }
}

extension TheorySetting {
  /// The word for an input that is not set, as help shows it.
  static let nothing = "none"

  /// As it is typed: `mu=-0.1,0,0.1`, or `tariff_floor=none` for an input that may be absent.
  /// - Throws: `RequestError` for what is not a name, an equals sign and numbers.
  public init(typed text: String) throws(RequestError) {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty else {
      throw RequestError("write name=value, as in q=0.4.")
    }
    let value = String(sides[1])
    self.init(
      String(sides[0]),
      value.trimmed == Self.nothing ? [] : try NumberList(value).values)
  }
}

extension [TheorySetting] {
  /// Refuses an input that is set twice, of which one value would be lost.
  func requireDistinct() throws(RequestError) {
    for (position, setting) in enumerated() {
      guard !self[..<position].contains(where: { $0.name == setting.name }) else {
        throw RequestError("\(member: "set") gives '\(setting.name)' twice; give it once.")
      }
    }
  }
}

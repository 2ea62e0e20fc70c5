import Documents
import Frames
import Panels
import Typesetting

/// Every state-year or dyad-year of a state system as a file: what `entente universe` asks.
public struct UniverseQuestion: Question {
  /// `entente universe`.
  public static let name = ["universe"]
  /// Files of its own.
  public static let printing = Printing.files

  /// The state system.
  public var system = StateSystem.cow
  /// What a row is.
  public var unit = Universe.Unit.stateYears
  /// The first year; that of the system's first list where absent.
  public var from: Int?
  /// The last year; that of the system's last revision where absent.
  public var to: Int?
  /// On which day of a year a state must be a member.
  public var day = DayRule.any
  /// The CSV file that is written.
  public var out: String

  /// State-years, written to a file.
  public init(out: String) { self.out = out }

  /// Needs `out`; all else has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    out = try members.needed("out").text()
    try members.read("system", into: &system)
    try members.read("unit", into: &unit)
    try members.read("from", into: &from)
    try members.read("to", into: &to)
    try members.read("day", into: &day)
  }

  /// What is written in place of an answer's file.
  public var files: QuestionFiles {
    var files = QuestionFiles()
    files.write([("out", out)])
    return files
  }

  /// Refuses a year that no list of states reaches.
  public func check() throws(RequestError) {
    for (name, year) in [("from", from), ("to", to)] {
      if let year, !(1...9999).contains(year) {
        throw RequestError("\(member: name) is a year of up to four digits, not \(year).")
      }
    }
  }

  /// Writes the rows, and says how many.
  public func answer(progress: (String) -> Void) throws -> Answer {
    let universe = try Universe(system: system, unit: unit, from: from, to: to, day: day)
    let frame = universe.frame()
    try CSV.write(frame, to: out)
    var answer = Answer(
      text:
        "\(Plural.count(frame.rowCount, "row")) of \(frame.names.joined(separator: ",")) written to \(out)",
      document: .object([
        ("file", .text(out)), ("rows", .integer(frame.rowCount)),
        ("columns", .array(frame.names.map { .text($0) })),
      ]))
    let last = Universe.lastYear(system)
    if universe.years.upperBound > last {
      answer.notes.append(
        "The list of states ends in \(last): later years have the members of that year.")
    }
    return answer
  }
}

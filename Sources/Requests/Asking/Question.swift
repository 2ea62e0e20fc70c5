import Documents
import Typesetting

/// Something that can be asked: a fit, a theory's solution, a study's report.
///
/// A question is a value with a default for all that need not be said. A command fills it from its
/// options, a document from its members, and both are then checked and answered alike.
public protocol Question: Sendable, Equatable {
  /// The words of its command, which are its keys in a document: `["cases", "trace"]`.
  static var name: [String] { get }
  /// What becomes of its answer.
  static var printing: Printing { get }
  /// Whether its answer is one table of records, and so can be CSV.
  var hasRecords: Bool { get }
  /// The figures among which `figure-kind` chooses; empty where there is no choice.
  static var figureKinds: [String] { get }

  /// Reads the question's members.
  /// - Throws: `DocumentError` at the member that is not what its place asks for.
  init(_ members: inout Members) throws(DocumentError)
  /// Refuses members that do not go together or lie outside their bounds, before any work.
  func check() throws(RequestError)
  /// Refuses a figure where the question has none.
  func checkFigure() throws(RequestError)
  /// The member that was given and chooses what the figure shows; `nil` where there is none, and
  /// `figure-kind` chooses.
  var figureMember: String? { get }
  /// The files that it reads.
  var files: QuestionFiles { get }
  /// Answers the question.
  /// - Parameter progress: told what is being done, in words.
  func answer(progress: (String) -> Void) throws -> Answer
}

/// What becomes of a question's answer.
public enum Printing: Sendable {
  /// It is printed or written in any format.
  case answer
  /// The same, but its tables have different columns, so that it is no table of records (CSV).
  case severalTables
  /// It is printed or written, and can be drawn.
  case drawing
  /// The same, of tables with different columns.
  case drawingOfSeveralTables
  /// The question writes files of its own, and what is printed says where.
  case files

  /// Whether there is a figure.
  public var draws: Bool { self == .drawing || self == .drawingOfSeveralTables }
  /// Whether the answer is one table of records.
  public var hasRecords: Bool { self == .answer || self == .drawing }
}

extension Question {
  /// As every answer of its kind.
  public var hasRecords: Bool { Self.printing.hasRecords }
  /// No choice.
  public static var figureKinds: [String] { [] }
  /// Every combination will do.
  public func check() throws(RequestError) {}
  /// None.
  public var files: QuestionFiles { QuestionFiles() }
  /// Every combination can be drawn.
  public func checkFigure() throws(RequestError) {}
  /// None.
  public var figureMember: String? { nil }
}

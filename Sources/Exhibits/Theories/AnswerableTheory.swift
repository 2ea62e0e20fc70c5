import Bargaining
import Typesetting

/// A theory that can be shown: its solution as tables, a document and figures.
///
/// The view of a theory is a file or two in the folder of its subject.
public protocol AnswerableTheory: Theory {
  /// The theory's figures, under the words that options spell; the first is drawn if none is named.
  associatedtype FigureKind: CaseIterable, Sendable, RawRepresentable
  where FigureKind.RawValue == String

  /// In the order of reading.
  func tables(_ solution: Solution) -> [TextTable]
  /// Everything in full precision, with stable keys.
  func document(_ solution: Solution) -> JSONValue
  /// What the tables come to, in sentences.
  func findings(_ solution: Solution) -> [String]
  /// Draws a figure.
  /// - Throws: `ExhibitError`, and `BargainingError` where what is drawn has to be worked out first.
  func figure(_ kind: FigureKind, of solution: Solution) throws -> any Figure
}

extension AnswerableTheory {
  /// None unless a view has some.
  public func findings(_ solution: Solution) -> [String] { [] }

  /// The answer that shows a solution of this theory.
  public func answer(_ solution: Solution) -> Answer {
    Answer(
      tables: tables(solution), document: document(solution), findings: findings(solution),
      figures: FigureKind.allCases.map { kind in
        .init(kind.rawValue) { try figure(kind, of: solution) }
      })
  }

  /// Solves the theory, once, and shows what was found.
  /// - Throws: What `solve` throws.
  public func answer() throws(BargainingError) -> Answer { answer(try solve()) }
}

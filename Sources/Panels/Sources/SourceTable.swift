import Frames

/// A source as read: its rows under Entente's names, and what was done to get there.
public struct SourceTable: Sendable, Equatable {
  /// A description of the user's own, as it is written.
  public struct Description: Sendable, Equatable {
    /// The name of its file.
    public let fileName: String
    /// The document.
    public let text: String
  }

  /// The description it was read by.
  public let source: Source
  /// That description's document, where it is the user's own.
  public internal(set) var description: Description?
  /// The file that was read.
  public let file: FileRecord
  /// The rows.
  public let frame: Frame
  /// What the source claims to describe, for the join.
  public let coverage: Coverage
  /// What became of its codes, conversion by conversion.
  public let conversions: [ConversionLedger]
  /// Steps that changed the number of rows, with the numbers.
  public let notes: [String]
}

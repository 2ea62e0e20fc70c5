import Frames

/// A source as read: its rows under Entente's names, and what was done to get there.
public struct SourceTable: Sendable, Equatable {
  /// The description it was read by.
  public let source: Source
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

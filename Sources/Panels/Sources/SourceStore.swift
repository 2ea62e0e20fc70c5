import Frames

/// The tables of a run: each is found, read, hashed and converted once, however many variants of a
/// study ask for it.
///
/// A table is known by its plan: a description of the catalogue, or the path of a table that is
/// read as it is. It is a value; whoever asks first keeps what was read.
package struct SourceStore: Sendable {
  /// The descriptions that tables may be asked for by.
  package let catalogue: SourceCatalogue
  private var described: [Plan: (table: SourceTable, check: SourceCheck)] = [:]
  private var own: [String: [(reading: CSVOptions, table: OwnTable)]] = [:]

  /// What a described table is read by.
  private struct Plan: Hashable {
    let name: String
    let changes: [Source.CodeChange]
  }

  /// A table without a description.
  package struct OwnTable: Sendable, Equatable {
    /// The rows.
    package let frame: Frame
    /// The file that was read.
    package let file: FileRecord
  }

  /// A store without any table yet.
  package init(_ catalogue: SourceCatalogue) {
    self.catalogue = catalogue
  }

  /// The table of a described source, with what a study changes of its codes.
  /// - Throws: what ``SourceCatalogue/source(_:)`` and ``Source/read(in:)`` throw, and
  ///   ``PanelsError/notAsDescribed(source:file:problems:)`` for a table that `check` finds problems
  ///   in.
  package mutating func table(
    _ name: String, changing changes: [Source.CodeChange] = []
  ) throws(PanelsError) -> SourceTable {
    let (table, check) = try read(name, changes)
    guard check.problems.isEmpty else {
      throw .notAsDescribed(source: name, file: table.file.path, problems: check.problems)
    }
    return table
  }

  private mutating func read(
    _ name: String, _ changes: [Source.CodeChange]
  ) throws(PanelsError) -> (table: SourceTable, check: SourceCheck) {
    let plan = Plan(name: name, changes: changes)
    if let known = described[plan] { return known }
    let (source, document) = try catalogue.read(name)
    var table = try source.changing(changes).read(in: catalogue.folders)
    table.description = document
    let known = (table, SourceCheck(of: table))
    described[plan] = known
    return known
  }

  /// Where a table of the user's own lies: in the first folder that has it, or at the path itself.
  package func path(ofFile file: String) -> String? {
    (catalogue.folders.map { Folder.path($0, file) } + [file]).first(where: Folder.hasFile)
  }

  /// A table of the user's own, read as it is.
  /// - Parameters:
  ///   - path: where it lies.
  ///   - reading: how it is read, where it is text.
  /// - Throws: ``PanelsError/unreadable(source:file:reason:)``.
  package mutating func table(
    at path: String, reading: CSVOptions = CSVOptions(), source: String
  ) throws(PanelsError) -> OwnTable {
    if let known = own[path]?.first(where: { $0.reading == reading }) { return known.table }
    do throws(ReadError) {
      let (frame, file) = try FileRecord.reading(path, options: reading)
      let table = OwnTable(frame: frame, file: file)
      own[path, default: []].append((reading, table))
      return table
    } catch {
      throw .unreadable(source: source, file: path, reason: error.description)
    }
  }

  /// Reads a source and compares it with its description.
  package mutating func check(
    _ name: String, changing changes: [Source.CodeChange] = []
  ) -> SourceCheck {
    let source: Source
    do {
      source = try catalogue.source(name)
    } catch {
      return SourceCheck(name, failed: .badDescription, problem: error.description)
    }
    do {
      return try read(name, changes).check
    } catch {
      return SourceCheck(source, refused: error, in: catalogue.folders)
    }
  }
}

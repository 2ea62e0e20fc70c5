import Frames

/// The tables of a run: each is found, read, hashed and converted once, however many variants of a
/// study ask for it.
///
/// A table is known by its plan: a description of the catalogue, or the path of a table that is
/// read as it is. It is a value; whoever asks first keeps what was read.
package struct SourceStore: Sendable {
  /// The descriptions that tables may be asked for by.
  package let catalogue: SourceCatalogue
  private var described: [String: SourceTable] = [:]
  private var own: [String: [(reading: CSVOptions, table: OwnTable)]] = [:]

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

  /// The table of a described source.
  /// - Throws: what ``SourceCatalogue/source(_:)`` and ``Source/read(in:)`` throw.
  package mutating func table(_ name: String) throws(PanelsError) -> SourceTable {
    if let known = described[name] { return known }
    let (source, document) = try catalogue.read(name)
    var table = try source.read(in: catalogue.folders)
    table.description = document
    described[name] = table
    return table
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
  package mutating func check(_ name: String) -> SourceCheck {
    let source: Source
    do {
      source = try catalogue.source(name)
    } catch {
      return SourceCheck(name, failed: .badDescription, problem: error.description)
    }
    do {
      return SourceCheck(of: try table(name))
    } catch {
      return SourceCheck(source, refused: error, in: catalogue.folders)
    }
  }
}

import Documents
import Frames

/// The descriptions that can be named: those that are built in, and the user's own.
///
/// A user's description is a file `sources/NAME.yaml` (or `.json`) in a folder that is searched for
/// tables, beside a study or among the data. It never takes the place of a built-in one: what a
/// study's numbers came from must not depend on which folders were at hand.
///
/// The built-in descriptions are read when they are asked for; those of folders at once, so that one
/// which cannot be read is refused by every command alike.
public struct SourceCatalogue: Sendable {
  /// A description of the user's own.
  private struct UserFile: Sendable {
    let name: String
    let path: String
  }

  /// The folder of descriptions, in a folder of tables.
  public static let folderName = "sources"
  private static let endings = [".yaml", ".yml", ".json"]

  /// The descriptions that need no file.
  public static let builtIn = SourceCatalogue()

  /// The folders that are searched for tables, in order.
  public let folders: [String]
  private let userFiles: [UserFile]

  private init() {
    folders = []
    userFiles = []
  }

  /// The built-in descriptions and those of folders.
  /// - Throws: ``PanelsError/noFolder(path:closest:)``, ``PanelsError/shadowedSource(name:file:by:)``
  ///   where two different descriptions have one name, ``PanelsError/document(_:)`` for one that
  ///   cannot be read.
  public init(folders: [String]) throws(PanelsError) {
    var files: [UserFile] = []
    var seen: Set<String> = []
    for folder in folders {
      guard Folder.names(in: folder) != nil else { throw Self.noFolder(folder) }
      // A folder may be given twice, as a study's and as one of tables.
      guard seen.insert(Folder.canonical(folder) ?? folder).inserted else { continue }
      for file in try Self.userFiles(in: Folder.path(folder, Self.folderName)) {
        if let other = files.first(where: { $0.name == file.name }) {
          // A report keeps the descriptions it used, so that one may be met again beside its table.
          if try Self.areAlike(file, other) { continue }
          throw .shadowedSource(name: file.name, file: file.path, by: other.path)
        }
        files.append(file)
      }
    }
    self.folders = folders
    userFiles = files
    // One that cannot be read is refused whether it is used or not, by every command alike.
    for file in files { _ = try read(file.name) }
  }

  /// Whether two files say the same to the letter.
  private static func areAlike(_ one: UserFile, _ other: UserFile) throws(PanelsError) -> Bool {
    do throws(DocumentError) {
      return try TextFile.read(one.path) == TextFile.read(other.path)
    } catch {
      throw .document(error)
    }
  }

  private static func userFiles(in folder: String) throws(PanelsError) -> [UserFile] {
    var files: [UserFile] = []
    for name in Folder.names(in: folder) ?? [] where !name.hasPrefix(".") {
      guard let ending = endings.first(where: name.lowercased().hasSuffix) else { continue }
      let file = UserFile(
        name: String(name.dropLast(ending.count)), path: Folder.path(folder, name))
      if Library.sources.names.contains(file.name) {
        throw .shadowedSource(name: file.name, file: file.path, by: nil)
      }
      if let other = files.first(where: { $0.name == file.name }) {
        throw .shadowedSource(name: file.name, file: file.path, by: other.path)
      }
      files.append(file)
    }
    return files
  }

  private static func noFolder(_ path: String) -> PanelsError {
    let (parent, name) = Folder.split(path)
    let near = Folder.names(in: parent).map { NearestNames.closest(to: name, among: $0) }
    return .noFolder(path: path, closest: near ?? [])
  }

  /// All names: the built-in ones by subject, then the user's.
  public var names: [String] { Library.sources.names + userFiles.map(\.name) }

  /// The file of a user's description; `nil` for a built-in one.
  public func file(of name: String) -> String? { userFiles.first { $0.name == name }?.path }

  /// The source of that name.
  /// - Throws: ``PanelsError/unknownSource(_:closest:)`` with the names that come close;
  ///   ``PanelsError/document(_:)`` for a description that cannot be read.
  public func source(_ name: String) throws(PanelsError) -> Source { try read(name).source }

  /// The source of that name, with the document that describes it where that is the user's own.
  func read(
    _ name: String
  ) throws(PanelsError) -> (source: Source, document: SourceTable.Description?) {
    guard names.contains(name) else {
      throw .unknownSource(name, closest: NearestNames.closest(to: name, among: names))
    }
    do throws(DocumentError) {
      guard let path = file(of: name) else {
        let source = try Source(
          reading: Library.sources.text(name), file: Library.sources.file(name))
        return (source, nil)
      }
      let text = try TextFile.read(path)
      let source = try Source(reading: text, file: path)
      guard source.name == name else {
        throw .refused(
          file: path, line: 0, path: "source",
          reason: "the file is called '\(name)' and describes '\(source.name)'. Call both alike.")
      }
      return (source, SourceTable.Description(fileName: Folder.split(path).name, text: text))
    } catch {
      throw .document(error)
    }
  }
}

import Documents
import Foundation

/// Where studies come from: a folder of the user's, or the ones built in.
public struct StudyLibrary {
  /// A study's text and where it lies.
  public struct Entry: Sendable {
    /// What the user called it.
    public var name: String
    /// The path of its file, or `built-in: name`.
    public var file: String
    /// The study, in YAML or JSON.
    public var text: String
    /// The folder that relative table paths start from; `nil` for a built-in study.
    public var folder: String?
  }

  /// The studies that need no file.
  public static let builtIn = Library(
    of: "study", place: "a folder with a study.yaml",
    [
      Library.Entry("allied-tariffs", PackageResources.allied_tariffs_yaml),
      Library.Entry("simulated-world", PackageResources.simulated_world_yaml),
      Library.Entry("alliance-world", PackageResources.alliance_world_yaml),
      Library.Entry("swing-state-world", PackageResources.swing_state_world_yaml),
      Library.Entry("loyalty-world", PackageResources.loyalty_world_yaml),
      Library.Entry("guns-and-butter-world", PackageResources.guns_and_butter_world_yaml),
    ])

  /// What the file of a study's folder is called.
  private static let fileNames = ["study.yaml", "study.json"]

  /// Finds a study by the path of its folder or file, or by its built-in name.
  /// - Throws: ``StudyError/document(_:)``.
  public static func find(_ name: String) throws(StudyError) -> Entry {
    do throws(DocumentError) {
      guard let file = try file(at: name) else {
        return Entry(name: name, file: builtIn.file(name), text: try builtIn.text(name))
      }
      return Entry(
        name: name, file: file, text: try TextFile.read(file),
        folder: URL(fileURLWithPath: file).deletingLastPathComponent().path)
    } catch {
      throw .document(error)
    }
  }

  /// The file that a path stands for; `nil` where there is none, or a folder without a study.
  private static func file(at path: String) throws(DocumentError) -> String? {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    guard isFolder.boolValue else { return path }
    let found = fileNames.map { path + "/" + $0 }.filter { files.fileExists(atPath: $0) }
    guard found.count < 2 else {
      throw .refused(
        file: path, line: 0, path: "",
        reason:
          "the folder holds both \(fileNames.joined(separator: " and ")), and one study is asked for. "
          + "Give the path of one, or take the other away.")
    }
    return found.first
  }

  /// The built-in studies with their names, in the order in which they are listed.
  public static func builtInStudies() throws(StudyError) -> [(name: String, study: Study)] {
    var studies: [(String, Study)] = []
    for name in builtIn.names {
      let text: String
      do { text = try builtIn.text(name) } catch { throw .document(error) }
      studies.append((name, try Study(yaml: text, file: builtIn.file(name))))
    }
    return studies
  }
}

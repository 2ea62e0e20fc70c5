import Foundation
import Frames

/// Where studies come from: a folder of the user's, or the ones built in.
public struct StudyLibrary {
  /// A study's text and where it lies.
  public struct Entry: Sendable {
    public var name: String
    /// The path of its file, or `built-in: name`.
    public var file: String
    public var text: String
    /// The folder that relative table paths start from; `nil` for a built-in study.
    public var folder: String?
  }

  /// The studies that need no file, by name.
  public static let builtIn: [(name: String, text: String)] = [
    ("allied-tariffs", String(decoding: PackageResources.allied_tariffs_yaml, as: UTF8.self)),
    ("simulated-world", String(decoding: PackageResources.simulated_world_yaml, as: UTF8.self)),
    ("alliance-world", String(decoding: PackageResources.alliance_world_yaml, as: UTF8.self)),
    ("swing-state-world", String(decoding: PackageResources.swing_state_world_yaml, as: UTF8.self)),
    ("loyalty-world", String(decoding: PackageResources.loyalty_world_yaml, as: UTF8.self)),
    (
      "guns-and-butter-world",
      String(decoding: PackageResources.guns_and_butter_world_yaml, as: UTF8.self)
    ),
  ]

  /// Finds a study by the path of its folder or file, or by its built-in name.
  public static func find(_ name: String) throws(StudyError) -> Entry {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: name, isDirectory: &isFolder) {
      let file = isFolder.boolValue ? name + "/study.yaml" : name
      if let data = files.contents(atPath: file) {
        return Entry(
          name: name, file: file, text: String(decoding: data, as: UTF8.self),
          folder: URL(fileURLWithPath: file).deletingLastPathComponent().path)
      }
    }
    if let known = builtIn.first(where: { $0.name == name }) {
      return Entry(name: name, file: "built-in: " + name, text: known.text)
    }
    let names = builtIn.map(\.name)
    throw .noStudy(name, builtIn: names, closest: NearestNames.closest(to: name, among: names))
  }

  /// The built-in studies with their titles, or one's file.
  public static func listing(_ name: String?) throws(StudyError) -> String {
    if let name { return try find(name).text }
    var lines: [String] = []
    for entry in builtIn {
      let study = try Study(yaml: entry.text, file: "built-in: " + entry.name)
      lines.append("\(entry.name): \(study.title)")
      lines += study.variants.map { "    --variant \($0.name)" }
    }
    return lines.joined(separator: "\n")
  }
}

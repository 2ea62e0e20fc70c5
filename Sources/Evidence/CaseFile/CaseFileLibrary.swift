import Foundation
import Frames

/// Where case files come from: a file of the user's, or the ones built in.
public enum CaseFileLibrary {
  /// The case files that need no file, by name.
  public static let builtIn: [(name: String, text: String)] = [
    ("loyalty", String(decoding: PackageResources.loyalty_yaml, as: UTF8.self)),
    ("causal-clues", String(decoding: PackageResources.causal_clues_yaml, as: UTF8.self)),
  ]

  /// Reads a case file by the path of its file (`.csv`, else YAML), or by its built-in name.
  ///
  /// - Throws: `unknownCaseFile`, `unreadable`, and what is wrong with the case file.
  public static func caseFile(_ name: String) throws(EvidenceError) -> CaseFile {
    let (text, file) = try text(name)
    return file.lowercased().hasSuffix(".csv")
      ? try CaseFile(csv: text, file: file) : try CaseFile(yaml: text, file: file)
  }

  /// The text of a case file and what to call it.
  public static func text(_ name: String) throws(EvidenceError) -> (text: String, file: String) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) {
      guard !isFolder.boolValue else {
        throw .caseFile(.unreadable(file: name, reason: "it is a folder"))
      }
      do {
        let data = try Data(contentsOf: URL(fileURLWithPath: name))
        guard let text = String(validating: data, as: UTF8.self) else {
          throw EvidenceError.caseFile(.unreadable(file: name, reason: "it is not UTF-8 text"))
        }
        return (text, name)
      } catch let error as EvidenceError {
        throw error
      } catch {
        throw .caseFile(.unreadable(file: name, reason: error.localizedDescription))
      }
    }
    if let known = builtIn.first(where: { $0.name == name }) {
      return (known.text, "built-in: " + name)
    }
    let names = builtIn.map(\.name)
    throw .caseFile(
      .unknownCaseFile(name, builtIn: names, closest: NearestNames.closest(to: name, among: names)))
  }
}

import Foundation
import Frames

/// Where ledgers come from: a file of the user's, or the ones built in.
public enum LedgerLibrary {
  /// The ledgers that need no file, by name.
  public static let builtIn: [(name: String, text: String)] = [
    ("loyalty", String(decoding: PackageResources.loyalty_yaml, as: UTF8.self)),
    ("causal-clues", String(decoding: PackageResources.causal_clues_yaml, as: UTF8.self)),
  ]

  /// Reads a ledger by the path of its file (`.csv`, else YAML), or by its built-in name.
  ///
  /// - Throws: `unknownLedger`, `unreadable`, and what is wrong with the ledger.
  public static func ledger(_ name: String) throws(EvidenceError) -> EvidenceLedger {
    let (text, file) = try text(name)
    return file.lowercased().hasSuffix(".csv")
      ? try EvidenceLedger(csv: text, file: file) : try EvidenceLedger(yaml: text, file: file)
  }

  /// The text of a ledger and what to call it.
  public static func text(_ name: String) throws(EvidenceError) -> (text: String, file: String) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) {
      guard !isFolder.boolValue else {
        throw .ledger(.unreadable(file: name, reason: "it is a folder"))
      }
      do {
        let data = try Data(contentsOf: URL(fileURLWithPath: name))
        guard let text = String(validating: data, as: UTF8.self) else {
          throw EvidenceError.ledger(.unreadable(file: name, reason: "it is not UTF-8 text"))
        }
        return (text, name)
      } catch let error as EvidenceError {
        throw error
      } catch {
        throw .ledger(.unreadable(file: name, reason: error.localizedDescription))
      }
    }
    if let known = builtIn.first(where: { $0.name == name }) {
      return (known.text, "built-in: " + name)
    }
    let names = builtIn.map(\.name)
    throw .ledger(
      .unknownLedger(name, builtIn: names, closest: NearestNames.closest(to: name, among: names)))
  }
}

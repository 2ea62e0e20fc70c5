import Documents
import Foundation

/// Where ledgers come from: a file of the user's, or the ones built in.
public enum LedgerLibrary {
  /// The ledgers that need no file.
  public static let builtIn = Library(
    of: "ledger",
    [
      Library.Entry("loyalty", PackageResources.loyalty_yaml),
      Library.Entry("causal-clues", PackageResources.causal_clues_yaml),
    ])

  /// Reads a ledger by the path of its file (`.csv`, else YAML or JSON), or by its built-in name.
  ///
  /// - Throws: ``EvidenceError/document(_:)`` for a name without a ledger and a file that cannot be
  ///   read, and what is wrong with the ledger.
  public static func ledger(_ name: String) throws(EvidenceError) -> EvidenceLedger {
    let (text, file) = try text(name)
    return file.lowercased().hasSuffix(".csv")
      ? try EvidenceLedger(csv: text, file: file) : try EvidenceLedger(yaml: text, file: file)
  }

  /// The text of a ledger and what to call it.
  public static func text(_ name: String) throws(EvidenceError) -> (text: String, file: String) {
    do throws(DocumentError) {
      return FileManager.default.fileExists(atPath: name)
        ? (try TextFile.read(name), name) : (try builtIn.text(name), builtIn.file(name))
    } catch {
      throw .document(error)
    }
  }
}

import Documents
import Foundation

/// Where case files come from: a file of the user's, or the ones built in.
public enum CaseFileLibrary {
  /// The case files that need no file.
  public static let builtIn = Library(
    of: "ledger",
    [
      Library.Entry("loyalty", PackageResources.loyalty_yaml),
      Library.Entry("causal-clues", PackageResources.causal_clues_yaml),
    ])

  /// Reads a case file by the path of its file (`.csv`, else YAML or JSON), or by its built-in name.
  ///
  /// - Throws: ``EvidenceError/document(_:)`` for a name without a case file and a file that cannot be
  ///   read, and what is wrong with the case file.
  public static func caseFile(_ name: String) throws(EvidenceError) -> CaseFile {
    let (text, file) = try text(name)
    return file.lowercased().hasSuffix(".csv")
      ? try CaseFile(csv: text, file: file) : try CaseFile(yaml: text, file: file)
  }

  /// The text of a case file and what to call it.
  public static func text(_ name: String) throws(EvidenceError) -> (text: String, file: String) {
    do throws(DocumentError) {
      return FileManager.default.fileExists(atPath: name)
        ? (try TextFile.read(name), name) : (try builtIn.text(name), builtIn.file(name))
    } catch {
      throw .document(error)
    }
  }
}

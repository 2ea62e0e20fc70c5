import Foundation

/// Where development tables and reference numbers lie, if they are on this machine.
///
/// Tests that need them are enabled only where they exist: `ENTENTE_SHARED` names the folder, and
/// a folder `shared` beside the checkout is found by itself.
public enum SharedTables {
  public static let root: String? = {
    let beside = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared").path
    let candidates = [ProcessInfo.processInfo.environment["ENTENTE_SHARED"], beside]
    return candidates.compactMap(\.self).first {
      FileManager.default.fileExists(atPath: $0 + "/oracle/README.md")
    }
  }()

  /// Whether the tables are here.
  public static var available: Bool { root != nil }

  /// The path of a file below the folder.
  public static func path(_ relative: String) -> String { (root ?? "") + "/" + relative }
}

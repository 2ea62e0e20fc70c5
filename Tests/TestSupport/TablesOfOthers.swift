import Foundation
import Testing

/// Tables that belong to others (state lists, trade, tariffs, treaties, arms transfers) and are not
/// part of the project, because their owners' terms apply.
///
/// `ENTENTE_TABLES` names the folder that holds them: raw tables in `data`, tables made from them in
/// `oracle`. Where it is not set, such a folder beside the checkout is found by itself. Everything else
/// that tests compare with stands in `Tests/Fixtures` and is always there: see ``Fixture``.
public enum TablesOfOthers {
  /// The folder, where there is one.
  public static let root: String? = {
    let beside = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared").path
    let candidates = [ProcessInfo.processInfo.environment["ENTENTE_TABLES"], beside]
    return candidates.compactMap(\.self).first {
      FileManager.default.fileExists(atPath: $0 + "/data")
    }
  }()

  /// The path of a file below the folder.
  public static func path(_ relative: String) -> String { (root ?? "") + "/" + relative }

  /// Whether a file or folder below the folder is there.
  public static func contains(_ relative: String) -> Bool {
    root != nil && FileManager.default.fileExists(atPath: path(relative))
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where the tables it reads are at hand; `make test` lists the others with what
  /// they lack.
  ///
  /// - Parameters:
  ///   - files: paths below the folder of ``TablesOfOthers``.
  ///   - owner: whose tables they are, as the reason names them.
  public static func needsTables(_ files: String..., of owner: String) -> Self {
    .enabled(
      if: files.allSatisfy(TablesOfOthers.contains),
      "needs tables of others: \(files.joined(separator: ", ")) (\(owner))")
  }
}

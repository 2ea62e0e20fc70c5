import Foundation
import Frames

/// Files of `Tests/Fixtures`: numbers made elsewhere, each folder with the script that makes them and,
/// where the script does not say all, an `origin.md`.
public enum Fixture {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures")

  /// The path of a file or folder, named from `Tests/Fixtures`, as in `crossed/data.csv`.
  public static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// A table, read as the library reads one.
  public static func table(_ name: String) throws -> Frame { try TableFile.read(path(name)) }

  /// The dyad-years of `estimators`, drawn at random: columns exp, imp, year, dyad, y, trade, ally and
  /// x1 to x8. Read once.
  public static let panel = Result { try table("estimators/panel.csv.gz") }

  /// A JSON document of any shape.
  public static func json(_ name: String) throws -> JSON { try decode(JSON.self, name) }

  /// A JSON document of a known shape.
  public static func decode<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
  }
}

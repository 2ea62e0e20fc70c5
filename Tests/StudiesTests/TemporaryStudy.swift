import Foundation

/// A study folder with tables, in a place of its own that goes with it.
final class TemporaryStudy {
  let folder: URL

  init(yaml: String, tables: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try yaml.write(
      to: folder.appendingPathComponent("study.yaml"), atomically: true, encoding: .utf8)
    for (name, text) in tables {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.path }
  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// The names in a folder below, sorted; empty where it is not there.
  func contents(_ name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }
}

/// A small panel of allies with a join, a lag and two models.
enum SmallStudy {
  static let yaml = """
    study: small
    title: A small study
    question: Does support move exports?
    sources:
      exports: {file: exports.csv}
      support: {file: support.csv}
    panel:
      unit: [ally]
      time: year
      build:
        - start: exports
        - join: support
          on: [ally, year]
        - compute: [earlier]
    variables:
      earlier: lag(support)
    models:
      plain:
        formula: exports ~ support
      lagged:
        formula: exports ~ earlier
        variance: cluster(ally)
    variants:
      first:
        words: As it stands.
      robust:
        words: With Huber's psi.
        estimator: m(huber)
    """

  /// Four allies in six years; exports follow support with a wobble that no line fits.
  static var tables: [String: String] {
    var exports = "ally,year,exports\n"
    var support = "ally,year,support\n"
    for ally in 1...4 {
      for year in 2000...2005 {
        let x = Double((ally * 7 + year * 3) % 11)
        let wobble = Double((ally * 5 + year) % 7) / 7
        exports += "\(ally),\(year),\(1 + 2 * x + wobble)\n"
        if !(ally == 4 && year == 2005) { support += "\(ally),\(year),\(x)\n" }
      }
    }
    return ["exports.csv": exports, "support.csv": support]
  }
}

import Foundation
import Testing

/// Stored renderings, compared as text. `ENTENTE_WRITE_GOLDEN=1` writes them anew, for reading
/// the difference before it is kept.
enum Golden {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static func expect(
    _ found: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["ENTENTE_WRITE_GOLDEN"] == "1" {
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    let stored = try String(contentsOf: file, encoding: .utf8)
    if found == stored { return }
    let left = found.split(separator: "\n", omittingEmptySubsequences: false)
    let right = stored.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }
    let number = line?.offset ?? min(left.count, right.count)
    Issue.record(
      """
      \(name), line \(number + 1)
      found:  \(left.indices.contains(number) ? left[number] : "(end)")
      stored: \(right.indices.contains(number) ? right[number] : "(end)")
      """, sourceLocation: sourceLocation)
  }
}

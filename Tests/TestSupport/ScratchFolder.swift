import Foundation

/// A folder for one test, removed with everything in it when the object goes.
public final class ScratchFolder {
  public let path: String

  public init() throws {
    path = NSTemporaryDirectory() + "entente-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  public var url: URL { URL(fileURLWithPath: path) }

  /// The path of a file in it.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and gives its path.
  @discardableResult
  public func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Writes a file of text and gives its path.
  @discardableResult
  public func write(_ text: String, _ name: String) throws -> String {
    try write(Array(text.utf8), name)
  }

  /// The lines of a file that are not empty.
  public func lines(_ name: String) throws -> [Substring] {
    try String(contentsOfFile: file(name), encoding: .utf8).split(separator: "\n")
  }

  /// What is in it, sorted.
  public var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

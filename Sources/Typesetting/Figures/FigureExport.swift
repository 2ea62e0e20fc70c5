import Foundation
import Frames

/// Writes a figure's files: SVG as it is, PDF and PNG by the command `rsvg-convert` (librsvg).
public enum FigureExport {
  /// What a figure can be written as, by the suffix of its file.
  public enum Format: String, Sendable, CaseIterable {
    case svg, pdf, png
  }

  package static let command = "rsvg-convert"
  package static let package = "librsvg2-bin"

  /// Whether PDF and PNG can be written on this machine.
  public static var canConvert: Bool { converter(in: searchPath) != nil }

  /// Writes `basePath.svg`, `basePath.pdf` and `basePath.png` as asked.
  ///
  /// - Parameters:
  ///   - svg: What `Figure.svg()` returned.
  ///   - dotsPerInch: Resolution of the PNG.
  /// - Returns: The paths written, in the order of `formats`.
  /// - Throws: `converterNotFound` before anything is written, `cannotWrite`, `conversionFailed`.
  @discardableResult
  public static func write(
    _ svg: String, to basePath: String, formats: [Format] = [.svg], dotsPerInch: Int = 300
  ) throws(ExhibitError) -> [String] {
    try write(svg, to: basePath, formats: formats, dotsPerInch: dotsPerInch, path: searchPath)
  }

  package static func write(
    _ svg: String, to basePath: String, formats: [Format], dotsPerInch: Int, path: String
  ) throws(ExhibitError) -> [String] {
    let tool = converter(in: path)
    if tool == nil, formats.contains(where: { $0 != .svg }) {
      throw .converterNotFound(command: command, package: package)
    }
    var written: [String] = []
    for format in formats {
      let file = "\(basePath).\(format.rawValue)"
      try write(svg, as: format, to: file, dotsPerInch: dotsPerInch, tool: tool)
      written.append(file)
    }
    return written
  }

  /// Writes one file under the name given, whatever its suffix.
  ///
  /// - Throws: `converterNotFound` before anything is written, `cannotWrite`, `conversionFailed`.
  public static func write(
    _ svg: String, as format: Format, to file: String, dotsPerInch: Int = 300
  ) throws(ExhibitError) {
    try write(svg, as: format, to: file, dotsPerInch: dotsPerInch, tool: converter(in: searchPath))
  }

  private static func write(
    _ svg: String, as format: Format, to file: String, dotsPerInch: Int, tool: String?
  ) throws(ExhibitError) {
    guard format != .svg else { return try save(svg, to: file) }
    guard let tool else { throw .converterNotFound(command: command, package: package) }
    try convert(svg, with: tool, format: format, dotsPerInch: dotsPerInch, to: file)
  }

  private static var searchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "" }

  private static func converter(in path: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(command)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func save(_ text: String, to file: String) throws(ExhibitError) {
    do { try WholeFile.write(text, to: file) } catch {
      throw .cannotWrite(path: file, reason: error.reason)
    }
  }

  private static func convert(
    _ svg: String, with tool: String, format: Format, dotsPerInch: Int, to file: String
  ) throws(ExhibitError) {
    let source = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString).svg").path
    try save(svg, to: source)
    defer { try? FileManager.default.removeItem(atPath: source) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    let dots = format == .png ? "\(dotsPerInch)" : "72"
    process.arguments = [
      "--format", format.rawValue, "--background-color", "white", "--dpi-x", dots, "--dpi-y", dots,
      "--output", file, source,
    ]
    // The date inside a PDF would make equal figures unequal files.
    var environment = ProcessInfo.processInfo.environment
    if environment["SOURCE_DATE_EPOCH"] == nil { environment["SOURCE_DATE_EPOCH"] = "0" }
    process.environment = environment
    let messages = Pipe()
    process.standardError = messages
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw .conversionFailed(command: command, status: -1, message: error.localizedDescription)
    }
    let said = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = String(decoding: said, as: UTF8.self).trimmingCharacters(
        in: .whitespacesAndNewlines)
      throw .conversionFailed(
        command: command, status: process.terminationStatus, message: text)
    }
  }
}

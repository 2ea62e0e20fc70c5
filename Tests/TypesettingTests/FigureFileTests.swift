import Foundation
import TestSupport
import Testing

@testable import Typesetting

@Suite struct FigureFileTests {
  private struct Dot: Figure {
    func svg() -> String { "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>" }
  }

  @Test(
    "The suffix says the form, in capitals or not", .tags(.identity),
    arguments: [
      ("a.svg", .svg), ("a.SVG", .svg), ("a.Pdf", .pdf), ("dir.x/b.PNG", .png), ("a.b.png", .png),
      ("a b.svg", .svg), ("/tmp/ü.pdf", .pdf),
    ] as [(String, FigureExport.Format)])
  func suffixes(path: String, format: FigureExport.Format) throws {
    let file = try FigureFile(path)
    #expect(file.format == format)
    #expect(file.path == path)
  }

  @Test(
    "Any other is refused, with those that are taken", .tags(.failure),
    arguments: ["a.gif", "a", "svg", "", "a.svg.gz", "a.", "dir.svg/a"])
  func refusals(path: String) {
    let error = #expect(throws: ExhibitError.self) { try FigureFile(path) }
    #expect(error == .unknownFigureSuffix(path: path, known: [".svg", ".pdf", ".png"]))
    #expect(error?.description.contains("\(path) does not end in .svg, .pdf or .png") == true)
  }

  @Test("The file has the very name that was asked for", .tags(.identity)) func name() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let suffixes = FigureExport.canConvert ? ["SVG", "svg", "Png", "pdf"] : ["SVG", "svg"]
    for suffix in suffixes {
      try FigureFile(folder.appendingPathComponent("f.\(suffix)").path).write(Dot())
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == suffixes.map { "f.\($0)" }.sorted())
    #expect(throws: ExhibitError.self) {
      try FigureFile("/nonexistent/folder/f.svg").write(Dot())
    }
  }
}

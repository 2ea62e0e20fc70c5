import Exhibits
import Foundation
import TestSupport
import Testing

@testable import Typesetting

@Suite struct FigureExportTests {
  private func svg() throws -> String { try WaterfallPlot(HandMadeFit.huber().sample).svg() }

  @Test("SVG is written as it is", .tags(.identity))
  func vector() throws {
    let folder = try ScratchFolder()
    let base = folder.file("figure")
    #expect(try FigureExport.write(svg(), to: base) == [base + ".svg"])
    #expect(try String(contentsOfFile: base + ".svg", encoding: .utf8) == svg())
  }

  @Test(
    "PDF has one page of the figure's size, PNG its pixels at 300 to the inch",
    .tags(.identity), .enabled(if: FigureExport.canConvert, "needs the command rsvg-convert"))
  func raster() throws {
    let folder = try ScratchFolder()
    let base = folder.file("figure")
    try FigureExport.write(svg(), to: base, formats: [.svg, .pdf, .png])
    let pdf = try Data(contentsOf: URL(fileURLWithPath: base + ".pdf"))
    #expect(pdf.count > 1000)
    #expect(pdf.prefix(5).elementsEqual(Array("%PDF-".utf8)))
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.contains("/MediaBox [ 0 0 244.8"))
    let pages = text.components(separatedBy: "/Type /Page").dropFirst().filter {
      !$0.hasPrefix("s")
    }
    #expect(pages.count == 1)
    let png = try Data(contentsOf: URL(fileURLWithPath: base + ".png"))
    #expect(png.count > 1000)
    // The header's width, in the four bytes from the sixteenth: 3.4 inches, rounded up.
    let width = png[16..<20].reduce(0) { $0 * 256 + Int($1) }
    #expect(width == 1020 || width == 1021)
    #expect(try folder.names == ["figure.pdf", "figure.png", "figure.svg"])
  }

  @Test("Without the converter nothing is written and the package is named", .tags(.failure))
  func noConverter() throws {
    let folder = try ScratchFolder()
    let base = folder.file("figure")
    let missing = ExhibitError.converterNotFound(
      command: "rsvg-convert", package: "librsvg2-bin")
    #expect(throws: missing) {
      try FigureExport.write(
        svg(), to: base, formats: [.svg, .pdf], dotsPerInch: 300, path: folder.path)
    }
    #expect(missing.description.contains("Install the package `librsvg2-bin`"))
    #expect(try folder.names.isEmpty)
  }

  @Test("A folder that is not there is named", .tags(.failure))
  func cannotWrite() throws {
    let folder = try ScratchFolder()
    let base = folder.file("absent/figure")
    let error = #expect(throws: ExhibitError.self) {
      try FigureExport.write(svg(), to: base)
    }
    guard case .cannotWrite(let path, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == base + ".svg")
  }

  @Test(
    "What is not SVG fails with the converter's own words", .tags(.failure),
    .enabled(if: FigureExport.canConvert, "needs the command rsvg-convert"))
  func notSVG() throws {
    let folder = try ScratchFolder()
    let base = folder.file("figure")
    let error = #expect(throws: ExhibitError.self) {
      try FigureExport.write("<svg", to: base, formats: [.png])
    }
    guard case .conversionFailed(_, let status, let message)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(status != 0 && !message.isEmpty)
  }
}

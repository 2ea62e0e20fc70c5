import Foundation
import Frames
import TestSupport
import Testing

@Suite("Tables in files")
struct TableFileTests {
  private static let text = Array("a,b\n1,x\n2,y\n".utf8)

  @Test("the extension picks the reader", .tags(.identity))
  func kinds() throws {
    let folder = try ScratchFolder()
    let expected = try CSV.parse(Self.text)
    let tabs = Self.text.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: "\t") : $0 }
    let stata = try StataFixture.file(version: 118)
    #expect(try TableFile.read(folder.write(Self.text, "t.csv")) == expected)
    #expect(try TableFile.read(folder.write(GzipFixture.packed(Self.text), "t.CSV.GZ")) == expected)
    #expect(try TableFile.read(folder.write(tabs, "t.tsv")) == expected)
    #expect(try TableFile.read(folder.write(GzipFixture.packed(tabs), "t.tsv.gz")) == expected)
    #expect(try TableFile.read(folder.write(Self.text, "t.txt")) == expected)
    #expect(try TableFile.read(folder.write(stata, "t.dta")) == Stata.parse(stata))
  }

  @Test("a file of an unknown kind, with the kinds that are known", .tags(.failure))
  func unknownKind() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Self.text, "t.xlsx")
    #expect(throws: ReadError.unknownKind(path: path, known: TableFile.kinds)) {
      try TableFile.read(path)
    }
  }

  @Test("a file that is not there, with its folder and near names", .tags(.failure))
  func notFound() throws {
    let folder = try ScratchFolder()
    _ = try folder.write(Self.text, "tariffs.csv")
    let near = folder.file("tarifs.csv")
    #expect(throws: ReadError.notFound(path: near, folderExists: true, near: ["tariffs.csv"])) {
      try TableFile.read(near)
    }
    let astray = folder.file("none/t.dta")
    #expect(throws: ReadError.notFound(path: astray, folderExists: false, near: [])) {
      try TableFile.read(astray)
    }
    #expect(throws: ReadError.unreadable(path: folder.path, reason: "it is a folder")) {
      try CSV.read(folder.path)
    }
  }

  @Test("a file larger than what is read at once gives what its bytes give", .tags(.identity))
  func largeFile() throws {
    var text = "i,d,t\r\n"
    for row in 0..<150_000 {
      text += "\(row),\(Double(row) / 3),\(row % 97 == 0 ? "\"a\nb\"" : "t\(row % 500)")\r\n"
    }
    let bytes = Array(text.utf8)
    #expect(bytes.count > 3 << 20)
    let folder = try ScratchFolder()
    let expected = try CSV.parse(bytes)
    #expect(try CSV.read(folder.write(bytes, "t.csv")) == expected)
    #expect(try CSV.read(folder.write(GzipFixture.packed(bytes), "t.csv.gz")) == expected)
    #expect(try expected.column("d").double(at: 149_999) == 149_999.0 / 3)
  }

  @Test(
    "every table of others is read", .tags(.reference),
    .needsTables("data", of: "all sources of the catalogue"))
  func tablesOfOthers() throws {
    let folder = TablesOfOthers.path("data")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".csv.gz") }
    #expect(!names.isEmpty)
    for name in names {
      let frame = try TableFile.read(folder + "/" + name)
      #expect(frame.rowCount > 0 && frame.columns.count > 1, "\(name)")
    }
    // Row counts as the tables' README gives them.
    #expect(try TableFile.read(folder + "/cow_igo_ndy_1945on.csv.gz").rowCount == 799_525)
    #expect(try TableFile.read(folder + "/infant_mortality_gapminder_owid.csv").rowCount == 32_700)
  }
}

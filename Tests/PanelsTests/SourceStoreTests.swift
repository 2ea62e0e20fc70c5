import Foundation
import Frames
import Machine
import Panels
import TestSupport
import Testing

/// Tables are read and hashed once.
@Suite struct SourceStoreTests {
  typealias Place = SourceCatalogueTests.Place

  private func hash(_ text: String) -> String {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    return hash.hexadecimal()
  }

  @Test(
    "a table is read once, and its hash is that of the bytes that were parsed", .tags(.identity))
  func once() throws {
    let place = try Place([
      "sources/mine.yaml": SourceCatalogueTests.description("mine"),
      "t.csv": SourceCatalogueTests.table,
    ])
    var store = SourceStore(try SourceCatalogue(folders: [place.path]))
    let described = try store.table("mine")
    let path = try #require(store.path(ofFile: "t.csv"))
    let own = try store.table(at: path, source: "own")
    #expect(described.file == own.file)
    #expect(own.file.sha256 == hash(SourceCatalogueTests.table))
    #expect(own.file.bytes == SourceCatalogueTests.table.utf8.count && own.file.name == "t.csv")
    #expect(described.description?.fileName == "mine.yaml")
    // The file is gone, and nobody notices.
    try FileManager.default.removeItem(atPath: path)
    #expect(try store.table("mine") == described)
    #expect(try store.table(at: path, source: "own") == own)
    var fresh = SourceStore(store.catalogue)
    #expect(throws: PanelsError.self) { try fresh.table("mine") }
    #expect(throws: PanelsError.self) { try fresh.table(at: path, source: "own") }
  }

  @Test("the first folder that has a file counts", .tags(.identity))
  func order() throws {
    let first = try Place(["other.csv": "a\n1\n"])
    let second = try Place(["t.csv": SourceCatalogueTests.table])
    let third = try Place(["t.csv": "unit,year,x\n"])
    let store = SourceStore(
      try SourceCatalogue(folders: [first.path, second.path, third.path]))
    #expect(store.path(ofFile: "t.csv") == second.path + "/t.csv")
    #expect(store.path(ofFile: second.path + "/t.csv") == second.path + "/t.csv")
    #expect(store.path(ofFile: "none.csv") == nil)
    // A folder of that name is no table.
    #expect(store.path(ofFile: second.path) == nil)
  }

  @Test("alternative names, optional columns and text that looks like numbers", .tags(.identity))
  func columns() throws {
    let description = """
      source: mine
      title: A table
      files: [a.csv, b.csv]
      columns:
        unit: {from: [Unit, Code], meaning: a unit}
        size: {from: [Size, size], unit: km, meaning: how far, optional: true}
      time: none
      key: [unit]
      text: [unit]
      citation: c
      terms: f
      """
    let source = try Source(reading: description, file: "mine")
    for (text, units, hasSize) in [
      ("Code,size\n007,1\n08,2\n", ["007", "08"], true), ("Unit\n007\n", ["007"], false),
      // Where both names are there, the first is taken.
      ("Code,Unit\n1,01\n", ["01"], false),
    ] {
      let place = try Place(["b.csv": text])
      let table = try source.read(in: [place.path])
      let column = try table.frame.column("unit")
      #expect((0..<table.frame.rowCount).map { column.text(at: $0) } == units)
      #expect(table.frame.contains("size") == hasSize)
      #expect(table.file.sha256 == hash(text))
    }
    let place = try Place(["a.csv": "Coed,Size\n1,2\n"])
    #expect(
      throws: PanelsError.header(
        source: "mine", file: place.path + "/a.csv", missing: ["Unit or Code"],
        found: ["Coed", "Size"], closest: ["Coed"])
    ) { try source.read(in: [place.path]) }
  }

  @Test("text among the values of a year is refused", .tags(.failure))
  func wideText() throws {
    let place = try Place([
      "wdi_gdp_current_usd_wide.csv": "Country Name,Country Code,1989,1990\nGermany,DEU,1,n/a\n"
    ])
    let source = try SourceCatalogue.builtIn.source("wdi-gdp")
    let error = #expect(throws: PanelsError.self) { try source.read(in: [place.path]) }
    #expect(error?.description.contains("column '1990' holds 'n/a' in row 1") == true)
  }

  @Test("a source without a key is no finding", .tags(.identity))
  func keyless() throws {
    let place = try Place([
      "sipri_trade_register_us.csv": """
      country,ordered,weapon,year,years.delivered
      A,1,F-5,1970,1971-1973
      A,1,F-5,1970,1971-1973
      """
    ])
    let check = try SourceCatalogue.builtIn.source("sipri-us-register").check(in: [place.path])
    #expect(check.status == .present && check.problems.isEmpty && check.rows == 2)
  }
}

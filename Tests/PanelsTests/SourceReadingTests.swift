import Foundation
import Frames
import Panels
import TestSupport
import Testing

/// Tables as publishers hand them out, read by descriptions.
@Suite struct SourceReadingTests {
  private static let header =
    #""Country Name","Country Code","Indicator Name","Indicator Code","1998","1999","2000""#
  private static let rows = [
    #""Germany","DEU","GDP","NY","10","11","12""#, #""France","FRA","GDP","NY","20","","22""#,
    #""Africa Eastern and Southern","AFE","GDP","NY","90","91","92""#,
    #""Africa Western and Central","AFW","GDP","NY","80","81","82""#,
  ]

  private func table(_ text: String) throws -> SourceTable {
    let folder = try ScratchFolder()
    try folder.write(text, "wdi_gdp_current_usd_wide.csv")
    return try SourceCatalogue.builtIn.source("wdi-gdp").read(in: [folder.path])
  }

  private func values(_ table: SourceTable) throws -> [Double?] {
    let gdp = try table.frame.column("gdp")
    return (0..<table.frame.rowCount).map { gdp.double(at: $0) }
  }

  @Test("the World Bank's download and its DataBank are read as they come", .tags(.identity))
  func downloads() throws {
    let plain = try table(([Self.header] + Self.rows).joined(separator: "\n") + "\n")
    #expect(plain.frame.rowCount == 12)
    let values = try values(plain)
    #expect(Array(values.prefix(6)) == [10, 11, 12, 20, nil, 22])
    // The bank's groups are known to be none of states.
    let code = try plain.frame.column("ccode")
    #expect(code.integer(at: 0) == 255 && !code.isPresent(at: 6) && !code.isPresent(at: 9))
    let download =
      "\u{FEFF}\"Data Source\",\"World Development Indicators\",\r\n\r\n"
      + "\"Last Updated Date\",\"2024-06-28\",\r\n\r\n"
      + ([Self.header] + Self.rows).map { $0 + ",\r\n" }.joined()
    #expect(try self.values(table(download)) == values)
    let bank =
      ([Self.header] + Self.rows).joined(separator: "\n")
      .replacing("\"1998\",\"1999\",\"2000\"", with: "1998 [YR1998],1999 [YR1999],2000 [YR2000]")
      .replacing("\"20\",\"\"", with: "\"20\",..")
      + "\n\n\nData from database: WDI\nLast Updated: 06/28/2024\n"
    #expect(try self.values(table(bank)) == values)
  }

  @Test("a blank that says 0 does so in the years covered, empty or NA", .tags(.identity))
  func blanks() throws {
    let folder = try ScratchFolder()
    try folder.write("ccode,year,x\n2,1999,\n2,2000,\n2,2001,NA\n2,2002,5\n", "t.csv")
    try FileManager.default.createDirectory(
      atPath: folder.file("sources"), withIntermediateDirectories: true)
    func read(_ blank: String) throws -> [Double?] {
      try folder.write(
        """
        source: t
        title: T
        files: t.csv
        columns: {ccode: COW number, year: year, x: a number}
        time: year
        \(blank)
        key: [ccode, year]
        coverage: {years: 2000-2002}
        citation: Invented.
        terms: free
        """, "sources/t.yaml")
      let table = try SourceCatalogue(folders: [folder.path]).source("t").read(in: [folder.path])
      let x = try table.frame.column("x")
      return (0..<table.frame.rowCount).map { x.double(at: $0) }
    }
    #expect(try read("blank: {x: 0}") == [nil, 0, 0, 5])
    #expect(try read("remarks: [None.]") == [nil, nil, nil, 5])
  }

  @Test("a key that one stray cell makes text is refused with the cell", .tags(.failure))
  func strayKey() throws {
    let left = try Frame([Column(name: "ccode", integers: [2, 20, 200, 220])])
    let right = try CSV.parse(text: "ccode,x\n2,1\n20,2\n200*,3\n220,4\n")
    let error = #expect(throws: PanelsError.self) {
      try Join(name: "j", on: ["ccode"])(left, right)
    }
    #expect(error?.description.contains("row 3 holds '200*'") == true)
  }

  @Test("a stray cell in a year column is named, and no year is lost", .tags(.failure))
  func strayCell() throws {
    let text = ([Self.header] + Self.rows).joined(separator: "\n") + "\n"
    #expect(try values(table(text.replacing("\"11\"", with: "\"..\""))).prefix(3) == [10, nil, 12])
    let error = #expect(throws: PanelsError.self) {
      try table(text.replacing("\"22\"", with: "\"22*\""))
    }
    #expect(error?.description.contains("column '2000' holds '22*' in row 2") == true)
  }
}

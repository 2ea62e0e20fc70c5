import Foundation
import Frames
import Panels
import TestSupport
import Testing

@Suite struct SourceTests {
  /// A folder of its own with the given files.
  private func folder(_ files: [String: String]) throws -> String {
    let path = NSTemporaryDirectory() + "sources-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }
    return path
  }

  @Test("year columns become rows, and a dated code follows its year")
  func wide() throws {
    let path = try folder([
      "wdi_gdp_current_usd_wide.csv": """
      Country Name,Country Code,1989,1990,1991
      Germany,DEU,1.5,,3
      World,WLD,10,11,12
      """
    ])
    let table = try SourceCatalogue.builtIn.source("wdi-gdp").read(in: ["/nowhere", path])
    #expect(table.frame.names == ["country", "wb", "year", "gdp", "ccode"])
    let ccode = try table.frame.column("ccode")
    let gdp = try table.frame.column("gdp")
    #expect((0..<6).map { ccode.integer(at: $0) } == [260, 260, 255, nil, nil, nil])
    #expect((0..<6).map { gdp.double(at: $0) } == [1.5, nil, 3, 10, 11, 12])
    #expect(table.conversions.first?.territories.map(\.code) == ["WLD"])
  }

  @Test("several disputes of a dyad and year become one row")
  func collapse() throws {
    let path = try folder([
      "cow_mid_dirdisps.csv": """
      dispnum,ccode1,ccode2,year,dispongoing,disponset
      1,2,200,1902,1,0
      2,2,200,1902,1,1
      3,2,200,1903,1,0
      """
    ])
    let table = try SourceCatalogue.builtIn.source("cow-mids").read(in: [path])
    #expect(table.frame.rowCount == 2)
    #expect(try table.frame.column("mid_onset").integer(at: 0) == 1)
    #expect(table.coverage.absentMeans == .zero)
    #expect(try SourceCatalogue.builtIn.source("cow-mids").check(in: [path]).status == .present)
  }

  @Test("undirected dyads are read in both orders")
  func mirrored() throws {
    let path = try folder([
      "cow_igo_ndy_pre1945.csv": "ccode1,ccode2,year,dyadigos\n2,20,1920,7\n"
    ])
    let frame = try SourceCatalogue.builtIn.source("cow-igos-before-1945").read(in: [path]).frame
    let first = try frame.column("ccode1")
    let second = try frame.column("ccode2")
    #expect((0..<2).map { first.integer(at: $0) } == [2, 20])
    #expect((0..<2).map { second.integer(at: $0) } == [20, 2])
  }

  @Test("a wrong header names the file, what is missing and what comes close", .tags(.failure))
  func header() throws {
    let path = try folder([
      "cow_igo_ndy_pre1945.csv": "ccode1,ccode2,year,dyadigo\n2,20,1920,7\n"
    ])
    let source = try SourceCatalogue.builtIn.source("cow-igos-before-1945")
    #expect(
      throws: PanelsError.header(
        source: source.name, file: path + "/cow_igo_ndy_pre1945.csv", missing: ["dyadigos"],
        found: ["ccode1", "ccode2", "year", "dyadigo"], closest: ["dyadigo"])
    ) { try source.read(in: [path]) }
    #expect(source.check(in: [path]).status == .wrongHeader)
  }

  @Test("an absent file, an unreadable one and an unknown source are told apart", .tags(.failure))
  func absent() throws {
    let source = try SourceCatalogue.builtIn.source("us-cpi")
    #expect(source.check(in: []).status == .absent)
    #expect(
      throws: PanelsError.sourceAbsent(
        source: "us-cpi", files: ["us_cpi_avg.csv"], folders: ["/nowhere"])
    ) { try source.read(in: ["/nowhere"]) }
    let path = try folder(["us_cpi_avg.csv": "year,cpi_avg,cpi_avg_2018\n1913,1\n"])
    #expect(source.check(in: [path]).status == .unreadable)
    #expect(throws: PanelsError.unknownSource("us-cpy", closest: ["us-cpi"])) {
      try SourceCatalogue.builtIn.source("us-cpy")
    }
  }

  @Test("a name nobody knows stops a source that promises states", .tags(.failure))
  func unknownCode() throws {
    let path = try folder([
      "wdi_gdp_current_usd_wide.csv": "Country Name,Country Code,1990\nNowhere,QQQ,1\n"
    ])
    #expect(throws: PanelsError.self) {
      try SourceCatalogue.builtIn.source("wdi-gdp").read(in: [path])
    }
    #expect(
      try SourceCatalogue.builtIn.source("wdi-gdp").check(in: [path]).problems.first?.contains(
        "QQQ") == true)
  }
}

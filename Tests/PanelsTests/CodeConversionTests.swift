import Frames
import Panels
import TestSupport
import Testing

@Suite struct CodeConversionTests {
  let codes = StateCodes.standard

  private func tariffs() throws -> Frame {
    try Frame([
      Column(
        name: "reporter",
        texts: [
          "Germany", "Germany", "European Union", "Hong Kong, China", "Czech Republic", nil,
          "Canada",
        ]),
      Column(name: "year", integers: [1989, 1995, 1995, 1995, 1989, 1995, nil]),
    ])
  }

  @Test("every row ends in one count of the ledger", .tags(.identity))
  func ledger() throws {
    let result = try codes.converting(
      tariffs(),
      CodeConversion(
        column: "reporter", scheme: .name, to: .cow, as: "ccode", year: .column("year"),
        overrides: ["European Union": "1000"]))
    let ccode = try result.frame.column("ccode")
    #expect((0..<7).map { ccode.integer(at: $0) } == [260, 255, 1000, nil, nil, nil, nil])
    let ledger = result.ledger
    #expect(ledger.converted == 3 && ledger.overridden == 1 && ledger.absent == 2)
    #expect(ledger.territories.map(\.code) == ["Hong Kong, China"])
    #expect(ledger.notAStateThen.map(\.code) == ["Czech Republic"])
    #expect(ledger.notAStateThen.first?.years == 1989...1989)
    let rows = (ledger.unknown + ledger.notAStateThen + ledger.territories).map(\.rows)
    #expect(ledger.converted + ledger.absent + rows.reduce(0, +) == ledger.rowsIn)
  }

  @Test("a code nobody knows stops the work and suggests names", .tags(.failure))
  func refused() throws {
    let frame = try Frame([
      Column(name: "country", texts: ["Germny", "Atlantis", "Atlantis", "France"])
    ])
    let error = #expect(throws: PanelsError.self) {
      try codes.converting(
        frame,
        CodeConversion(column: "country", scheme: .name, to: .cow, as: "c", year: .fixed(2000)))
    }
    guard case .unknownCodes("country", .name, let unknown, 3, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(unknown == ["Atlantis", "Germny"])
  }

  @Test("rows that cannot be converted stay as missing or go, as asked", .tags(.failure))
  func policies() throws {
    let frame = try Frame([Column(name: "country", texts: ["Atlantis", "France"])])
    var conversion = CodeConversion(
      column: "country", scheme: .name, to: .cow, as: "c", year: .fixed(2000), policy: .keepMissing)
    let kept = try codes.converting(frame, conversion)
    #expect(kept.frame.rowCount == 2 && kept.ledger.rowsOut == 2)
    conversion.policy = .dropRows
    let dropped = try codes.converting(frame, conversion)
    #expect(dropped.frame.rowCount == 1 && dropped.ledger.unknown.first?.rows == 1)
    #expect(dropped.ledger.description.contains("unknown 1 row"))
  }

  @Test("an undated row is repeated for every code of its lineage", .tags(.identity))
  func undated() throws {
    let frame = try Frame([
      Column(name: "iso", texts: ["DEU", "FRA", "YEM"]),
      Column(name: "distance", doubles: [1, 2, 3]),
    ])
    let result = try codes.converting(
      frame,
      CodeConversion(column: "iso", scheme: .iso3, to: .cow, as: "ccode", year: .undated))
    let ccode = try result.frame.column("ccode")
    let distance = try result.frame.column("distance")
    #expect((0..<5).map { ccode.integer(at: $0) } == [255, 260, 220, 678, 679])
    #expect((0..<5).map { distance.double(at: $0) } == [1, 1, 2, 3, 3])
    #expect(result.ledger.rowsIn == 3 && result.ledger.rowsOut == 5)
  }

  @Test("numbers convert like their text", .tags(.identity))
  func numeric() throws {
    let frame = try Frame([
      Column(name: "ccode", doubles: [255, 255, 679]),
      Column(name: "year", integers: [1970, 1995, 2000]),
    ])
    let result = try codes.converting(
      frame,
      CodeConversion(
        column: "ccode", scheme: .cow, to: .gw, as: "gwcode", year: .column("year"),
        reading: .lineage))
    let gw = try result.frame.column("gwcode")
    #expect((0..<3).map { gw.integer(at: $0) } == [260, 260, 678])
  }

  @Test("a column that is not there is named", .tags(.failure))
  func absentColumn() throws {
    #expect(throws: PanelsError.self) {
      try codes.converting(
        tariffs(),
        CodeConversion(column: "reporters", scheme: .name, to: .cow, as: "c", year: .undated))
    }
  }
}

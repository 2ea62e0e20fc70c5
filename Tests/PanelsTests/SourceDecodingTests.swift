import Documents
import Foundation
import Frames
import Panels
import TestSupport
import Testing

/// Descriptions of sources as documents.
@Suite struct SourceDecodingTests {
  static let whole = """
    source: everything
    title: Every setting once
    files: [a.csv.gz, a.csv]
    encoding: latin-1
    columns:
      iso: {from: [Code, code], meaning: ISO alpha-3}
      name: name of the country
      year: year
      size: {unit: km, meaning: "how far: in all", optional: true}
    other_columns: keep
    time: year
    codes:
      ccode: {from: iso, scheme: iso3, reading: lineage, unknown: keep, overrides: {EUE: 1000}}
      partner: {from: name, scheme: name}
    collapse: {maximum: [size], first: [iso], propagate: [size]}
    mirrored: [ccode, partner]
    key: [ccode, partner, year]
    coverage: {years: 1950-2000, units: [2, 20], absent: zero, columns: {size: 1960}}
    missing: ["-9", "."]
    text: [iso]
    citation: >-
      Somebody. 2001.
      A table.
    terms: free
    remarks: [one, "two: more"]
    """

  func decode(_ text: String, file: String = "everything.yaml") throws -> Source {
    try Source(reading: text, file: file)
  }

  @Test("every setting is read", .tags(.identity))
  func everything() throws {
    let source = try decode(Self.whole)
    #expect(source.name == "everything" && source.title == "Every setting once")
    #expect(source.files == ["a.csv.gz", "a.csv"] && source.reading.encoding == .latin1)
    #expect(source.variables.map(\.originals) == [["Code", "code"], ["name"], ["year"], ["size"]])
    #expect(source.variables.map(\.name) == ["iso", "name", "year", "size"])
    #expect(source.variables.map(\.unit) == ["", "", "", "km"])
    #expect(source.variables.map(\.isOptional) == [false, false, false, true])
    #expect(source.variables[3].meaning == "how far: in all")
    #expect(source.keepsOthers && source.shape == .long && source.time == "year")
    #expect(source.codes.map(\.newColumn) == ["ccode", "partner"])
    #expect(source.codes[0].scheme == .iso3 && source.codes[0].reading == .lineage)
    #expect(!source.codes[0].refusesUnknown && source.codes[0].overrides == ["EUE": "1000"])
    #expect(source.codes[1].reading == .dated && source.codes[1].refusesUnknown)
    #expect(
      source.collapse == [
        Aggregation("size", .max, missing: .propagate), Aggregation("iso", .first),
      ])
    #expect(source.mirrored == ["ccode", "partner"])
    #expect(source.key == ["ccode", "partner", "year"])
    #expect(
      source.coverage
        == Coverage(
          years: 1950...2000,
          columnYears: [Coverage.ColumnYears(column: "size", years: 1960...1960)],
          units: .listed([2, 20]), absentMeans: .zero))
    #expect(
      source.reading.missing == ["", "NA", "-9", "."] && source.reading.types == ["iso": .text])
    #expect(source.citation == "Somebody. 2001. A table." && source.terms == "free")
    #expect(source.remarks == ["one", "two: more"])
  }

  static let least = """
    source: least
    title: As little as there may be
    files: a.csv
    columns: {unit: a unit, year: year}
    key: [unit, year]
    coverage: {years: 1950-2000}
    citation: Somebody
    terms: free
    """

  @Test("what is not said has its default", .tags(.identity))
  func defaults() throws {
    let source = try decode(Self.least)
    #expect(source.reading.encoding == .utf8 && !source.keepsOthers && source.shape == .long)
    #expect(source.time == "year" && source.codes.isEmpty && source.collapse.isEmpty)
    #expect(source.mirrored.isEmpty && source.reading == CSVOptions())
    #expect(source.remarks.isEmpty)
    #expect(source.coverage == Coverage(years: 1950...2000))
    let wide = try decode(
      Self.least.replacing("year: year}", with: "x: y}\nyear_columns: {name: gdp, meaning: m}"))
    #expect(wide.shape == .yearColumns(name: "gdp", unit: "", meaning: "m"))
    let timeless = try decode(
      Self.least.replacing("coverage: {years: 1950-2000}", with: "time: none")
        .replacing("key: [unit, year]", with: "key: none"))
    #expect(timeless.time == nil && timeless.key.isEmpty && timeless.coverage.years == nil)
  }

  @Test("the same in JSON", .tags(.identity))
  func json() throws {
    let text = """
      {"source": "least", "title": "As little as there may be", "files": "a.csv",
       "columns": {"unit": "a unit", "year": "year"}, "key": ["unit", "year"],
       "coverage": {"years": "1950-2000"}, "citation": "Somebody", "terms": "free"}
      """
    #expect(try decode(text, file: "least.json") == decode(Self.least))
  }

  @Test(
    "what is missing is said", .tags(.failure),
    arguments: [
      ("source: least", "`source:`"), ("title: As little as there may be", "`title:`"),
      ("files: a.csv", "`files:`"), ("columns: {unit: a unit, year: year}", "`columns:`"),
      ("key: [unit, year]", "`key:`"), ("coverage: {years: 1950-2000}", "`coverage: {years:"),
      ("citation: Somebody", "`citation:`"), ("terms: free", "`terms:`"),
    ])
  func missing(line: String, words: String) {
    let text = Self.least.replacing(line + "\n", with: "").replacing("\n" + line, with: "")
    #expect(text != Self.least)
    let error = #expect(throws: DocumentError.self) { try decode(text) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test(
    "what is wrong is refused with its line and what belongs there", .tags(.failure),
    arguments: [
      ("terms: free", "licence: free", "line 24", "there is no setting 'licence'"),
      ("columns:", "colums:", "line 5", "'columns'"),
      ("source: everything", "source: a b", "line 1", "letters, digits"),
      ("files: [a.csv.gz, a.csv]", "files: data/a.csv", "line 3", "without folders"),
      ("files: [a.csv.gz, a.csv]", "files: []", "line 3", "names of files"),
      ("encoding: latin-1", "encoding: ascii", "line 4", "windows-1252"),
      ("name: name of the country", "name: {unit: x}", "line 7", "`meaning:`"),
      ("name: name of the country", "name: {form: x, meaning: y}", "line 7", "'from'"),
      ("name: name of the country", "name: {from: [], meaning: y}", "line 7", "a column's name"),
      ("name: name of the country", "name: ''", "line 7", "words"),
      ("optional: true", "optional: perhaps", "line 9", "true or false"),
      ("other_columns: keep", "other_columns: yes", "line 10", "keep or drop"),
      ("scheme: iso3", "scheme: iso2", "line 13", "iso3, world-bank"),
      ("from: iso, scheme", "scheme", "line 13", "`from:`"),
      ("reading: lineage", "reading: old", "line 13", "dated or lineage"),
      ("unknown: keep", "unknown: drop", "line 13", "refuse or keep"),
      ("maximum: [size]", "median: [size]", "line 15", "'median'"),
      ("propagate: [size]", "propagate: [name]", "line 15", "a rule is given for"),
      ("propagate: [size]", "missing: ignore", "line 15", "skip or propagate"),
      ("mirrored: [ccode, partner]", "mirrored: [ccode]", "line 16", "two columns"),
      ("years: 1950-2000", "years: 1950-", "line 18", "years such as 1988-2010"),
      ("units: [2, 20]", "units: some", "line 18", "observed, members, all"),
      ("units: [2, 20]", "units: [2, x]", "line 18", "a whole number"),
      ("absent: zero", "absent: none", "line 18", "missing or zero"),
      ("absent: zero", "absence: zero", "line 18", "'absent'"),
    ])
  func wrong(original: String, broken: String, line: String, words: String) {
    let text = Self.whole.replacing(original, with: broken)
    #expect(text != Self.whole)
    let error = #expect(throws: DocumentError.self) { try decode(text) }
    let description = error?.description ?? ""
    #expect(description.contains("everything.yaml, \(line)"), "\(description)")
    #expect(description.contains(words), "\(description)")
  }

  @Test(
    "a column that nothing makes is refused before any file is there", .tags(.failure),
    arguments: [
      ("key: [unit, year]", "key: [unt, year]", "'unt'", "'unit'"),
      ("key: [unit, year]", "key: [unit, year]\ntime: when", "'when'", "describe it"),
      ("terms: free", "terms: free\ntext: [yer]", "'yer'", "'year'"),
      ("terms: free", "terms: free\ncollapse: {sum: [unite]}", "'unite'", "'unit'"),
      ("terms: free", "terms: free\nmirrored: [unit, partner]", "'partner'", "describe it"),
      ("terms: free", "terms: free\ncodes: {c: {from: d, scheme: cow}}", "'d'", "describe it"),
      ("terms: free", "terms: free\ncodes: {c: {from: c, scheme: cow}}", "'c'", "describe it"),
      (
        "terms: free", "terms: free\ncodes: {unit: {from: year, scheme: cow}}", "two columns",
        "'unit'"
      ),
      ("2000}", "2000, columns: {z: 1960}}", "'z'", "describe it"),
      (
        "key: [unit, year]", "key: none\ncollapse: {sum: [unit]}", "collapse", "one row of several"
      ),
    ])
  func unmade(original: String, broken: String, found: String, hint: String) {
    let text = Self.least.replacing(original, with: broken)
    let error = #expect(throws: DocumentError.self) { try decode(text) }
    let description = error?.description ?? ""
    #expect(description.contains(found) && description.contains(hint), "\(description)")
  }

  @Test("a damaged description is read, or refused with words", .tags(.failure))
  func damage() {
    let text = Array(Self.whole.utf8)
    var (readable, refused) = (0, 0)
    for place in text.indices {
      for byte in [nil] + Array(":{\n".utf8).map(Optional.some) {
        var copy = text
        if let byte { copy[place] = byte } else { copy.remove(at: place) }
        do throws(DocumentError) {
          _ = try Source(reading: String(decoding: copy, as: UTF8.self), file: "d.yaml")
          readable += 1
        } catch {
          refused += 1
          #expect(error.description.contains("d.yaml") && error.description.count > 20)
        }
      }
    }
    #expect(readable > 100 && refused > 100)
  }

  @Test("the article on source files explains every setting", .tags(.identity))
  func article() throws {
    let article = try String(
      contentsOf: Self.root.appendingPathComponent("Sources/Panels/Panels.docc/SourceFile.md"),
      encoding: .utf8)
    let settings = article.split(separator: "\n").filter { $0.hasPrefix("| `") }
      .flatMap { line in line.split(separator: "|")[0].split(separator: ",") }
      .map { $0.filter { !"` ".contains($0) } }
    let nested = [
      "from", "unit", "meaning", "optional", "scheme", "reading", "unknown", "overrides", "years",
      "units", "absent", "columns",
    ]
    #expect(Set(settings) == Set(Source.keys + nested))
    // Its descriptions are those that the command's tests run.
    let examples = Self.root.appendingPathComponent("Tests/CommandLineTests/Fixtures/user-sources")
    for name in [
      "wars/sources/cow-wars", "alliances/sources/atop-members",
      "state-exports/sources/state-partners",
    ] {
      let text = try String(
        contentsOf: examples.appendingPathComponent(name + ".yaml"), encoding: .utf8)
      let block = text.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
      #expect(article.contains(block), "\(name)")
      let file = String(name.split(separator: "/").last ?? "")
      #expect(try decode(text).name == file)
    }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}

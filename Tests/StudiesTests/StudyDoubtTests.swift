import Foundation
import Frames
import Studies
import TestSupport
import Testing

/// What `check`, `panel` and `run` say of tables that do not do what a study asks of them.
@Suite struct StudyDoubtTests {
  private static let base = "ccode,year,y\n2,2000,1\n2,2001,2\n20,2000,4\n20,2001,3\n"

  private func study(
    _ sources: String, build: String, tables: [String: String], model: String = "y ~ year"
  ) throws -> TemporaryStudy {
    try TemporaryStudy(
      yaml: """
        study: t
        title: t
        question: t
        sources:
          base: {file: base.csv}
        \(sources.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
        panel:
          unit: [ccode]
          time: year
          build: [{start: base}, \(build)]
        models: {m: {formula: \(model)}}
        """, tables: tables.merging(["base.csv": Self.base]) { first, _ in first })
  }

  private func findings(_ study: TemporaryStudy) throws -> [String] {
    try StudyCheck(study: study.path, variant: nil, dataFolders: []).findings()
      .filter { $0.verdict != .ok }.map(\.description)
  }

  private func panel(_ study: TemporaryStudy) throws -> Frame {
    let runner = try StudyRunner(study: study.path, variant: nil, options: .init())
    _ = try runner.writePanel(to: study.path("panel.csv"))
    return try TableFile.read(study.path("panel.csv"))
  }

  @Test("a filter that keeps nothing is said with the nearest value", .tags(.failure))
  func emptyFilter() throws {
    let study = try study(
      "el: {file: el.csv, where: types == \"executive\", compute: {election: 1}, take: [election]}",
      build: "{join: el, on: [ccode, year], absent: 0}",
      tables: ["el.csv": "ccode,year,types\n2,2000,Executive\n20,2001,Legislative\n"])
    let found = try findings(study)
    #expect(found.count == 2 && found.allSatisfy { $0.hasPrefix("WARNING") })
    #expect(found[0].contains("keeps none of 2 rows") && found[0].contains("'Executive'"))
    let runner = try StudyRunner(study: study.path, variant: nil, options: .init())
    #expect(try runner.writePanel(to: study.path("p.csv")).contains("Warning: el: where"))
    let outcome = try runner.compute()
    #expect(outcome.panel.remarks.contains { $0.contains("keeps none of 2 rows") })
  }

  @Test("a join that matches nothing says which key has no value in common", .tags(.failure))
  func emptyJoin() throws {
    let study = try study(
      "r: {file: r.csv}", build: "{join: r, on: [ccode, year]}",
      tables: ["r.csv": "ccode,year,z\n200,2000,1\n220,2001,2\n"])
    let found = try findings(study)
    #expect(found.count == 1 && found[0].contains("no 'ccode' here"), "\(found)")
  }

  @Test("zeros are of the units that a table says it describes", .tags(.identity))
  func declaredUnits() throws {
    let tables = ["r.csv": "ccode,year,z\n2,2000,5\n2,2001,6\n"]
    for (units, expected) in [("observed", nil), ("[2]", nil), ("all", 0), (nil, 0)]
      as [(String?, Int64?)]
    {
      let said = units.map { ", units: \($0)" } ?? ""
      let study = try study(
        "r: {file: r.csv, coverage: {years: 2000-2001\(said)}}",
        build: "{join: r, on: [ccode, year], absent: 0}", tables: tables)
      #expect(try panel(study).column("z").integers == [5, 6, expected, expected], "\(said)")
    }
  }

  @Test("years that a filter leaves out within a span are no zeros", .tags(.failure))
  func yearsLeftOut() throws {
    let tables = ["r.csv": "ccode,year,z\n2,2000,5\n2,2001,6\n2,2002,7\n"]
    for filter in ["year != 2001", "mod(year, 2) == 0", "year > 2005"] {
      let source = "r: {file: r.csv, where: \"\(filter)\", coverage: {years: 2000-2002}}"
      let zeros = try study(
        source, build: "{join: r, on: [ccode, year], absent: 0}", tables: tables)
      #expect { try panel(zeros) } throws: { "\($0)".contains("leaves out years within those") }
      let missing = try study(source, build: "{join: r, on: [ccode, year]}", tables: tables)
      #expect(try panel(missing).column("z").integers.dropFirst().first == .some(nil), "\(filter)")
    }
  }

  @Test("zeros are not filled in years that an own table does not have", .tags(.identity))
  func ownCoverage() throws {
    let tables = ["r.csv": "ccode,year,z\n2,2001,5\n"]
    let observed = try study(
      "r: {file: r.csv}", build: "{join: r, on: [ccode, year], absent: 0}", tables: tables)
    #expect(
      try panel(observed).column("z").integers == [nil, 5, nil, 0])
    let declared = try study(
      "r: {file: r.csv, coverage: {years: 2000-2001}}",
      build: "{join: r, on: [ccode, year], absent: 0}", tables: tables)
    #expect(try panel(declared).column("z").integers == [0, 5, 0, 0])
    let filtered = try study(
      "r: {file: r.csv, coverage: {years: 1990-2001}, where: year > 2000 and z > 0}",
      build: "{join: r, on: [ccode, year], absent: 0}", tables: tables)
    #expect(try panel(filtered).column("z").integers == [nil, 5, nil, 0])
  }

  @Test("codes of an own table become numbers, and unknown ones are said", .tags(.identity))
  func ownCodes() throws {
    let study = try study(
      """
      r:
        file: r.csv
        codes: {ccode: {from: country, scheme: name, unknown: keep, overrides: {Elsewhere: 20, Nowhere: 9}}}
        take: [z]
      """, build: "{join: r, on: [ccode, year], prefix: their_}",
      tables: [
        "r.csv":
          "country,year,z\nUnited States,2000,1\nElsewhere,2001,2\nAtlantis Minor,2001,3\n"
      ])
    #expect(try panel(study).column("their_z").integers == [1, nil, nil, 2])
    let found = try findings(study)
    #expect(
      found.count == 1 && found[0].contains("unknown 1 row (1: Atlantis Minor")
        && found[0].contains("overrides that no row has: Nowhere"), "\(found)")
  }

  @Test("spells of an own table become years, and keys may be taken", .tags(.identity))
  func spells() throws {
    let study = try study(
      """
      r:
        file: r.csv
        spells: {from: begin, to: end, rule: any}
        take: [ccode, year, kind]
      """, build: "{join: r, on: [ccode, year], absent: 0}",
      tables: ["r.csv": "ccode,begin,end,kind\n2,1999-05-01,2000-02-01,4\n20,2001,2001,3\n"])
    #expect(try panel(study).column("kind").integers == [4, 0, 0, 3])
  }

  @Test("a variable that no step computes is blamed by its name", .tags(.failure))
  func notComputed() throws {
    let study = try TemporaryStudy(
      yaml: """
        study: t
        sources: {base: {file: base.csv}}
        panel: {unit: ccode, time: year, build: [{start: base}]}
        variables: {z: y * 2}
        models: {m: {formula: y ~ z}}
        """, tables: ["base.csv": Self.base])
    #expect(try findings(study).first?.contains("compute: [z]") == true)
    let runner = try StudyRunner(study: study.path, variant: nil, options: .init())
    let error = #expect(throws: StudyError.self) { try runner.compute() }
    #expect(error?.description.contains("compute: [z]") == true)
  }

  @Test(
    "settings that would do nothing are refused", .tags(.failure),
    arguments: [
      ("{file: base.csv, take: []}", "{start: base}", "the columns that leave"),
      ("{file: base.csv}", "{start: base, on: [ccode]}", "belongs to a `join:`"),
      ("{file: base.csv}", "{start: base}, {keep: year}", "true or false"),
      ("{file: base.csv, where: ccode}", "{start: base}", "true or false"),
      ("{file: base.csv}", "{start: base}, {compute: []}", "names of `variables:`"),
    ])
  func idle(source: String, build: String, words: String) throws {
    let study = try TemporaryStudy(
      yaml: """
        study: t
        sources: {base: \(source)}
        panel: {unit: ccode, time: year, build: [\(build)]}
        models: {m: {formula: y ~ year}}
        """, tables: ["base.csv": Self.base])
    var said: String
    do { said = try findings(study).joined() } catch { said = "\(error)" }
    #expect(said.contains(words), "\(said)")
  }

  @Test("names of figures, quantities and variances are looked up before a run", .tags(.failure))
  func names() throws {
    let study = try TemporaryStudy(
      yaml: """
        study: t
        sources: {base: {file: base.csv}}
        panel: {unit: ccode, time: year, build: [{start: base}]}
        models: {m: {formula: y ~ year, comparison: ["cluster(code)"]}}
        figures:
          a: {kind: marginal effect, model: m, of: x, over: year}
          b: {kind: predictions, model: m, over: yeer}
          c: {kind: interaction diagnostics, model: m, of: year, over: z}
        quantities:
          d: {model: m, of: x}
          e: {model: m, predict: {x: [1]}}
          f: {model: m, test: ["x = 0"]}
        """, tables: ["base.csv": Self.base])
    let found = try findings(study)
    #expect(found.count == 7 && found.allSatisfy { $0.hasPrefix("PROBLEM") }, "\(found)")
  }

  @Test("a logarithm of zero that a study computes is no missing value in its sample")
  func undefined() throws {
    let study = try TemporaryStudy(
      yaml: """
        study: t
        sources: {base: {file: base.csv}}
        panel: {unit: ccode, time: year, build: [{start: base}, {compute: [z]}]}
        variables: {z: log(y)}
        models: {m: {formula: z ~ year}}
        """,
      tables: ["base.csv": "ccode,year,y\n2,2000,1\n2,2001,2\n20,2000,0\n20,2001,\n3,2000,7\n"])
    let runner = try StudyRunner(study: study.path, variant: nil, options: .init())
    let outcome = try runner.compute()
    let dropped = try #require(outcome.models.first).fit.sample.dropped.map { "\($0.reason)" }
    #expect(dropped.contains { $0.contains("no finite value: z") }, "\(dropped)")
    #expect(dropped.contains { $0.contains("missing: z") }, "\(dropped)")
  }

  @Test("labels of nothing and published terms of no model are said", .tags(.failure))
  func idleNames() throws {
    let study = try TemporaryStudy(
      yaml: """
        study: t
        sources: {base: {file: base.csv}}
        panel: {unit: ccode, time: year, build: [{start: base}]}
        labels: {year: Year, yeer: Year again, y: Outcome}
        models: {m: {formula: y ~ year}}
        published:
          authors: [A]
          year: 2000
          work: W
          table: T
          models: {m: {year: [1, 0, 2], yaer: [1, 0, 2]}}
        """, tables: ["base.csv": Self.base])
    let found = try findings(study)
    #expect(found.count == 2 && found.allSatisfy { $0.hasPrefix("WARNING") }, "\(found)")
    #expect(found[0].contains("'yeer'") && found[1].contains("'yaer'"), "\(found)")
  }

  @Test("a killed run's folder goes with the next run, and its earlier report comes back")
  func leftovers() throws {
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: SmallStudy.tables)
    var options = StudyRunner.Options()
    options.output = study.path("report")
    _ = try StudyRunner(study: study.path, variant: nil, options: options).run()
    // No process has the highest number.
    let stale = ".report.partial-\(Int32.max)"
    try FileManager.default.moveItem(
      atPath: study.path("report"), toPath: study.path(stale + ".old"))
    try FileManager.default.createDirectory(
      atPath: study.path(stale), withIntermediateDirectories: true)
    _ = try StudyRunner(study: study.path, variant: nil, options: options).run()
    #expect(study.contents("").filter { $0.hasPrefix(".report") } == [])
    #expect(study.contents("report").contains("manifest.json"))
  }

  @Test("a folder with two studies is refused", .tags(.failure))
  func twoStudies() throws {
    let study = try TemporaryStudy(yaml: SmallStudy.yaml, tables: ["study.json": "{}"])
    let error = #expect(throws: StudyError.self) { try StudyLibrary.find(study.path) }
    #expect(error?.description.contains("holds both") == true)
  }
}

extension Column {
  fileprivate var integers: [Int64?] { (0..<count).map { integer(at: $0) } }
}

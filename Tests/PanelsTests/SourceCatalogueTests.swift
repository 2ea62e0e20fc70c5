import Documents
import Foundation
import Panels
import TestSupport
import Testing

/// Built-in descriptions and those of users' folders.
@Suite struct SourceCatalogueTests {
  /// A folder with files, by their paths in it.
  final class Place {
    let path = NSTemporaryDirectory() + "catalogue-" + UUID().uuidString

    init(_ files: [String: String]) throws {
      for (name, text) in files {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  static func description(_ name: String, file: String = "t.csv") -> String {
    """
    source: \(name)
    title: A table
    files: \(file)
    columns: {unit: a unit, year: year, x: {unit: km, meaning: how far}}
    key: [unit, year]
    coverage: {years: 1950-2000}
    citation: Somebody
    terms: free
    """
  }

  static let table = "unit,year,x\n1,1950,3\n1,1951,4\n"

  @Test("every built-in description is sound, and every file is listed", .tags(.identity))
  func builtIn() throws {
    let catalogue = SourceCatalogue.builtIn
    let folder = SourceDecodingTests.root.appendingPathComponent("Sources/Panels/Facts/sources")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.sorted() == catalogue.names.map { $0 + ".yaml" }.sorted())
    for name in catalogue.names {
      let source = try catalogue.source(name)
      #expect(source.name == name)
      #expect(source.title.count > 5 && source.citation.count > 5 && source.terms.count > 2)
      #expect(source.variables.allSatisfy { !$0.meaning.isEmpty })
      #expect(catalogue.file(of: name) == nil)
      // What is embedded is what lies in the folder.
      let text = try String(
        contentsOf: folder.appendingPathComponent(name + ".yaml"), encoding: .utf8)
      #expect(try Source(reading: text, file: name) == source)
    }
  }

  @Test("a folder adds descriptions, YAML and JSON, after the built-in ones", .tags(.identity))
  func added() throws {
    let json = """
      {"source": "mine-too", "title": "t", "files": "t.csv", "columns": {"unit": "a unit"},
       "time": "none", "key": ["unit"], "citation": "c", "terms": "f"}
      """
    let place = try Place([
      "sources/mine.yaml": Self.description("mine"), "sources/mine-too.json": json,
      "sources/other.yml": Self.description("other"), "sources/README.md": "nothing",
      "sources/.hidden.yaml": "nothing", "t.csv": Self.table,
    ])
    let catalogue = try SourceCatalogue(folders: [place.path])
    #expect(
      catalogue.names == SourceCatalogue.builtIn.names + ["mine-too", "mine", "other"])
    #expect(catalogue.file(of: "mine") == place.path + "/sources/mine.yaml")
    #expect(try catalogue.source("mine-too").time == nil)
    var store = SourceStore(catalogue)
    #expect(store.check("mine").status == .present)
    #expect(store.check("mine").rows == 2)
    #expect(try catalogue.source("nelda").name == "nelda")
  }

  @Test("one folder under two paths is one folder", .tags(.identity))
  func twice() throws {
    let place = try Place(["sources/mine.yaml": Self.description("mine")])
    let catalogue = try SourceCatalogue(folders: [place.path, place.path + "/", place.path + "/."])
    #expect(catalogue.names.suffix(1) == ["mine"])
  }

  @Test("the same description in two folders is one", .tags(.identity)) func copies() throws {
    let first = try Place(["sources/mine.yaml": Self.description("mine")])
    let second = try Place(["sources/mine.yaml": Self.description("mine")])
    let catalogue = try SourceCatalogue(folders: [first.path, second.path])
    #expect(catalogue.names.filter { $0 == "mine" }.count == 1)
    #expect(catalogue.file(of: "mine") == first.path + "/sources/mine.yaml")
    let other = try Place(["sources/mine.yaml": Self.description("mine") + "\n# changed\n"])
    #expect(throws: PanelsError.self) { try SourceCatalogue(folders: [first.path, other.path]) }
  }

  @Test("no description takes the place of another", .tags(.failure))
  func shadows() throws {
    let first = try Place(["sources/mine.yaml": Self.description("mine")])
    let second = try Place(["sources/mine.json": "{}"])
    #expect(
      throws: PanelsError.shadowedSource(
        name: "mine", file: second.path + "/sources/mine.json",
        by: first.path + "/sources/mine.yaml")
    ) { try SourceCatalogue(folders: [first.path, second.path]) }
    let both = try Place(["sources/mine.yaml": "", "sources/mine.yml": ""])
    #expect(throws: PanelsError.self) { try SourceCatalogue(folders: [both.path]) }
    let nelda = try Place(["sources/nelda.yaml": Self.description("nelda")])
    let error = #expect(throws: PanelsError.self) { try SourceCatalogue(folders: [nelda.path]) }
    #expect(
      error == .shadowedSource(name: "nelda", file: nelda.path + "/sources/nelda.yaml", by: nil))
    #expect(error?.description.contains("another name") == true)
  }

  @Test("a folder that is not there, a file for a folder, an unknown name", .tags(.failure))
  func absent() throws {
    let place = try Place(["data/t.csv": Self.table])
    #expect(throws: PanelsError.noFolder(path: place.path + "/dato", closest: ["data"])) {
      try SourceCatalogue(folders: [place.path + "/dato"])
    }
    #expect(throws: PanelsError.noFolder(path: "/nowhere/at/all", closest: [])) {
      try SourceCatalogue(folders: ["/nowhere/at/all"])
    }
    #expect(throws: PanelsError.self) {
      try SourceCatalogue(folders: [place.path + "/data/t.csv"])
    }
    let catalogue = try SourceCatalogue(folders: [place.path + "/data"])
    #expect(throws: PanelsError.unknownSource("neldo", closest: ["nelda"])) {
      try catalogue.source("neldo")
    }
  }

  @Test("a description that cannot be read is refused whether it is used or not", .tags(.failure))
  func unreadable() throws {
    let good = ["sources/good.yaml": Self.description("good"), "t.csv": Self.table]
    func refusal(_ name: String, _ text: String) throws -> PanelsError? {
      let place = try Place(good.merging([name: text]) { $1 })
      return #expect(throws: PanelsError.self) { try SourceCatalogue(folders: [place.path]) }
    }
    let misnamed = try refusal("sources/mine.yaml", Self.description("yours"))
    #expect(misnamed?.description.contains("describes 'yours'") == true)
    let broken = try refusal("sources/broken.yaml", "source: [")
    #expect(broken?.description.contains("sources/broken.yaml is not readable") == true)
    let place = try Place(good)
    var store = SourceStore(try SourceCatalogue(folders: [place.path]))
    #expect(store.check("good").status == .present)
  }
}

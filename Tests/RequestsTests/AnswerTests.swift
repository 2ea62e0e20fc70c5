import Documents
import Estimation
import Foundation
import Frames
import TestSupport
import Testing
import Typesetting

@testable import Requests

/// Questions that are asked whole: what comes back, and where it goes.
@Suite struct AnswerTests {
  private func request(_ text: String) throws -> Request {
    let node = try DocumentNode(reading: text, file: "r.yaml", expecting: "a request")
    return try #require(try Request.requests(in: node).first)
  }

  private func file(_ text: String, _ suffix: String = "csv") throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString).\(suffix)").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static let table =
    "y,x,z,g\n1,2,3,a\n2,3,1,a\n4,5,6,b\n3,1,2,b\n7,8,1,c\n6,5,4,c\n5,6,7,d\n"

  @Test("A fit has one document and one table, in every format", .tags(.identity))
  func fit() throws {
    let path = try file(Self.table)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let answer = try request("fit: {data: \(path), formula: y ~ x, vcov: cluster:g}").answer()
    #expect(answer.tables.count == 1 && answer.figures.isEmpty && answer.isFine)
    var seen: Set<String> = []
    for format in OutputFormat.allCases { seen.insert(answer.rendered(format)) }
    #expect(seen.count == OutputFormat.allCases.count)
    #expect(answer.document.text.contains("\"terms\""))
  }

  /// Two versions of a table with other values of x: means, and Rubin's variance by hand.
  @Test("Imputations are fitted apart and pooled", .tags(.identity)) func imputation() throws {
    let lines = Self.table.split(separator: "\n").map(String.init)
    let first = lines.dropFirst().map { $0 + ",1" }
    let second = lines.dropFirst().enumerated().map { number, line in
      var cells = line.split(separator: ",").map(String.init)
      cells[1] = String(Double(cells[1])! + (number % 2 == 0 ? 0.4 : -0.3))
      return cells.joined(separator: ",") + ",2"
    }
    let header = lines[0] + ",m"
    let path = try file(([header] + first + second).joined(separator: "\n") + "\n")
    let apart = try [first, second].map { rows in
      try file(([header] + rows).joined(separator: "\n") + "\n")
    }
    defer { for name in [path] + apart { try? FileManager.default.removeItem(atPath: name) } }
    func slope(_ request: String) throws -> (estimate: Double, error: Double) {
      let document = try self.request(request).answer().document.text
      let object = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
      let terms = try #require(object?["terms"] as? [[String: Any]])
      let term = try #require(terms.first { $0["term"] as? String == "x" })
      return (
        try #require(term["estimate"] as? Double), try #require(term["std_error"] as? Double)
      )
    }
    let each = try apart.map { try slope("fit: {data: \($0), formula: y ~ x}") }
    let pooled = try slope("fit: {data: \(path), formula: y ~ x, imputation: m}")
    let mean = (each[0].estimate + each[1].estimate) / 2
    let within = (each[0].error * each[0].error + each[1].error * each[1].error) / 2
    let gap = each[0].estimate - each[1].estimate
    // B = gap^2 / 2 for two, and T = U + 3/2 B.
    expectClose(pooled.estimate, mean, relative: 1e-12)
    expectClose(pooled.error, (within + 0.75 * gap * gap).squareRoot(), relative: 1e-12)
    #expect(throws: EstimationError.self) {
      try self.request("fit: {data: \(apart[0]), formula: y ~ x, imputation: m}").answer()
    }
  }

  @Test("A curve is drawn where there is one", .tags(.identity)) func curve() throws {
    let path = try file(Self.table)
    let figure = path + ".svg"
    defer {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: figure)
    }
    let asked = try request(
      "effects: {data: \(path), formula: y ~ x*z, of: x, over: z, figure: \(figure)}")
    let printed = try asked.output.deliver(try asked.answer())
    #expect(printed?.contains("x") == true)
    #expect(try String(contentsOfFile: figure, encoding: .utf8).contains("<svg"))
    let plain = try request("effects: {data: \(path), formula: y ~ x*z}").answer()
    #expect(plain.figures.isEmpty)
  }

  @Test("An answer goes to the file that is named for it", .tags(.identity)) func out() throws {
    let path = try file("")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let asked = try request("functions: {format: json, out: \(path)}")
    let answer = try asked.answer()
    #expect(try asked.output.deliver(answer) == nil)
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == answer.document.text + "\n")
    let nowhere = try request("functions: {out: /nonexistent/folder/f.txt}")
    #expect(throws: WriteError.self) { try nowhere.output.deliver(answer) }
  }

  @Test("Years behind the last list of states are said to be so", .tags(.identity))
  func universe() throws {
    let path = try file("")
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (year, count) in [(2016, 0), (2017, 1)] {
      let asked = try request("universe: {from: 2015, to: \(year), out: \(path)}")
      #expect(try asked.answer().notes.count == count)
    }
  }

  @Test("Plain text stands for tables where it reads better", .tags(.identity))
  func plainText() throws {
    let answer = try request("functions:").answer()
    #expect(answer.rendered(.table(.text)).contains("      natural logarithm"))
    #expect(answer.rendered(.table(.csv)).hasPrefix("Family,Function,"))
    let study = try request("studies: {name: simulated-world}").answer()
    for format in [TableFormat.text, .markdown, .csv] {
      #expect(study.rendered(.table(format)).contains("study: simulated-world"))
    }
    #expect(try request("studies:").answer().document.text.contains("\"allied-tariffs\""))
    let sources = try request("sources: {list: {}}").answer()
    #expect(sources.document.text.contains("\"terms\""))
    let name = "us-electoral-map"
    let page = try request("sources: {list: {name: \(name)}}").answer()
    #expect(page.rendered(.table(.text)).hasPrefix(name))
    #expect(page.document.text.contains("\"columns\""))
  }

  @Test("A look that finds a fault has an answer, and says so", .tags(.failure))
  func faults() throws {
    let study = try file(
      """
      study: own
      title: Own
      question: Own?
      sources: {table: {file: nowhere.csv}}
      panel: {unit: [a], time: year, build: [{start: table}]}
      models: {m: {formula: y ~ x}}
      """, "yaml")
    defer { try? FileManager.default.removeItem(atPath: study) }
    let answer = try request("check: {study: \(study)}").answer()
    #expect(!answer.isFine)
    #expect(answer.rendered(.table(.text)).contains("PROBLEM source table"))
    #expect(answer.document.text.contains("\"ok\": false"))
    #expect(try request("check: {study: simulated-world}").answer().isFine)
  }

  @Test("Reading uses as many threads as the fit", .tags(.identity)) func threads() throws {
    for threads in [1, 3] {
      let asked = try request("fit: {data: t.csv, formula: y ~ x, threads: \(threads)}")
      let fit = try #require(asked.question as? FitQuestion)
      let model = try fit.members.model(fit.formula, fit.variance)
      #expect(model.readOptions.threads == threads)
      #expect(model.model.specification.options.threads == threads)
    }
  }

  @Test(
    "A map of states needs each state once, with its numbers", .tags(.failure),
    arguments: [
      ("state,dem,rep,elec_votes,year\nA,0.5,0.4,3,2020\nB,,0.4,3,2020\n", 2020, "row 2"),
      ("state,dem,rep,elec_votes,year\nA,0.5,0.4,3,2020\n", 1999, "2020"),
      (
        "state,dem,rep,elec_votes,year\nA,0.5,0.4,3,2016\nA,0.5,0.4,3,2020\n", nil, "more than once"
      ),
      ("state,dem,rep,elec_votes,year\n", nil, "no state"),
    ])
  func maps(text: String, year: Int?, words: String) throws {
    let path = try file(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect {
      try ElectoralMapTable(file: path, year: year, incumbent: .dem)
    } throws: { error in
      String(describing: error).contains(words)
    }
  }
}

import Estimation
import Exhibits
import Numerics
import TestSupport
import Testing
import Typesetting

@Suite struct RegressionTableTests {
  private func table(_ change: (inout RegressionTable.Options) -> Void = { _ in }) throws
    -> RegressionTable
  {
    var options = RegressionTable.Options()
    options.title = "Tariffs & elections"
    options.identifier = "tab:tariffs"
    options.labels = HandMadeFit.labels
    change(&options)
    return try RegressionTable(
      models: [
        .init(title: "(1) Weighted", fit: HandMadeFit.huber()),
        .init(title: "(2) Maximum", fit: HandMadeFit.ols()),
      ],
      options: options)
  }

  @Test("Every format is what it was", .tags(.reference), arguments: TableFormat.allCases)
  func golden(_ format: TableFormat) throws {
    try Golden.expect(table().render(format), "regression.\(format.rawValue)")
  }

  @Test("Intervals, stars, order and omissions are what they were", .tags(.reference))
  func goldenInterval() throws {
    let found = try table {
      $0.uncertainty = .confidenceInterval
      $0.stars = RegressionTable.StarLevel.conventional
      $0.selection = TermSelection(order: ["change_support"], omitted: ["change_g*"])
      $0.format = NumberFormat(digits: 3, style: .significant)
      $0.notes = ["Sources as in the text."]
    }
    try Golden.expect(found.render(.text), "regression-interval.text")
  }

  @Test("A table of two models stays within 100 columns", .tags(.identity))
  func width() throws {
    for line in try table().render(.text).split(separator: "\n") { #expect(line.count <= 100) }
  }

  @Test("Many models are set in panels within 100 columns, and none is lost", .tags(.identity))
  func panels() throws {
    var options = RegressionTable.Options()
    options.labels = HandMadeFit.labels
    let models = (1...7).map { index in
      RegressionTable.Model(
        title: "(\(index)) Weighted average",
        fit: index % 2 == 0 ? HandMadeFit.ols() : HandMadeFit.huber())
    }
    let text = try RegressionTable(models: models, options: options).render(.text)
    for line in text.split(separator: "\n") { #expect(line.count <= 100) }
    for index in 1...7 { #expect(text.contains("(\(index)) Weighted")) }
    #expect(text.components(separatedBy: "12.250").count == 4)
  }

  @Test("CSV reads back to the bits of the fit, terms not shown included", .tags(.identity))
  func precision() throws {
    let csv = try table { $0.selection.omitted = ["change_gdp"] }.render(.csv)
    let lines = csv.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    let fit = HandMadeFit.huber()
    for row in fit.rows {
      let line = try #require(lines.first { $0[0] == "(1) Weighted" && $0[3] == row.term.name })
      #expect(Double(line[5]) == row.estimate)
    }
    let first = try #require(lines.first { $0[3] == "years_to_election" })
    let row = try #require(fit.row("years_to_election"))
    #expect(Double(first[6]) == row.standardError)
    #expect(Double(first[8]) == row.pValue)
    #expect(Double(first[9]) == row.confidenceLow)
  }

  @Test("A negative variance shows no error and is named in the notes", .tags(.identity))
  func negativeVariance() throws {
    let text = try table().render(.text)
    #expect(text.contains("(neg.)"))
    #expect(text.contains("Years to Election \u{00D7} Change Leader Support"))
    let csv = try table().render(.csv)
    #expect(csv.contains(",0.25,,,,,,true,"))
  }

  @Test("A fit that did not converge says so in its column and in the notes", .tags(.identity))
  func notConverged() throws {
    let found = try RegressionTable(models: [
      .init(title: "(1)", fit: HandMadeFit.ols(converged: false))
    ])
    let text = found.render(.text)
    #expect(text.contains("NOT CONVERGED"))
    #expect(text.contains("Not converged; the numbers are those of the last iteration."))
    #expect(found.render(.csv).contains("NOT CONVERGED: IRLS, 200 iterations"))
  }

  @Test("The variance is never printed without its rule and its groups", .tags(.identity))
  func variance() throws {
    for format in TableFormat.allCases where format != .csv {
      let text = try table().render(format)
      for line in ["Variance", "Small-sample rule", "Groups or units"] {
        #expect(text.contains(line), "\(format)")
      }
      #expect(text.contains("stata (factor 1.0182)"))
    }
  }

  @Test("A table of nothing is refused", .tags(.failure))
  func failures() {
    #expect(
      throws: ExhibitError.nothingToShow(
        exhibit: "regression table", reason: "it was given no models")
    ) { try RegressionTable(models: []) }
    var options = RegressionTable.Options()
    options.selection.omitted = ["*"]
    #expect(
      throws: ExhibitError.nothingToShow(
        exhibit: "regression table", reason: "no term of the models is to be shown")
    ) {
      try RegressionTable(models: [.init(title: "(1)", fit: HandMadeFit.ols())], options: options)
    }
  }
}

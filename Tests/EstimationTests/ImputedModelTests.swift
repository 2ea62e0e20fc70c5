import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// A model over several versions of its data, one below the other.
@Suite struct ImputedModelTests {
  /// Versions 1 to 3 of a panel whose x1 was measured with error, drawn anew in each.
  static let table = Result {
    var generator = SplitMix(seed: 71)
    var panel = SimulatedPanel(units: 5, years: 4, seed: 72)
    let frame = try panel.frame()
    let x1 = try frame.column("x1")
    let y = try frame.column("y")
    let others = frame.columns.filter { $0.name != "x1" }
    let versions = try [1.0, 2, 3].map { number in
      try Frame(
        others + [
          Column(
            name: "x1",
            doubles: (0..<frame.rowCount).map { x1.double(at: $0)! + 0.3 * generator.normal() }),
          Column(name: "count", doubles: (0..<frame.rowCount).map { abs(y.double(at: $0)!) }),
          Column(name: "version", doubles: (0..<frame.rowCount).map { _ in number }),
        ])
    }
    return (versions: versions, stacked: try ImputedModelTests.stacked(versions))
  }

  static func stacked(_ versions: [Frame]) throws -> Frame {
    try Frame(
      versions[0].columns.map { column in
        Column(
          name: column.name,
          doubles: try versions.flatMap { version in
            let own = try version.column(column.name)
            return (0..<version.rowCount).map { own.double(at: $0) }
          })
      })
  }

  func model(
    _ formula: String, _ specification: Specification = Specification(estimator: .ols),
    weights: WeightColumn? = nil
  ) throws -> Model {
    Model(try Formula(formula), weights: weights, specification: specification)
  }

  func pooled(
    _ formula: String, _ frame: Frame, _ specification: Specification = .init(estimator: .ols),
    column: String = "version", panel: PanelKeys? = nil
  ) throws -> PooledFit {
    try ImputedModel(
      try model(formula, specification), frame: frame, numberedBy: column, panel: panel
    ).fit()
  }

  @Test(
    .tags(.identity),
    arguments: [
      ("y ~ x1 + x2", Estimator.ols, Variance.hc1),
      ("y ~ x1 + x2 | dyad", .ols, .cluster(by: "exporter")),
      ("y ~ lag(x1) + x2", .ols, .dyadic("exporter", "importer")),
      ("y ~ x1 + x2", .m(.huber()), .homoskedastic),
      ("count ~ x1 + x2 | exporter", .ppml, .cluster(by: "dyad")),
      ("I(y > 1) ~ x1 + x2", .cloglog, .hc0),
    ])
  func fitsOfEachVersionPooled(
    formula: String, estimator: Estimator, variance: Variance
  ) throws {
    let (versions, stacked) = try Self.table.get()
    let specification = Specification(estimator: estimator, variance: variance)
    let keys = PanelKeys(units: ["dyad"], time: "year")
    let fits = try versions.map { version in
      try PreparedModel(
        model(formula, specification), frame: version,
        panel: try PanelIndex(version, units: ["dyad"], time: "year")
      ).fit()
    }
    let expected = try PooledFit(fits)
    // Rows of the versions in any order between them.
    let shuffled = stacked.gathered(
      (0..<stacked.rowCount).map { $0 % 3 * versions[0].rowCount + $0 / 3 })
    for frame in [stacked, shuffled] {
      let found = try pooled(formula, frame, specification, panel: keys)
      #expect(found.rows == expected.rows)
      #expect(found.covariance == expected.covariance)
      #expect(found.degreesOfFreedom == expected.degreesOfFreedom)
      #expect(found.fits.count == 3)
      #expect(found.missingInformation.contains { $0 > 0 })
    }
  }

  @Test(.tags(.identity)) func versionsAreNamedAndCounted() throws {
    let (_, stacked) = try Self.table.get()
    let version = try stacked.column("version")
    var frame = stacked
    try frame.set(
      Column(
        name: "draw",
        texts: (0..<frame.rowCount).map { ["c", "a", "b"][Int(version.double(at: $0)!) - 1] }))
    let imputed = try ImputedModel(try model("y ~ x1"), frame: frame, numberedBy: "draw")
    #expect(imputed.versions.map(\.label) == ["c", "a", "b"])
    #expect(imputed.column == "draw")
    var reports: [[Int]] = []
    let found = try imputed.fit { reports.append([$0, $1]) }
    #expect(reports == [[1, 3], [2, 3], [3, 3]])
    #expect(found.rows == (try pooled("y ~ x1", stacked).rows))
  }

  /// 0 is a number like others unless its rows are incomplete.
  @Test(.tags(.failure)) func theDataBeforeImputation() throws {
    let (versions, stacked) = try Self.table.get()
    let version = try stacked.column("version")
    var frame = stacked
    try frame.set(
      Column(
        name: "version", doubles: (0..<frame.rowCount).map { version.double(at: $0)! - 1 }))
    #expect(try pooled("y ~ x1", frame).rows == (try pooled("y ~ x1", stacked).rows))
    let x1 = try frame.column("x1")
    try frame.set(
      Column(
        name: "x1",
        doubles: (0..<frame.rowCount).map { $0 == 1 || $0 == 5 ? nil : x1.double(at: $0) }))
    let count = versions[0].rowCount
    #expect(
      throws: EstimationError.rowsBeforeImputation(
        column: "version", used: count - 2, others: count)
    ) { try pooled("y ~ x1", frame) }
    // Under another number it is an imputation that lost rows, which the notes say.
    try frame.set(version)
    let found = try pooled("y ~ x1", frame)
    #expect(found.warnings == [.unequalSamples(least: count - 2, most: count)])
  }

  @Test(.tags(.failure)) func columnsThatNumberNothing() throws {
    let (versions, stacked) = try Self.table.get()
    #expect(throws: FrameError.self) { try pooled("y ~ x1", stacked, column: "draw") }
    #expect(throws: EstimationError.oneImputation(column: "version", found: 1)) {
      try pooled("y ~ x1", versions[0])
    }
    #expect(throws: EstimationError.oneImputation(column: "version", found: 0)) {
      try pooled("y ~ x1", stacked.gathered([Int?]()))
    }
    let version = try stacked.column("version")
    for absent in [nil, Double.nan] as [Double?] {
      var frame = stacked
      try frame.set(
        Column(
          name: "version",
          doubles: (0..<frame.rowCount).map { $0 == 6 ? absent : version.double(at: $0) }))
      #expect(throws: EstimationError.missingImputation(column: "version", row: 7)) {
        try pooled("y ~ x1", frame)
      }
    }
  }

  @Test(.tags(.failure)) func versionsThatDiffer() throws {
    let (versions, stacked) = try Self.table.get()
    let count = versions[0].rowCount
    var frame = stacked
    let x1 = try frame.column("x1")
    // The same in every row of the second version, so that the intercept spans it there.
    try frame.set(
      Column(
        name: "x1",
        doubles: (0..<frame.rowCount).map { $0 / count == 1 ? 1 : x1.double(at: $0)! }))
    #expect(
      throws: EstimationError.poolMismatch(
        "imputation 2 has other terms than imputation 1 (x1)")
    ) { try pooled("y ~ x1 + x2", frame) }
    try frame.set(
      Column(
        name: "count", doubles: (0..<frame.rowCount).map { $0 == count + 3 ? -1 : 2 + Double($0) }))
    #expect(
      throws: EstimationError.inImputation("2", .negativeOutcome("count", row: 4, value: -1))
    ) { try pooled("count ~ x2", frame, Specification(estimator: .ppml)) }
    try frame.set(
      Column(
        name: "x2", doubles: (0..<frame.rowCount).map { $0 / count == 2 ? nil : Double($0 % 7) }))
    let error = #expect(throws: EstimationError.self) { try pooled("y ~ x2", frame) }
    guard case .inImputation("3", .noRows) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(.tags(.failure)) func inferenceByResampling() throws {
    let (_, stacked) = try Self.table.get()
    var asked = try model("y ~ x1")
    asked.inference = .jackknife(["dyad"])
    let error = #expect(throws: EstimationError.self) {
      try ImputedModel(asked, frame: stacked, numberedBy: "version")
    }
    #expect(
      error?.description.hasPrefix("not supported: jackknife:dyad of several imputations") == true)
  }

  @Test(
    .tags(.failure),
    arguments: [
      EstimationError.missingImputation(column: "m", row: 3),
      .oneImputation(column: "m", found: 1), .oneImputation(column: "m", found: 0),
      .rowsBeforeImputation(column: "m", used: 3, others: 8),
      .inImputation("4", .negativeOutcome("y", row: 2, value: -1)),
    ])
  func messagesSayWhatWasFound(error: EstimationError) {
    #expect(error.description.hasSuffix("."))
    #expect(error.description.contains("'m'") || error.description.contains("'4'"))
  }
}

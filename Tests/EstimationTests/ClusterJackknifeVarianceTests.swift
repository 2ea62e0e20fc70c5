import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// CR3 against clubSandwich, and against refits without each cluster, elsewhere and here.
@Suite struct ClusterJackknifeVarianceTests {
  /// Both sides are closed forms of the same well-conditioned table.
  static let closedForm = 1e-9

  static let frame = Result {
    try Fixture.table("jackknife/data.csv")
  }

  struct Model: Sendable, CustomTestStringConvertible {
    var name: String
    var cluster: GroupingKey
    var effects = ""
    var weights: WeightColumn?
    var testDescription: String { name }
    var formula: String { "y ~ x1 + x2" + (effects.isEmpty ? "" : " | " + effects) }
  }

  static let models = [
    Model(name: "pooled", cluster: "region"),
    Model(name: "pooled by unit", cluster: "unit"),
    Model(name: "weighted", cluster: "region", weights: WeightColumn(.analytic, "w")),
    Model(name: "weighted", cluster: "region", weights: WeightColumn(.sampling, "w")),
    Model(name: "repeated", cluster: "region", weights: WeightColumn(.frequency, "f")),
    Model(name: "within", cluster: "region", effects: "unit"),
    Model(name: "within by unit", cluster: "unit", effects: "unit"),
    Model(
      name: "weighted within", cluster: "region", effects: "unit",
      weights: WeightColumn(.analytic, "w")),
  ]

  func fit(
    _ model: Model, frame: Frame? = nil, formula: String? = nil, variance: Variance? = nil,
    estimator: Estimator = .ols, rule: SmallSampleRule = .none
  ) throws -> Fit {
    try Fit(
      try frame ?? Self.frame.get(), formula ?? model.formula,
      Specification(
        estimator: estimator, variance: variance ?? .cr3(by: model.cluster), smallSample: rule),
      weights: model.weights)
  }

  func expect(_ found: Fit, _ matrix: [[Double]], _ name: String) {
    #expect(matrix.count == found.terms.count)
    for (row, term) in found.terms.enumerated() {
      for column in found.terms.indices {
        let size = (matrix[row][row] * matrix[column][column]).squareRoot()
        expectClose(
          found.covariance[row, column], matrix[row][column], absolute: Self.closedForm * size,
          "\(name) \(term) [\(row), \(column)]")
      }
    }
  }

  @Test(.tags(.reference), arguments: models) func refitsElsewhere(model: Model) throws {
    let expected = try Fixture.json("jackknife/expected.json")[
      model.name]
    let found = try fit(model)
    expect(found, expected["V"].matrix, model.name)
    guard case .list(let coefficients) = expected["coef"] else {
      Issue.record("no coefficients of \(model.name)")
      return
    }
    expectClose(
      found.estimates, coefficients.compactMap(\.number), relative: Self.closedForm, model.name)
  }

  @Test(
    .tags(.reference),
    arguments: [
      ("cr3_pooled", models[0]), ("cr3_pooled", models[1]), ("cr3_weighted", models[2]),
      ("cr3_within", models[5]),
    ])
  func clubSandwich(file: String, model: Model) throws {
    let expected = try Fixture.json("jackknife/\(file).json")
    let found = try fit(model)
    expect(found, expected["CR3_\(model.cluster)"].matrix, model.name)
    for row in found.rows {
      expectClose(
        row.estimate, try #require(expected["coef"][row.term.name].number),
        relative: Self.closedForm, "\(row.term)")
    }
  }

  /// The definition, cluster by cluster, with this library's own fits.
  @Test(.tags(.identity), arguments: models) func sumOfChangesWithoutEachCluster(
    model: Model
  ) throws {
    let frame = try Self.frame.get()
    let whole = try fit(model)
    let clusters = try frame.column(model.cluster.description)
    let ids = Set((0..<frame.rowCount).map { clusters.double(at: $0)! })
    var sums = [Double](repeating: 0, count: whole.covariance.values.count)
    for id in ids.sorted() {
      let kept = (0..<frame.rowCount).filter { clusters.double(at: $0)! != id }
      let part = try fit(model, frame: frame.gathered(kept.map { $0 }), variance: .hc0)
      #expect(part.terms == whole.terms)
      let changes = zip(part.estimates, whole.estimates).map { $0 - $1 }
      for column in changes.indices {
        for row in changes.indices {
          sums[column * changes.count + row] += changes[row] * changes[column]
        }
      }
    }
    #expect(whole.variance.groups == ids.count)
    let largest = sums.reduce(0) { max($0, abs($1)) }
    expectClose(
      whole.covariance.values, sums, absolute: Self.closedForm * largest, model.name)
  }

  @Test(.tags(.identity), arguments: ["unit", "unit + region", "region"])
  func absorbedEffectsAreDummies(effects: String) throws {
    let by = Model(name: "", cluster: "region", effects: effects)
    let absorbed = try fit(by)
    // As terms they are unidentified without their own cluster, and CR3 by hand has the slopes alone.
    let frame = try Self.frame.get()
    let dummies =
      " + "
      + effects.split(separator: "+").map { "factor(\($0.filter { $0 != " " }))" }
      .joined(separator: " + ")
    let regions = try frame.column("region")
    let whole = try fit(by, formula: "y ~ x1 + x2" + dummies, variance: .hc0)
    for (index, term) in absorbed.terms.enumerated() {
      var sum = 0.0
      for region in 0..<12 {
        let kept = (0..<frame.rowCount).filter { regions.double(at: $0)! != Double(region) }
        let part = try fit(
          by, frame: frame.gathered(kept.map { $0 }), formula: "y ~ x1 + x2" + dummies,
          variance: .hc0)
        let change = part.row(.term(term))!.estimate - whole.row(.term(term))!.estimate
        sum += change * change
      }
      expectClose(absorbed.covariance[index, index], sum, relative: Self.closedForm, "\(term)")
    }
  }

  @Test(.tags(.identity)) func repeatedRowsAreFrequencyWeights() throws {
    let frame = try Self.frame.get()
    for effects in ["", "unit"] {
      let plain = Model(name: "", cluster: "region", effects: effects)
      var weighted = plain
      weighted.weights = WeightColumn(.frequency, "f")
      let found = try fit(weighted)
      let repeated = try fit(plain, frame: try frame.repeated(by: "f"))
      expectClose(found.covariance.values, repeated.covariance.values, relative: Self.closedForm)
    }
  }

  @Test(.tags(.identity), arguments: ["", "unit"]) func clustersOfOneRowAreHC3(
    effects: String
  ) throws {
    // Rows alone in their unit have leverage one, where neither variance has anything to say.
    let frame = try Self.frame.get()
    let units = try frame.column("unit")
    var counts: [Double: Int] = [:]
    for row in 0..<frame.rowCount { counts[units.double(at: row)!, default: 0] += 1 }
    let several = (0..<frame.rowCount).filter { counts[units.double(at: $0)!]! > 1 }
    var kept = frame.gathered(several.map { $0 })
    try kept.set(Column(name: "row", doubles: several.map(Double.init)))
    let by = Model(name: "", cluster: "row", effects: effects)
    guard effects.isEmpty else {
      #expect(throws: EstimationError.self) { try fit(by, frame: kept) }
      return
    }
    expectClose(
      try fit(by, frame: kept).covariance.values,
      try fit(by, frame: kept, variance: .hc3).covariance.values, relative: Self.closedForm)
  }

  @Test(.tags(.identity)) func rowOrderAndLabelsDoNotMatter() throws {
    let frame = try Self.frame.get()
    let shuffled = try frame.shuffled(seed: 8).frame.relabelled("region")
    for model in [Self.models[0], Self.models[5]] {
      expectClose(
        try fit(model, frame: shuffled).covariance.values, try fit(model).covariance.values,
        relative: Self.closedForm)
    }
  }

  /// The jackknife beside a fit has the factor (G - 1)/G.
  @Test(.tags(.identity)) func resamplingDiffersByItsFactor() throws {
    let frame = try Self.frame.get()
    var builder = DesignBuilder(frame)
    let specification = Specification(estimator: .ols, variance: .cr3(by: "region"))
    let method = Resampling.jackknife(["region"])
    let design = try builder.design(
      try Formula("y ~ x1 + x2"), variance: specification.variance, keys: method.keys)
    let own = try Fit(design, specification)
    let other = try ResampledInference(design, specification, fit: own, method)
    for (row, resampled) in zip(own.rows, other.rows) {
      expectClose(
        resampled.standardError!, row.standardError! * (11.0 / 12).squareRoot(),
        relative: Self.closedForm)
    }
  }

  @Test(.tags(.identity)) func whatIsSaidOfIt() throws {
    let found = try fit(Self.models[0])
    #expect(found.variance.label == "CR3 cluster-robust, jackknife (region)")
    #expect(found.variance.reference == .t(degreesOfFreedom: 11))
    #expect(found.variance.termDegreesOfFreedom == nil)
    for rule in SmallSampleRule.allCases {
      let ruled = try fit(Self.models[0], rule: rule)
      #expect(ruled.variance.smallSampleFactor == 1)
      #expect(ruled.covariance == found.covariance)
    }
    #expect(try Variance(reading: "cr3(region)") == .cr3(by: "region"))
    #expect(try Variance(reading: "cr3:region").name == "cr3:region")
    #expect(Variance.cr3(by: "region").keys == ["region"])
    #expect(Variance.cr3(by: "region").bootstrapUnits == .clusters("region"))
    #expect(!Variance.cr3(by: "region").countsClusters)
    #expect(Variance.choices.contains("cr3:a"))
    for text in ["cr3", "cr3:a,b", "cr3:"] {
      let error = #expect(throws: VocabularyError.self) { try Variance(reading: text) }
      #expect(error?.expected.contains("cr3:a") == true)
    }
  }

  func refusal(_ run: () throws -> Fit) -> String {
    do {
      _ = try run()
    } catch let EstimationError.unsupported(refusal) {
      return refusal.description
    } catch { return "another error: \(error)" }
    return "no error"
  }

  @Test(
    .tags(.failure),
    arguments: [Estimator.m(.huber()), .m(.bisquare()), .mm(.bisquare()), .ppml])
  func estimatorsThatAreNotLinear(estimator: Estimator) throws {
    let positive = refusal {
      try fit(Self.models[0], formula: "exp(y) ~ x1 + x2", estimator: estimator)
    }
    #expect(
      positive == "CR3 for an estimator other than least squares, because its adjustment rests on "
        + "the hat matrix: use cluster:region, a jackknife, or ols")
  }

  @Test(.tags(.failure), arguments: [Estimator.probit, .logit])
  func binaryModels(estimator: Estimator) throws {
    let found = refusal {
      try fit(Self.models[0], formula: "I(y > 1) ~ x1 + x2", estimator: estimator)
    }
    #expect(found.hasPrefix("CR3 for an estimator other than least squares"))
  }

  @Test(.tags(.failure)) func effectsAcrossClusters() throws {
    for (cluster, effects) in [("region", "year"), ("unit", "region"), ("region", "unit + year")]
      as [(GroupingKey, String)]
    {
      let found = refusal { try fit(Model(name: "", cluster: cluster, effects: effects)) }
      #expect(
        found
          == "CR3 by '\(cluster)' with '\(effects)' absorbed, because its levels are not "
          + "nested in the clusters: add the effect as a term, factor(...), or cluster by it")
    }
  }

  /// Region 3 has a dummy of its own, so that its change is not defined.
  @Test(.tags(.failure)) func aClusterWithoutWhichATermIsLost() throws {
    let found = refusal { try fit(Self.models[0], formula: "y ~ x1 + I(region == 3)") }
    #expect(
      found
        == "CR3 by 'region', because without '3' the other clusters do not identify every "
        + "term: use cr2:region, jackknife:region, which leaves such clusters out, or drop the "
        + "term")
    _ = try fit(Self.models[0], formula: "y ~ x1 + I(region == 3)", variance: .cr2(by: "region"))
  }

  @Test(.tags(.failure)) func oneClusterOrNone() throws {
    var frame = try Self.frame.get()
    try frame.set(Column(name: "one", doubles: (0..<frame.rowCount).map { _ in 1 }))
    #expect(throws: EstimationError.tooFewClusters(key: "one", found: 1)) {
      try fit(Model(name: "", cluster: "one"), frame: frame)
    }
    #expect(throws: (any Error).self) { try fit(Model(name: "", cluster: "nobody")) }
  }
}

import Estimation
import Frames
import Numerics
import TestSupport
import Testing

/// Every estimator with several effects, and variances over members, periods, lags and places,
/// against statsmodels, pyfixest and linearmodels (`Fixtures/crossed/make.py`).
@Suite struct CrossedReferenceTests {
  /// Both sides iterate to 1e-10 or closer; effects are swept to 1e-12 here.
  static let iterated = 1e-7
  /// Variances of M-estimates hang on weights at residuals that are 1e-10 apart, and small ones are
  /// differences of large sums.
  static let differences = 1e-6

  struct Model: Sendable, CustomTestStringConvertible {
    var name: String
    var outcome: String
    var estimator: Estimator
    var effects = ""
    var testDescription: String { name }
  }

  static let three = " | dyad + exp^year + imp^year"
  static let members = " | exp + imp + year"
  static let models = [
    Model(name: "ols", outcome: "y", estimator: .ols),
    Model(name: "ols three", outcome: "y", estimator: .ols, effects: three),
    Model(name: "ppml", outcome: "count", estimator: .ppml),
    Model(name: "ppml three", outcome: "count", estimator: .ppml, effects: three),
    Model(name: "probit", outcome: "event", estimator: .probit),
    Model(name: "probit members", outcome: "event", estimator: .probit, effects: members),
    Model(name: "logit", outcome: "event", estimator: .logit),
    Model(name: "logit members", outcome: "event", estimator: .logit, effects: members),
    Model(name: "m(huber)", outcome: "y", estimator: .m(.huber())),
    Model(name: "m(huber) members", outcome: "y", estimator: .m(.huber()), effects: members),
    Model(name: "m(bisquare)", outcome: "y", estimator: .m(.bisquare())),
    Model(
      name: "m(bisquare) members", outcome: "y", estimator: .m(.bisquare()), effects: members),
  ]

  static let expected = Result {
    try Fixture.json("crossed/expected.json")
  }
  static let frame = Result {
    try Fixture.table("crossed/data.csv")
  }

  static let variances = [
    "iid", "hc0", "cluster:dyad", "cluster:exp,imp", "dyadic:exp,imp", "driscoll-kraay:year,2",
    "newey-west:dyad,year,2", "conley:lat,lon,3000", "conley:lat,lon,3000,bartlett",
  ]

  func fit(_ model: Model, _ variance: Variance) throws -> Fit {
    var specification = Specification(estimator: model.estimator, variance: variance)
    specification.options.absorptionTolerance = 1e-12
    return try Fit(
      try Self.frame.get(), "\(model.outcome) ~ x1 + x2\(model.effects)", specification)
  }

  @Test(.tags(.reference), arguments: models) func coefficientsAndVariances(model: Model) throws {
    let expected = try Self.expected.get()[model.name]
    guard case .list(let coefficients) = expected["coef"] else {
      Issue.record("no reference for \(model.name)")
      return
    }
    let isRobust = expected["scale"].number != nil
    for name in Self.variances where !(isRobust && name == "iid") {
      let found = try fit(model, try Variance(reading: name))
      let places = try ["x1", "x2"].map {
        try #require(found.terms.positions(of: .named($0)).first)
      }
      let matrix = expected["V"][name].matrix
      #expect(matrix.count == 2)
      // Three effects are counted conservatively: at most so many more levels than their rank.
      let rest = Double(found.residualDegreesOfFreedom)
      let exact = expected["df"].number ?? rest
      #expect(rest <= exact)
      let isSigma = model.estimator == .ols && name == "iid"
      let factor = isSigma ? rest / exact : 1
      for (row, own) in places.enumerated() {
        expectClose(
          found.estimates[own], try #require(coefficients[row].number), relative: Self.iterated,
          found.terms[own].name)
        for (column, other) in places.enumerated() {
          let size = abs(matrix[row][row] * matrix[column][column]).squareRoot()
          expectClose(
            factor * found.covariance[own, other], matrix[row][column],
            absolute: Self.differences * size, "\(name) [\(row), \(column)]")
        }
      }
      if let scale = expected["scale"].number {
        expectClose(found.scale, scale, relative: Self.iterated)
      }
    }
  }

  /// Two modes are two clusters.
  @Test(.tags(.identity), arguments: models.filter { !$0.effects.isEmpty })
  func twoModesAreTwoClusters(model: Model) throws {
    let modes = try fit(model, .twoMode("exp", "imp"))
    let clusters = try fit(model, .multiwayCluster(by: ["exp", "imp"]))
    #expect(modes.covariance == clusters.covariance)
  }
}

import Estimation
import Expressions
import Foundation
import Frames
import TestSupport
import Testing

/// Every reference file of `Fixtures/estimators` against what we make of the same table.
@Suite(.tags(.reference)) struct EstimatorListTests {
  static let models = (try? EstimatorList.stored.get().models) ?? []
  let list: EstimatorList

  init() throws { list = try EstimatorList.stored.get() }

  /// A reference that nobody compares is none.
  @Test func everyFileHasAnEntryOrAnExcuse() throws {
    let files = try FileManager.default
      .contentsOfDirectory(atPath: Fixture.path(list.folder))
      .filter { $0.hasSuffix(".json") }
    #expect(files.count > 20)
    #expect(Set(list.models.map(\.file)).count == list.models.count)
    let entries = list.models.filter { $0.fixture == nil }.map(\.file)
    #expect(Set(files) == Set(entries).union(list.excused.keys))
    #expect(Set(entries).isDisjoint(with: list.excused.keys))
  }

  @Test(arguments: models) func everyMemberIsComparedOrExplained(model: EstimatorList.Model) throws
  {
    let members = try #require(try reference(model) as? [String: Any])
    let left = Set(members.keys).subtracting(model.accounted).subtracting(list.unread.keys)
    #expect(left.isEmpty, "\(left.sorted())")
  }

  /// Without optimisation an S-estimate is half a minute and PPML a second a block, which other
  /// tests (`compared_by`) spend already. `ENTENTE_SLOW_TESTS=1` and scripts/reference-table run
  /// all.
  static let isPatient = ProcessInfo.processInfo.environment["ENTENTE_SLOW_TESTS"] == "1"

  @Test(arguments: models.filter { isPatient || $0.compared_by == nil })
  func coefficientsAndVariances(model: EstimatorList.Model) throws {
    let reference = try reference(model)
    if !model.coefficients.isEmpty {
      let found = try fit(model)
      for path in model.coefficients {
        let expected = try #require(try value(reference, path) as? [String: Double])
        let close = try bound(model.tolerance)
        let terms = found.rows.filter { expected[$0.term.name] != nil }
        #expect(terms.count >= expected.count)
        for row in terms {
          expectClose(row.estimate, expected[row.term.name]!, relative: close, row.term.name)
        }
      }
      for (key, name) in model.scalars ?? [:] {
        let expected = try number(try value(reference, [key]))
        expectClose(
          scalar(name, found), expected, relative: try bound(model.tolerance), key)
      }
    }
    for block in model.blocks where Self.isPatient || block.compared_by == nil {
      try compare(model, block, reference)
    }
  }

  private func compare(
    _ model: EstimatorList.Model, _ block: EstimatorList.Block, _ reference: Any
  ) throws {
    let found = try fit(model, block)
    let close = try bound(block.tolerance)
    let name = block.block.joined(separator: ".")
    if let path = block.degrees {
      let expected = try #require(try value(reference, path) as? [String: Double])
      let degrees = try #require(found.variance.termDegreesOfFreedom)
      for (term, own) in zip(found.terms, degrees) {
        expectClose(own, try #require(expected[term.name]), relative: close, "\(name) \(term)")
      }
    }
    var factor = (block.factor ?? []).reduce(1) { $0 * $1[0] / $1[1] }
    if block.pearson_dispersion == true { factor *= try dispersion(found) }
    let stored = try value(reference, block.block)
    let members = stored as? [String: Any]
    if let errors = members?["se"] as? [String: Double] {
      #expect(errors.count == found.rows.count)
      for row in found.rows {
        expectClose(
          (row.standardError ?? .nan) * factor.squareRoot(), try #require(errors[row.term.name]),
          relative: close, "\(name) \(row.term)")
      }
      return
    }
    let matrix = try #require((members?["V"] ?? stored) as? [[Double]])
    // Without names the reference has the regressors alone.
    let names =
      members?["names"] as? [String] ?? found.terms.filter { $0 != .intercept }.map(\.name)
    #expect(matrix.count == names.count)
    let places = try names.map { try #require(found.terms.positions(of: .named($0)).first) }
    for (row, own) in places.enumerated() {
      for (column, other) in places.enumerated() {
        // Covariances near zero are judged on the scale of their variances; a variance is off by
        // twice what its root is.
        let scale = abs(matrix[row][row] * matrix[column][column]).squareRoot()
        expectClose(
          factor * found.covariance[own, other], matrix[row][column], relative: 2 * close,
          absolute: 2 * close * scale, "\(name) [\(row), \(column)]")
      }
    }
  }

  @Test(arguments: models.filter { $0.quantities != nil })
  func quantitiesOfOtherCommands(model: EstimatorList.Model) throws {
    let reference = try reference(model)
    var known: [[String]: Any] = [:]
    for quantity in model.quantities ?? [] {
      let document = try known[quantity.arguments] ?? document(model, quantity.arguments)
      known[quantity.arguments] = document
      let place = try value(document, quantity.found)
      let items = try #require(
        (place as? [[String: Any]]) ?? (place as? [String: Any]).map { [$0] })
      let tolerance = try #require(list.tolerances[quantity.tolerance])
      for (field, path) in quantity.fields {
        let stored = try value(reference, path)
        let expected = try (stored as? [Any] ?? [stored]).map { try number($0) }
        let found = try items.map { try number(try #require($0[field])) }
        #expect(!found.isEmpty)
        expectClose(
          found, expected, relative: tolerance.relative ?? 0, absolute: tolerance.absolute ?? 0,
          "\(quantity.block) \(field)")
      }
    }
  }

  /// What a command prints for a model.
  private func document(_ model: EstimatorList.Model, _ arguments: [String]) throws -> Any {
    let run = try CommandRun(
      [arguments[0], "--data", Fixture.path(table(model)), "--formula", model.formula]
        + ["--estimator", model.estimator, "--vcov", model.options?.vcov ?? "iid"]
        + ["--format", "json"] + arguments.dropFirst())
    #expect(run.status == 0, "\(run.errors)")
    return try JSONSerialization.jsonObject(with: Data(run.output.utf8))
  }

  /// The table of a reference: the list's, or that of the model's own folder.
  private func table(_ model: EstimatorList.Model) -> String {
    model.fixture.map { $0 + "/data.csv" } ?? list.table
  }

  private func reference(_ model: EstimatorList.Model) throws -> Any {
    let path = Fixture.path(model.folder(list) + "/" + model.file)
    return try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func fit(
    _ model: EstimatorList.Model, _ block: EstimatorList.Block? = nil
  ) throws -> Fit {
    let specification = try #require(model.specification(block))
    var builder = DesignBuilder(
      try model.fixture == nil ? Fixture.panel.get() : Fixture.table(table(model)))
    return try Fit(
      try builder.design(
        try Formula(model.formula),
        weights: model.options?.weights.flatMap { WeightColumn(reading: $0) },
        variance: specification.variance),
      specification)
  }

  private func bound(_ name: String) throws -> Double {
    try #require(list.tolerances[name]?.relative)
  }

  /// The value at a path of keys and positions; `*` is the only member.
  private func value(_ document: Any, _ path: [String]) throws -> Any {
    try path.reduce(document) { place, step in
      if let members = place as? [String: Any] {
        return try #require(step == "*" ? members.values.first : members[step])
      }
      let items = try #require(place as? [Any])
      return items[try #require(Int(step))]
    }
  }

  private func number(_ value: Any) throws -> Double {
    try #require(value as? Double ?? (value as? String).flatMap(Double.init))
  }

  /// A product of the fit's numbers, as in `scale^2*df_residual`.
  private func scalar(_ name: String, _ fit: Fit) -> Double {
    name.split(separator: "*").reduce(1) { product, part in
      let pieces = part.split(separator: "^")
      let base: Double? =
        switch pieces[0] {
        case "n": Double(fit.sample.count)
        case "scale": fit.scale
        case "df_residual": Double(fit.residualDegreesOfFreedom)
        case "r_squared": fit.rSquared
        case "within_r_squared": fit.withinRSquared
        case "deviance": fit.deviance
        case "log_likelihood": fit.logLikelihood
        case "iterations": Double(fit.convergence.iterations)
        default: nil
        }
      return product * (pieces.count > 1 ? (base ?? .nan) * (base ?? .nan) : base ?? .nan)
    }
  }

  /// Pearson's, of a log link: sum (y - mu)^2 / mu over n - k.
  private func dispersion(_ fit: Fit) throws -> Double {
    let outcome = try Fixture.panel.get().column(fit.outcomeName)
    let terms = try zip(fit.sample.rows, fit.residuals).map { row, residual in
      residual * residual / (try #require(outcome.double(at: row)) - residual)
    }
    return terms.reduce(0, +) / Double(fit.residualDegreesOfFreedom)
  }
}

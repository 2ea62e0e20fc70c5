import Estimation
import Foundation
import Frames
import TestSupport
import Testing

/// The analytic bias correction of binary models with unit and time effects.
@Suite struct BiasCorrectionTests {
  /// Both sides solve to 1e-13; the effects' sweeps end at 1e-11.
  static let solved = 1e-8

  static func specification(
    _ estimator: Estimator, _ correction: BiasCorrection
  ) -> Specification {
    var specification = Specification(estimator: estimator)
    specification.options.biasCorrection = correction
    return specification
  }

  static let expected = Result { try Fixture.json("bias-correction/expected.json") }

  /// The panel of `Fixtures/bias-correction/make.py`.
  static func fixturePanel() throws -> Frame {
    var state = 12345
    func uniform() -> Double {
      state = (state * 1_103_515_245 + 12345) % 2_147_483_648
      return (Double(state) + 0.5) / 2_147_483_648
    }
    func centred() -> Double { (0..<12).reduce(0.0) { sum, _ in sum + uniform() } - 6 }
    var columns: [[Double]] = Array(repeating: [], count: 5)
    for unit in 0..<30 {
      let effect = centred()
      for period in 0..<8 {
        let x1 = centred() + 0.5 * effect
        let x2 = centred()
        let eta = 0.8 * x1 - 0.5 * x2 + 0.6 * effect + 0.1 * Double(period) - 0.35
        let row = [Double(unit), Double(period), x1, x2, eta + 1.3 * centred() > 0 ? 1 : 0]
        for column in row.indices { columns[column].append(row[column]) }
      }
    }
    return try Frame(
      zip(["unit", "period", "x1", "x2", "y"], columns).map {
        Column(name: $0, storage: .double($1))
      })
  }

  @Test(.tags(.reference), arguments: [Estimator.probit, .logit, .cloglog])
  func asByBruteForce(estimator: Estimator) throws {
    let frame = try Self.fixturePanel()
    let expected = try Self.expected.get()
    let formula = "y ~ x1 + x2 | unit + period"
    let plain = try Fit(
      frame, formula, Self.specification(estimator, BiasCorrection.none))
    let corrected = try Fit(
      frame, formula, Self.specification(estimator, .analytic))
    let reference = expected[estimator.name]
    #expect(Double(plain.sample.count) == expected["rows"].number)
    expectClose(plain.estimates, reference["uncorrected"].numbers, relative: Self.solved)
    expectClose(corrected.estimates, reference["corrected"].numbers, relative: Self.solved)
    expectClose(
      corrected.rows.map { $0.standardError! }, reference["se"].numbers, relative: Self.solved)
    #expect(corrected.deviance! > plain.deviance!)
    #expect(plain.warnings.contains { $0.description.contains("--bias-correction analytic") })
    #expect(
      corrected.warnings.contains { $0.description.contains("first order of the bias is removed") })
  }

  /// With eight periods slopes are too large by a seventh or more; the correction takes most of that
  /// away.
  @Test(.tags(.recovery), arguments: [Estimator.logit, .cloglog])
  func removesMostOfTheBias(estimator: Estimator) throws {
    let truth = 0.8
    let repetitions = 24
    var (plain, corrected) = (0.0, 0.0)
    for repetition in 0..<repetitions {
      var generator = SplitMix(seed: UInt64(500 + repetition))
      var columns: [[Double]] = Array(repeating: [], count: 4)
      for unit in 0..<70 {
        let effect = 0.7 * generator.normal()
        for period in 0..<8 {
          let x = generator.normal() + 0.5 * effect
          let u = generator.uniform()
          let shock = estimator == .logit ? log(u / (1 - u)) : -log(-log(u))
          let y = truth * x + effect + 0.1 * Double(period) - 0.35 + shock > 0
          for (column, value) in [Double(unit), Double(period), x, y ? 1 : 0].enumerated() {
            columns[column].append(value)
          }
        }
      }
      let frame = try Frame(
        zip(["unit", "period", "x", "y"], columns).map { Column(name: $0, storage: .double($1)) })
      let formula = "y ~ x | unit + period"
      plain += try Fit(
        frame, formula, Self.specification(estimator, BiasCorrection.none)
      ).estimates[0]
      corrected += try Fit(
        frame, formula, Self.specification(estimator, .analytic)
      ).estimates[0]
    }
    let biases = [plain, corrected].map { $0 / Double(repetitions) / truth - 1 }
    #expect(biases[0] > 0.1, "uncorrected bias \(biases[0])")
    // The mean of 24 estimates has a standard error of about 3% of the truth.
    #expect(abs(biases[1]) < 0.08, "corrected bias \(biases[1])")
    #expect(abs(biases[1]) < abs(biases[0]) / 2, "biases \(biases)")
  }

  @Test(.tags(.failure)) func refusesWhatItIsNotFor() throws {
    let frame = try Self.fixturePanel()
    for (estimator, formula) in [
      (Estimator.ppml, "y ~ x1 | unit"), (.logit, "y ~ x1"),
      (.probit, "y ~ x1 | unit + period + x2"),
    ] {
      #expect {
        _ = try Fit(
          frame, formula, Self.specification(estimator, .analytic))
      } throws: {
        guard case EstimationError.unsupported(let refusal) = $0 else { return false }
        return refusal.subject.contains("bias correction")
      }
    }
  }
}

extension JSON {
  /// A list's numbers.
  var numbers: [Double] {
    if case .list(let cells) = self { return cells.compactMap(\.number) }
    return []
  }
}

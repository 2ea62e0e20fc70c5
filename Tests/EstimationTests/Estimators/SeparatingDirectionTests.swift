import Expressions
import Frames
import TestSupport
import Testing

@testable import Estimation

/// Exact decisions about separation, against enumeration on problems of a few rows.
@Suite struct SeparatingDirectionTests {
  /// A row that no combination separates has a part in a positive relation among the rows (Stiemke),
  /// and so in one among as few rows as any: those whose vectors have one relation, of one sign. All
  /// sets of rows are tried.
  static func separable(_ columns: [[Double]], _ sides: [Double]) -> [Int] {
    var free = columns
    for row in sides.indices where sides[row] == 0 {
      guard let pivot = free.indices.max(by: { abs(free[$0][row]) < abs(free[$1][row]) }),
        abs(free[pivot][row]) > rounding
      else { continue }
      let axis = free.remove(at: pivot)
      for index in free.indices {
        let share = free[index][row] / axis[row]
        for other in sides.indices { free[index][other] -= share * axis[other] }
      }
    }
    let open = sides.indices.filter { sides[$0] != 0 }
    let vectors = open.map { row in free.map { sides[row] * $0[row] } }
    var isBound = [Bool](repeating: false, count: open.count)
    for subset in 1..<(1 << open.count) {
      let members = open.indices.filter { subset & (1 << $0) != 0 }
      guard members.count <= free.count + 1,
        let relation = onlyRelation(members.map { vectors[$0] })
      else { continue }
      if relation.allSatisfy({ $0 > rounding }) || relation.allSatisfy({ $0 < -rounding }) {
        for member in members { isBound[member] = true }
      }
    }
    return open.indices.filter { !isBound[$0] }.map { open[$0] }
  }

  /// Whole numbers of one digit leave rounding far below this.
  static let rounding = 1e-9

  /// The weights of the sum that is zero; `nil` where there is none or several.
  static func onlyRelation(_ vectors: [[Double]]) -> [Double]? {
    var rows = (vectors.first ?? []).indices.map { place in vectors.map { $0[place] } }
    var pivots: [Int] = []
    for column in vectors.indices {
      let from = pivots.count
      guard
        let best = rows.indices.dropFirst(from).max(by: {
          abs(rows[$0][column]) < abs(rows[$1][column])
        }), abs(rows[best][column]) > rounding
      else { continue }
      rows.swapAt(from, best)
      let pivot = rows[from].map { $0 / rows[from][column] }
      rows[from] = pivot
      for row in rows.indices where row != from {
        let share = rows[row][column]
        for place in pivot.indices { rows[row][place] -= share * pivot[place] }
      }
      pivots.append(column)
    }
    guard pivots.count == vectors.count - 1,
      let free = vectors.indices.first(where: { !pivots.contains($0) })
    else { return nil }
    var relation = [Double](repeating: 0, count: vectors.count)
    relation[free] = 1
    for (row, column) in pivots.enumerated() { relation[column] = -rows[row][free] }
    return relation
  }

  /// A small problem: effects of two or three levels, regressors of small whole numbers.
  struct Problem {
    var outcome: [Double] = []
    var effects: [Grouping] = []
    var regressors: [[Double]] = []

    init(_ generator: inout SplitMix, effects effectCount: Int, isBinary: Bool) {
      func whole(_ below: Int) -> Int { Int(generator.uniform() * Double(below)) }
      let rows = 7 + whole(5)
      outcome = (0..<rows).map { _ in Double(whole(isBinary ? 2 : 3)) }
      for index in 0..<effectCount {
        let levels = effectCount == 1 ? 2 : 2 + whole(3)
        effects.append(
          Grouping(
            name: "g\(index)", codes: (0..<rows).map { _ in Int32(whole(levels)) },
            labels: (0..<levels).map { "\($0)" }))
      }
      regressors = (0..<whole(3)).map { _ in (0..<rows).map { _ in Double(whole(5) - 2) } }
    }

    var dummies: [[Double]] {
      effects.flatMap { effect in
        (0..<effect.levelCount).map { level in
          effect.codes.map { Int($0) == level ? 1 : 0 }
        }
      }
    }

    func sides(isBinary: Bool) -> [Double] {
      outcome.map { $0 == 0 ? -1 : isBinary ? 1 : 0 }
    }
  }

  @Test(.tags(.identity), arguments: [true, false])
  func directionsAreThoseOfEnumeration(isBinary: Bool) {
    var generator = SplitMix(seed: isBinary ? 11 : 12)
    var (none, some) = (0, 0)
    for index in 0..<120 {
      let problem = Problem(&generator, effects: 1 + index % 3, isBinary: isBinary)
      let columns = problem.dummies + problem.regressors
      let sides = problem.sides(isBinary: isBinary)
      let expected = Self.separable(columns, sides)
      switch SeparatingDirection.decide(columns, signs: sides) {
      case .none:
        none += 1
        #expect(expected.isEmpty, "problem \(index)")
      case .undecided: Issue.record("problem \(index) is undecided")
      case .found(let direction):
        some += 1
        #expect(Set(direction.rows).isSubset(of: expected), "problem \(index)")
        #expect(!direction.rows.isEmpty)
        for row in sides.indices {
          let value = zip(columns, direction.coefficients).reduce(0) { $0 + $1.0[row] * $1.1 }
          if sides[row] == 0 {
            #expect(abs(value) < Self.rounding)
          } else {
            #expect(sides[row] * value > -Self.rounding)
            #expect((sides[row] * value > Self.rounding) == direction.rows.contains(row))
          }
        }
      }
    }
    #expect(none > 10 && some > 10)
  }

  @Test(.tags(.identity), arguments: [true, false])
  func graphsFindWhatTwoEffectsSeparate(isBinary: Bool) {
    var generator = SplitMix(seed: isBinary ? 21 : 22)
    var found = 0
    for index in 0..<150 {
      let problem = Problem(&generator, effects: 2, isBinary: isBinary)
      let sides = problem.sides(isBinary: isBinary)
      let rows = EffectGraph(problem.effects[0], problem.effects[1]).separated(
        sides, isKept: sides.map { _ in true })
      #expect(rows == Self.separable(problem.dummies, sides), "problem \(index)")
      if !rows.isEmpty { found += 1 }
    }
    #expect(found > 20)
  }

  /// Rows that come many times are separated as they are once, wherever the repetitions stand: of many
  /// rows a part is tried first.
  @Test(.tags(.identity), arguments: [true, false])
  func repetitionSeparatesAlike(isBinary: Bool) {
    var generator = SplitMix(seed: isBinary ? 23 : 24)
    var (found, none) = (0, 0)
    for index in 0..<60 {
      let problem = Problem(&generator, effects: 2, isBinary: isBinary)
      let sides = problem.sides(isBinary: isBinary)
      let once = EffectGraph(problem.effects[0], problem.effects[1]).separated(
        sides, isKept: sides.map { _ in true })
      let copies = 30 + index
      // Whole copies one after another, or the copies of each row together.
      let places =
        index.isMultiple(of: 2)
        ? (0..<copies).flatMap { _ in Array(sides.indices) }
        : sides.indices.flatMap { Array(repeating: $0, count: copies) }
      let effects = problem.effects.map { effect in
        Grouping(name: effect.name, codes: places.map { effect.codes[$0] }, labels: effect.labels)
      }
      let many = EffectGraph(effects[0], effects[1]).separated(
        places.map { sides[$0] }, isKept: places.map { _ in true })
      #expect(many == places.indices.filter { once.contains(places[$0]) }, "problem \(index)")
      if once.isEmpty { none += 1 } else { found += 1 }
    }
    #expect(found > 10 && none > 5)
  }

  /// Fits drop, or refuse for, exactly what enumeration finds, in any order of the rows and whatever
  /// the levels are called.
  @Test(.tags(.identity), arguments: [Estimator.ppml, .logit, .probit, .cloglog])
  func fitsDropWhatEnumerationFinds(estimator: Estimator) throws {
    let isBinary = estimator != .ppml
    var generator = SplitMix(seed: 31)
    var (fitted, refused) = (0, 0)
    for index in 0..<90 {
      let count = 1 + index % 3
      var problem = Problem(&generator, effects: count, isBinary: isBinary)
      if problem.regressors.isEmpty { problem.regressors = [problem.outcome.map { _ in 0 }] }
      problem.regressors[0] = problem.outcome.map { _ in (6 * generator.uniform()).rounded() }
      let columns =
        [Column(name: "y", doubles: problem.outcome)]
        + problem.effects.map { effect in
          Column(name: effect.name, doubles: effect.codes.map { Double($0) })
        }
        + problem.regressors.enumerated().map { Column(name: "x\($0)", doubles: $1) }
      let frame = try Frame(columns)
      let formula =
        "y ~ " + problem.regressors.indices.map { "x\($0)" }.joined(separator: " + ") + " | "
        + problem.effects.map(\.name).joined(separator: " + ")
      let sides = problem.sides(isBinary: isBinary)
      let byEffects = Self.separable(problem.dummies, sides)
      let byAll = Self.separable(problem.dummies + problem.regressors, sides)
      let shuffled = frame.shuffled(seed: UInt64(index))
      let renamed = try shuffled.frame.relabelled("g0")
      do {
        let fit = try Fit(frame, formula, Specification(estimator: estimator))
        #expect(isBinary ? byAll == byEffects : true, "problem \(index) is separated by terms")
        let dropped = frame.rowCount - fit.sample.count
        #expect(dropped == byAll.count, "problem \(index)")
        #expect(Set(fit.sample.droppedRows.values.flatMap(\.self)) == Set(byAll))
        for reason in fit.sample.dropped {
          #expect(fit.sample.droppedRows[reason.reason]?.count == reason.count)
        }
        #expect(!fit.warnings.contains { $0.description.contains("undecided") })
        let again = try Fit(renamed, formula, Specification(estimator: estimator))
        #expect(
          Set(again.sample.rows.map { shuffled.rows[$0] }) == Set(fit.sample.rows.map { $0 }))
        fitted += 1
      } catch let error as EstimationError {
        if case .perfectPrediction(_, let terms, let rows, _) = error {
          #expect(byAll.count > byEffects.count, "problem \(index): \(error)")
          #expect(!terms.isEmpty && rows > 0)
          refused += 1
        }
        let other = #expect(throws: EstimationError.self) {
          _ = try Fit(renamed, formula, Specification(estimator: estimator))
        }
        if case .perfectPrediction = error { #expect(other == error) }
      }
    }
    #expect(fitted > 10)
    #expect(isBinary ? refused > 5 : refused == 0)
  }

  /// The 210 rows are decided by unit and partner, and `noise` has no part in it.
  @Test(.tags(.reference), arguments: [Estimator.logit, .probit, .cloglog, .ppml])
  func effectsAreBlamedForWhatTheyDecide(estimator: Estimator) throws {
    let frame = try Fixture.table("faults/p03-logit-separated-by-effects/input.csv")
    let fit = try Fit(frame, "war ~ noise | unit + partner", Specification(estimator: estimator))
    guard estimator != .ppml else {
      #expect(fit.sample.dropped.allSatisfy { !$0.reason.description.contains("noise") })
      return
    }
    #expect(
      fit.sample.dropped == [
        .init(.constantOutcome("unit"), count: 10), .init(.separatedByEffects, count: 200),
      ])
    #expect(fit.sample.count == 90)
    #expect(fit.sample.droppedRows[.separatedByEffects]?.count == 200)
  }

  /// Estimates and errors are printed in R to fifteen digits; what is compared is what the last steps of
  /// both leave.
  static let ofGlm = 1e-6

  @Test(.tags(.reference)) func carsAreNotSeparated() throws {
    let frame = try Fixture.table("faults/mtcars/mtcars.csv")
    let logit = try Fit(frame, "am ~ hp + wt + factor(cyl)", Specification(estimator: .logit))
    let probit = try Fit(frame, "vs ~ hp + wt + am", Specification(estimator: .probit))
    #expect(logit.warnings.isEmpty && probit.warnings.isEmpty)
    #expect(logit.sample.dropped.isEmpty && probit.sample.dropped.isEmpty)
    expectClose(
      logit.estimates,
      [18.093_825_497_3, 0.103_209_048_415, -10.675_980_387_3, 2.765_754_680_2, -8.388_962_439_1],
      relative: Self.ofGlm)
    expectClose(
      logit.estimates.indices.map { logit.covariance[$0, $0].squareRoot() },
      [9.462_842_483_2, 0.096_065_526_975, 5.442_000_087_8, 3.156_829_099_3, 13.167_459_564_2],
      relative: Self.ofGlm)
    expectClose(
      probit.estimates,
      [12.184_962_705_0, -0.064_055_468_728, -0.982_306_667_172, -3.193_356_014_9],
      relative: Self.ofGlm)
    expectClose(
      probit.estimates.indices.map { probit.covariance[$0, $0].squareRoot() },
      [5.408_252_063_3, 0.030_143_047_968, 1.160_351_280_0, 1.731_153_505_7],
      relative: Self.ofGlm)
  }

  /// Rows of a badly connected graph, where what the effects decide runs through long chains of levels.
  @Test(.tags(.identity)) func chainsOfLevelsAreDecided() throws {
    var generator = SplitMix(seed: 5)
    let a = (0..<600).map { _ in Int(generator.uniform() * 250) }
    let b = a.map { ($0 + Int(generator.uniform() * 3)) % 250 }
    let y = a.map { _ in generator.uniform() < 0.6 ? 0.0 : generator.uniform() < 0.75 ? 1 : 2 }
    let frame = try Frame([
      Column(name: "y", doubles: y), Column(name: "x", doubles: a.map { _ in generator.normal() }),
      Column(name: "a", doubles: a.map { Double($0) }),
      Column(name: "b", doubles: b.map { Double($0) }),
    ])
    let fit = try Fit(frame, "y ~ x | a + b", Specification(estimator: .ppml))
    let counts = fit.sample.dropped.map(\.count)
    #expect(
      fit.sample.dropped.map(\.reason) == [.onlyZeros("a"), .onlyZeros("b"), .separatedByEffects])
    #expect(counts.last! > 10)
    // Nothing is left to separate: the rows that stay are fitted again without a drop.
    let again = try Fit(
      frame.gathered(fit.sample.rows.map { $0 }), "y ~ x | a + b",
      Specification(estimator: .ppml))
    #expect(again.sample.dropped.isEmpty)
    expectClose(again.estimates, fit.estimates, relative: 1e-9)
  }

  /// Alone neither term decides anything, and the effects do not; the bystander is not named.
  @Test(.tags(.failure), arguments: [Estimator.logit, .probit, .cloglog])
  func termsBesideEffectsAreNamed(estimator: Estimator) throws {
    var generator = SplitMix(seed: 8)
    let unit = (0..<120).map { $0 / 6 }
    let level = (0..<20).map { _ in 20 * generator.normal() }
    let within = unit.map { _ in generator.normal() }
    let frame = try Frame([
      Column(name: "event", doubles: within.map { $0 > 0 ? 1 : 0 }),
      Column(name: "x", doubles: zip(unit, within).map { level[$0] + $1 }),
      Column(name: "bystander", doubles: within.map { _ in generator.normal() }),
      Column(name: "unit", doubles: unit.map { Double($0) }),
    ])
    let error = #expect(throws: EstimationError.self) {
      _ = try Fit(frame, "event ~ bystander + x | unit", Specification(estimator: estimator))
    }
    guard case .perfectPrediction("event", ["x"], _, true) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "")")
      return
    }
    #expect(error?.description.contains("x, together with the effects, predicts") == true)
  }

  /// Slopes by level decide what the terms do not.
  @Test(.tags(.failure)) func slopesAreBlamedForWhatTheyDecide() throws {
    var generator = SplitMix(seed: 9)
    let unit = (0..<160).map { $0 / 8 }
    let time = (0..<160).map { Double($0 % 8) }
    let event = unit.indices.map { row -> Double in
      unit[row] < 5
        ? (time[row] > 3 ? 1 : 0) : generator.uniform() < 0.5 ? 1 : 0
    }
    let frame = try Frame([
      Column(name: "event", doubles: event), Column(name: "t", doubles: time),
      Column(name: "x", doubles: unit.map { _ in generator.normal() }),
      Column(name: "unit", doubles: unit.map { Double($0) }),
    ])
    let fit = try Fit(frame, "event ~ x | unit[t]", Specification(estimator: .logit))
    #expect(fit.sample.dropped.contains { $0.reason == .separatedByEffects && $0.count >= 40 })
    #expect(fit.terms == ["x"])
  }
}

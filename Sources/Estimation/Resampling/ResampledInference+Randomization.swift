import Expressions
import Frames
import Machine
import Numerics

extension ResampledInference {
  /// Draws between two reports of progress.
  private static let drawsPerReport = 32

  /// Randomization inference: the treatment is re-drawn as it might have been assigned, the model is
  /// estimated again, and the p-value of a term is the share of draws, the sample among them, whose
  /// |t| reaches the sample's (Fisher 1935; for studentised statistics Wu and Ding 2021).
  ///
  /// Within each stratum the treatment's values are permuted among the rows the model uses or, with
  /// `assignedTo`, among whole units of that key, which must have one value each within a stratum.
  /// The formula is evaluated anew in every draw, so products, lags and logarithms of the treatment
  /// follow it. The hypothesis is the sharp one of no effect on any row, so the numbers are offered
  /// for the terms that contain the treatment, and no interval is. One fit a draw; draws are shared
  /// among the specification's threads.
  ///
  /// - Parameters:
  ///   - fit: the fit of the formula under the specification.
  ///   - seed: draw d uses a stream of its own, so results do not depend on how many are asked, nor
  ///     on threads.
  /// - Throws: `EstimationError` and the errors of building a design.
  public init(
    randomizing frame: Frame, _ formula: Formula, panel: PanelIndex? = nil,
    weights: WeightColumn? = nil, _ specification: Specification, fit: Fit,
    _ method: Resampling, seed: UInt64 = 1, progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    guard case .randomization(let treatment, let strata, let draws, let unit) = method else {
      preconditionFailure("only randomization re-draws a column of the frame")
    }
    try Self.refuseExactFit(fit)
    let plan = try AssignmentPlan(
      frame, treatment: treatment, strata: strata, unit: unit, rows: fit.sample.rows)
    let terms = fit.terms.indices.filter { fit.terms[$0].contains(column: treatment) }
    guard !terms.isEmpty else {
      throw EstimationError.unsupported(
        Refusal(
          "randomization of '\(treatment)'",
          because: "no term of '\(fit.formula)' contains it",
          instead: "name a column of the data that one of its terms is computed from"))
    }
    let observed = fit.rows.map(\.statistic)
    var reached = [Int](repeating: 1, count: terms.count)
    var used = [Int](repeating: 1, count: terms.count)
    var failures = 0
    var inner = specification
    let threads = specification.options.threads
    inner.options.threads = 1
    let world = RandomizedWorld(
      frame: frame, formula: formula, panel: panel, weights: weights, specification: inner,
      terms: terms.map { fit.terms[$0] })
    for first in stride(from: 0, to: draws, by: Self.drawsPerReport) {
      let count = min(Self.drawsPerReport, draws - first)
      let found = Parallel.map(blocks: count, threads: threads) { offset in
        // A stream a draw: what is drawn does not depend on threads.
        var generator = RandomStream(seed: seed, stream: UInt64(first + offset)).generator()
        return world.statistics(plan.column(&generator))
      }
      for statistics in found {
        guard let statistics else {
          failures += 1
          continue
        }
        for (position, statistic) in statistics.enumerated() {
          guard let statistic, let own = observed[terms[position]] else { continue }
          used[position] += 1
          if abs(statistic) >= abs(own) * (1 - 1e-10) { reached[position] += 1 }
        }
      }
      progress(first + count, draws)
    }
    var notes = plan.notes
    if failures > 0 { notes.append(.failedDraws(failures, of: draws)) }
    let short = terms.indices.filter { used[$0] - 1 < draws - failures }
    if !short.isEmpty {
      notes.append(
        .drawsWithoutStatistic(
          short.map { .init(term: fit.terms[terms[$0]], draws: draws - failures - used[$0] + 1) }))
    }
    self.init(
      method: method,
      label: "randomization of \(treatment)" + (strata.map { " within \($0)" } ?? "")
        + (unit.map { ", assigned to \($0)" } ?? "")
        + ", \(Plural.count(draws, "draw")), seed \(seed), "
        + "t statistics from \(fit.variance.label)",
      rows: terms.indices.map { position in
        Row(
          term: fit.terms[terms[position]], estimate: fit.estimates[terms[position]],
          pValue: observed[terms[position]] == nil || used[position] == 1
            ? nil : Double(reached[position]) / Double(used[position]))
      },
      draws: draws, seed: seed, confidenceLevel: specification.options.confidenceLevel,
      warnings: notes)
  }
}

/// The model as it is estimated anew in every draw, on one thread.
private struct RandomizedWorld: Sendable {
  let frame: Frame
  let formula: Formula
  let panel: PanelIndex?
  let weights: WeightColumn?
  let specification: Specification
  /// Those that contain the treatment.
  let terms: [Term]

  /// t of each term, absent where it has none, under a drawn treatment; `nil` where the model cannot
  /// be estimated.
  func statistics(_ treatment: Column) -> [Double?]? {
    guard let drawn = try? frame.replacing(treatment) else { return nil }
    var builder = DesignBuilder(drawn, panel: panel)
    guard
      let design = try? builder.design(
        formula, weights: weights, variance: specification.variance),
      let fit = try? Fit(design, specification)
    else { return nil }
    return terms.map { fit.row(.term($0))?.statistic }
  }
}

/// Who may exchange treatments with whom.
private struct AssignmentPlan: Sendable {
  let name: String
  private let values: [Double]
  private let presence: [Presence]?
  /// For each stratum its units, for each unit its rows in the frame.
  private let strata: [[[Int]]]
  var notes: [ResamplingNote] = []

  init(
    _ frame: Frame, treatment: String, strata: GroupingKey?, unit: GroupingKey?, rows: RowSelection
  ) throws {
    let column = try frame.column(treatment)
    guard column.isNumeric else {
      throw EstimationError.unsupported(
        Refusal("randomization of '\(treatment)', which is text", instead: "make it a number"))
    }
    name = treatment
    values = (0..<frame.rowCount).map { column.double(at: $0) ?? 0 }
    presence = column.presence
    func groups(_ key: GroupingKey?) throws -> [Int32]? {
      guard let key else { return nil }
      var evaluator = Evaluator(frame)
      let columns = try key.factors.map { try evaluator.column($0) }
      return Grouping(columns: columns, rows: rows).codes
    }
    let (stratumCodes, unitCodes) = (try groups(strata), try groups(unit))
    let there = rows.indices.filter { column.isPresent(at: rows[$0]) }
    let stratumOf =
      stratumCodes.map { codes in there.map { codes[$0] } }
      ?? [Int32](repeating: 0, count: there.count)
    let strata = KeyCodes(crossing: [stratumOf])
    // Without a unit of assignment every row is one.
    let unitOf =
      unitCodes.map { codes in there.map { codes[$0] } }
      ?? there.indices.map { Int32($0) }
    let units = KeyCodes(crossing: [strata.codes, unitOf])
    var plan = [[[Int]]](repeating: [], count: strata.count)
    var places = [Int](repeating: 0, count: units.count)
    for (position, code) in units.codes.enumerated() {
      let row = rows[there[position]]
      let stratum = Int(strata.codes[position])
      if Int(units.firstRows[Int(code)]) == position {
        places[Int(code)] = plan[stratum].count
        plan[stratum].append([row])
        continue
      }
      let first = plan[stratum][places[Int(code)]][0]
      guard values[first] == values[row] else {
        throw EstimationError.unsupported(
          Refusal(
            "randomization of '\(treatment)' by '\(unit?.description ?? "")'",
            because: "it differs between rows \(first + 1) and \(row + 1) of one unit",
            instead: "name the unit it was assigned to, or add the period to the strata"))
      }
      plan[stratum][places[Int(code)]].append(row)
    }
    self.strata = plan
    let rigid = plan.count { units in
      let first = values[units[0][0]]
      return units.allSatisfy { values[$0[0]] == first }
    }
    if rigid == plan.count {
      throw EstimationError.unsupported(
        Refusal(
          "randomization of '\(treatment)', which does not vary within any stratum",
          instead: "use coarser strata"))
    }
    if rigid > 0 {
      notes.append(.rigidStrata(treatment: treatment, rigid, of: plan.count))
    }
  }

  /// One assignment.
  func column(_ generator: inout Xoshiro256) -> Column {
    var drawn = values
    for units in strata {
      var treatments = units.map { values[$0[0]] }
      // Fisher and Yates, from the end.
      for last in stride(from: treatments.count - 1, to: 0, by: -1) {
        treatments.swapAt(last, Int(generator.uniform() * Double(last + 1)))
      }
      for (unit, treatment) in zip(units, treatments) { for row in unit { drawn[row] = treatment } }
    }
    return Column(name: name, storage: .double(drawn), presence: presence)
  }
}

extension Frame {
  /// The same frame with one column exchanged for another of its name.
  fileprivate func replacing(_ column: Column) throws -> Frame {
    try Frame(columns.map { $0.name == column.name ? column : $0 })
  }
}

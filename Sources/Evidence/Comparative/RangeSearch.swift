import Frames

/// Moves one choice at a time and watches whether the solution changes.
struct RangeSearch {
  private let source: CaseTable
  private let specification: ComparativeAnalysis.Specification
  private let kind: Solution.Kind
  private var initial: [[Conjunction]] = []
  /// Solutions by what they depend on: the outcomes of the rows of both truth tables.
  private var solved: [[UInt32]: [[Conjunction]]] = [:]

  /// An anchor is tried at this many places on each side before the change is bracketed.
  private static let steps = 64
  /// Bisection ends where the bracket is this fraction of the distance tried.
  private static let precision = 1e-6
  /// An anchor of fuzzy membership is moved until its distance to the crossover is so many times
  /// what it was.
  private static let reach = 3.0

  init(
    _ source: CaseTable, _ specification: ComparativeAnalysis.Specification, _ kind: Solution.Kind
  ) {
    self.source = source
    self.specification = specification
    self.kind = kind
  }

  mutating func start(_ models: [[Conjunction]]) throws(EvidenceError) { initial = models }

  /// A value for a label, rounded to six significant digits or so.
  static func label(_ value: Double) -> String {
    Column.render((value * 1e6).rounded() / 1e6)
  }

  /// The ranges of all choices: cutoffs, then anchors in the order of the calibrations.
  mutating func ranges(_ table: TruthTable) throws(EvidenceError) -> [SensitivityRange] {
    let full = table.rows.filter { $0.members.count >= table.cutoffs.frequency }
    var ranges = [
      try cutoffRange(
        .consistency, table.cutoffs.consistency,
        full.compactMap { $0.fit.consistency }, floor: table.cutoffs.contradiction ?? 0)
    ]
    if let pri = table.cutoffs.pri {
      ranges.append(try cutoffRange(.pri, pri, full.compactMap { $0.fit.pri }, floor: -1))
    }
    ranges.append(try frequencyRange(table))
    for (column, calibration) in source.calibrations {
      for (position, name) in calibration.anchorNames.enumerated() {
        let choice = SensitivityRange.Choice.anchor(
          column: column, position: position, name: name)
        ranges.append(try anchorRange(choice, column, calibration, position))
      }
    }
    return ranges
  }

  /// The memberships with one choice moved; cutoffs leave them as they are.
  func memberships(
    _ choice: SensitivityRange.Choice, _ value: Double
  ) throws(EvidenceError) -> Memberships {
    guard case .anchor(let column, let position, _) = choice else {
      return try source.memberships()
    }
    var moved = source
    moved.calibrations = source.calibrations.map { entry in
      guard entry.column == column else { return entry }
      var anchors = entry.calibration.anchors
      anchors[position] = value
      return (column, entry.calibration.with(anchors: anchors))
    }
    return try moved.memberships()
  }

  /// A cutoff's solution can change only where the cutoff passes a row's value, so that the range is
  /// exact: it is bounded by row values, and includes the upper one.
  private mutating func cutoffRange(
    _ choice: SensitivityRange.Choice, _ current: Double, _ values: [Double], floor: Double
  ) throws(EvidenceError) -> SensitivityRange {
    let distinct = Array(Set(values)).sorted()
    var (low, high) = (
      SensitivityRange.End(value: max(0, floor), changed: nil, models: nil),
      SensitivityRange.End(value: 1, changed: nil, models: nil)
    )
    for value in distinct.reversed() where value < current - SetFit.roundingSlack && value > floor {
      let models = try solution(choice, value)
      if models != initial {
        low = SensitivityRange.End(value: value, changed: value, models: models)
        break
      }
    }
    let above = distinct.filter { $0 >= current - SetFit.roundingSlack }
    for (index, value) in above.enumerated() where value < 1 {
      let next = index + 1 < above.count ? above[index + 1] : 1
      let models = try solution(choice, next)
      if models != initial {
        high = SensitivityRange.End(value: value, changed: next, models: models)
        break
      }
    }
    return SensitivityRange(choice, value: current, low: low, high: high)
  }

  private mutating func frequencyRange(
    _ table: TruthTable
  ) throws(EvidenceError) -> SensitivityRange {
    let current = table.cutoffs.frequency
    let most = table.rows.map(\.members.count).max() ?? 1
    var ends: [SensitivityRange.End] = []
    for values in [
      Array(stride(from: current - 1, through: 1, by: -1)),
      Array(stride(from: current + 1, through: most + 1, by: 1)),
    ] {
      var last = Double(current)
      var end: SensitivityRange.End?
      for value in values {
        let models = try solution(.frequency, Double(value))
        if models != initial {
          end = SensitivityRange.End(value: last, changed: Double(value), models: models)
          break
        }
        last = Double(value)
      }
      ends.append(end ?? SensitivityRange.End(value: last, changed: nil, models: nil))
    }
    return SensitivityRange(.frequency, value: Double(current), low: ends[0], high: ends[1])
  }

  private mutating func anchorRange(
    _ choice: SensitivityRange.Choice, _ column: String, _ calibration: Calibration,
    _ position: Int
  ) throws(EvidenceError) -> SensitivityRange {
    let current = calibration.anchors[position]
    let limits = limits(column, calibration, position)
    let low = try anchorEnd(choice, from: current, to: limits.low)
    let high = try anchorEnd(choice, from: current, to: limits.high)
    return SensitivityRange(choice, value: current, low: low, high: high)
  }

  /// The nearest change on the way: brackets it by steps, then halves the bracket.
  private mutating func anchorEnd(
    _ choice: SensitivityRange.Choice, from start: Double, to limit: Double
  ) throws(EvidenceError) -> SensitivityRange.End {
    let distance = limit - start
    if distance == 0 { return SensitivityRange.End(value: start, changed: nil, models: nil) }
    var same = 0.0
    for step in 1...Self.steps {
      let fraction = Double(step) / Double(Self.steps)
      var models = try solution(choice, start + fraction * distance)
      if models == initial {
        same = fraction
        continue
      }
      var other = fraction
      while other - same > Self.precision {
        let middle = (same + other) / 2
        let there = try solution(choice, start + middle * distance)
        if there == initial {
          same = middle
        } else {
          other = middle
          models = there
        }
      }
      return SensitivityRange.End(
        value: start + same * distance, changed: start + other * distance, models: models)
    }
    return SensitivityRange.End(value: limit, changed: nil, models: nil)
  }

  /// How far an anchor can go: between its neighbours; outwards, to three times its distance from
  /// the crossover; a threshold, over the range of the data.
  private func limits(
    _ column: String, _ calibration: Calibration, _ position: Int
  ) -> (low: Double, high: Double) {
    let anchors = calibration.anchors
    // An anchor may not reach its neighbour, where the membership function has a jump.
    func near(_ neighbour: Double) -> Double {
      anchors[position] + (neighbour - anchors[position]) * (1 - 1.0 / 128)
    }
    guard anchors.count == 3 else {
      let data = (try? source.frame.column(column)).map { column in
        (0..<column.count).compactMap { column.double(at: $0) }
      }
      return (data?.min() ?? anchors[0], data?.max() ?? anchors[0])
    }
    let crossover = anchors[1]
    let ends: [Double]
    switch position {
    case 1: ends = [near(anchors[0]), near(anchors[2])]
    default:
      ends = [near(crossover), crossover + Self.reach * (anchors[position] - crossover)]
    }
    return (min(ends[0], ends[1]), max(ends[0], ends[1]))
  }

  /// The models with one choice moved; `nil` where no row passes.
  private mutating func solution(
    _ choice: SensitivityRange.Choice, _ value: Double
  ) throws(EvidenceError) -> [[Conjunction]]? {
    var cutoffs = specification.cutoffs
    switch choice {
    case .consistency: cutoffs.consistency = value
    case .pri: cutoffs.pri = value
    case .frequency: cutoffs.frequency = Int(value)
    case .anchor: break
    }
    if cutoffs.consistency <= 0 { return nil }
    let memberships: Memberships
    do throws(EvidenceError) {
      memberships = try self.memberships(choice, value)
    } catch .onCrossover {
      // On a case's value the case has no row; a hair beside it there is one.
      memberships = try self.memberships(choice, value + abs(value) * 1e-9 + 1e-12)
    }
    var changed = specification
    changed.cutoffs = cutoffs
    let table = try TruthTable(memberships, cutoffs)
    let negated = try TruthTable(memberships.negated, cutoffs)
    let key = Self.key(table) + (specification.isEnhanced ? Self.key(negated) : [])
    if let known = solved[key] { return known.isEmpty ? nil : known }
    let positives = table.configurations(.positive)
    var models: [[Conjunction]] = []
    if !positives.isEmpty {
      let barred = try BarredRemainder.list(
        table, negated: negated, untenable: changed.untenable, necessary: changed.necessary,
        isEnhanced: changed.isEnhanced, options: changed.minimal)
      let standard = try StandardAnalysis(
        positives: positives,
        remainders: table.remainders.subtracting(
          RowSet(barred.map(\.configuration), conditionCount: table.conditionCount)),
        expectations: changed.expectations, options: changed.minimal)
      switch kind {
      case .complex: models = standard.complex.models
      case .parsimonious: models = standard.parsimonious.models
      case .intermediate: models = standard.intermediate
      }
    }
    solved[key] = models
    return models.isEmpty ? nil : models
  }

  private static func key(_ table: TruthTable) -> [UInt32] {
    table.rows.flatMap { row -> [UInt32] in
      let code: UInt32 =
        switch row.outcome {
        case .positive: 1
        case .negative, .contradiction: 2
        case .remainder: 3
        }
      return code == 3 ? [] : [row.configuration << 2 | code]
    } + [.max]
  }
}

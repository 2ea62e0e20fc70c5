import Estimation
import Expressions

extension ModelEquation {
  /// What an interaction of two variables says of the outcome: the effect of one at two values of the
  /// other, and the difference.
  ///
  /// The one whose effect is shown has a term of its own beside the product, since without one its
  /// effect at zero is assumed, not estimated. Of two such it is the one that `preferred` names, else
  /// the one that leaves the moderator fewer values. A moderator is read at both ends where it has few
  /// values, else at its 10th and 90th percentiles; a factor at its first level and at the term's.
  ///
  /// On the outcome's scale the effects are averages over the rows, and where absorbed effects bar that
  /// they are effects on the linear predictor.
  ///
  /// - Returns: `nil` where the term is no product of two variables, or neither has a term of its own.
  /// - Throws: what `marginalEffect` and `contrast` throw.
  public func conditionalEffects(
    of term: Term, preferring preferred: [(focal: String, moderator: String)] = []
  ) throws(InterpretationError) -> ConditionalEffects? {
    guard let (focal, moderator) = try roles(in: term, preferring: preferred) else { return nil }
    let scale: Scale = link == .identity || fit.absorbed.isEmpty ? .response : .link
    let (low, high, isAtPercentiles) = try values(of: moderator)
    // Read off the terms where the predictor is all there is, so that a dropped term that the effect
    // does not need is no obstacle.
    if link == .identity || scale == .link, focal.level == nil,
      case (.number(let from), .number(let to)) = (low, high),
      let effect = try? MarginalEffect(of: focal.name, by: moderator.name, in: fit)
    {
      return ConditionalEffects(
        focal: focal.name, contrast: focal.contrast, moderator: moderator.name,
        low: .init(value: low, effect: try effect.at(from)),
        high: .init(value: high, effect: try effect.at(to)),
        difference: try effect.difference(from: from, to: to),
        isAtPercentiles: isAtPercentiles, scale: scale)
    }
    func average(_ value: Scenario.Value) throws(InterpretationError) -> Average {
      let scenario = Scenario().setting(moderator.name, value)
      guard let pair = focal.pair else {
        return try slope(of: focal.name, at: scenario, scale: scale)
      }
      return try difference(
        from: scenario.setting(focal.name, pair.from),
        to: scenario.setting(focal.name, pair.to), scale)
    }
    let (first, second) = (try average(low), try average(high))
    return ConditionalEffects(
      focal: focal.name, contrast: focal.contrast, moderator: moderator.name,
      low: .init(value: low, effect: try quantity(first, nil)),
      high: .init(value: high, effect: try quantity(second, nil)),
      difference: try quantity(second - first, nil), isAtPercentiles: isAtPercentiles, scale: scale)
  }

  /// A variable of the product, with the level that the term has of a factor.
  private struct Member {
    var atom: Atom
    var level: String?
    /// Whether the factor is the variable as it is: the effect of one that passes through a function
    /// is not the effect of the factor.
    var isPlain: Bool

    var name: String { atom.expression.description }

    /// The values to compare; `nil` where the effect is a derivative.
    var pair: (from: Scenario.Value, to: Scenario.Value)? {
      if let level, let first = atom.levels?.first { return (.level(first), .level(level)) }
      // A line between 0 and 1 has their difference as its slope; other links do not.
      return atom.isBinary ? (0, 1) : nil
    }

    var contrast: String { pair.map { "\($0.to) - \($0.from)" } ?? "dY/dX" }
  }

  /// Whose effect is shown, and by which variable.
  private func roles(
    in term: Term, preferring preferred: [(focal: String, moderator: String)]
  ) throws(InterpretationError) -> (focal: Member, moderator: Member)? {
    let members = term.factors.compactMap { factor -> Member? in
      let inside = atoms.filter { factor.source.contains($0.expression) }
      guard inside.count == 1 else { return nil }
      var level: String?
      if case .level(_, let found) = factor { level = found }
      // The level that others are compared with has no contrast of its own.
      if let level, inside[0].levels?.first == level { return nil }
      return Member(
        atom: inside[0], level: level, isPlain: factor.source == inside[0].expression)
    }
    guard term.factors.count == 2, members.count == 2,
      members[0].atom.expression != members[1].atom.expression
    else { return nil }
    let possible = [(members[0], members[1]), (members[1], members[0])].filter { focal, moderator in
      focal.isPlain
        && terms.contains {
          $0.holds(focal.atom.expression) && !$0.holds(moderator.atom.expression)
        }
    }
    for (focal, moderator) in possible
    where preferred.contains(where: { $0 == (focal.name, moderator.name) }) {
      return (focal, moderator)
    }
    guard possible.count == 2 else { return possible.first.map { ($0.0, $0.1) } }
    let counts = (
      try valueCount(of: possible[0].1), try valueCount(of: possible[1].1)
    )
    let chosen = counts.1 < counts.0 ? possible[1] : possible[0]
    return (chosen.0, chosen.1)
  }

  private func valueCount(of member: Member) throws(InterpretationError) -> Int {
    if let levels = member.atom.levels { return levels.count }
    return Set(try observed(member.name)).count
  }

  /// The two values at which a moderator is read.
  private func values(
    of moderator: Member
  ) throws(InterpretationError) -> (low: Scenario.Value, high: Scenario.Value, arePercentiles: Bool)
  {
    if let level = moderator.level, let first = moderator.atom.levels?.first {
      return (.level(first), .level(level), false)
    }
    let sorted = try observed(moderator.name).sorted()
    func value(_ share: Double) -> Scenario.Value {
      .number(sorted[Int((share * Double(sorted.count - 1)).rounded())])
    }
    guard Set(sorted).count > ConditionalEffects.fewValues else {
      return (value(0), value(1), false)
    }
    let (low, high) = (
      value(ConditionalEffects.shares.low), value(ConditionalEffects.shares.high)
    )
    // Most rows may have one value.
    return low == high ? (value(0), value(1), false) : (low, high, true)
  }
}

extension MarginalEffect {
  /// How far the effect at `to` is from the one at `from`.
  func difference(from: Double, to: Double) throws(InterpretationError) -> Quantity {
    let (first, second) = (gradient(at: from), gradient(at: to))
    return try quantity(zip(second, first).map { $0 - $1 })
  }
}

extension Term {
  /// Whether the variable stands in one of its factors.
  fileprivate func holds(_ variable: Expression) -> Bool {
    factors.contains { $0.source.contains(variable) }
  }
}

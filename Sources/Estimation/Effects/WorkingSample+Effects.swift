/// What a working sample knows about its absorbed effects.
extension WorkingSample {
  /// Each effect's codes in working order.
  var effectCodes: [[Int32]] {
    design.absorbed.map { within?.arranged($0.codes) ?? $0.codes }
  }

  /// For messages.
  var effectNames: String { design.absorbed.map(\.name).joined(separator: " + ") }

  /// What a fit says about each effect.
  var absorbedEffects: [AbsorbedEffect] {
    let slopes = zip(design.slopes, slopeLevels).map { slope, counts in
      AbsorbedEffect(
        name: slope.name, levels: counts.levels, singletons: 0, redundant: counts.redundant)
    }
    return design.absorbed.enumerated().map { index, effect in
      AbsorbedEffect(
        name: effect.name, levels: redundancy.levels[index],
        singletons: redundancy.singletons[index], redundant: redundancy.redundant[index],
        nestedIn: effects?.containers[index].map { design.absorbed[$0].name })
    } + slopes
  }

  /// Effects that explain nothing that an intercept would not.
  var effectNotes: [EstimationNote] {
    design.absorbed.filter { $0.levelCount == 1 }.map { .effectOfOneLevel($0.name) }
  }

  /// Refuses variances that need the leverage of every row where it is out of reach.
  func requireLeverages(_ variance: String) throws(EstimationError) {
    guard let effects else { return }
    guard design.slopes.isEmpty else {
      throw .unsupported(
        Refusal(
          "\(variance) with absorbed slopes (\(design.slopes[0].name))",
          instead: "ask for hc1 or a cluster variance"))
    }
    let most = ScoreSystem.mostLeverageLevels
    guard effects.levelCount <= most else {
      throw .unsupported(
        Refusal(
          "\(variance) with \(effects.levelCount) levels of absorbed effects besides the largest "
            + "(leverages are computed for up to \(most))",
          instead: "ask for hc1 or a cluster variance"))
    }
  }

  /// Whether a variance needs score sums alone, over clusters that are unions of the groups of the
  /// eliminated effect (exporters, where dyads are absorbed).
  func sumsWithinGroups(_ variance: Variance) throws(EstimationError) -> Bool {
    guard variance.method.needsSumsAlone else { return false }
    guard let within else { return false }
    for key in variance.keys {
      guard within.isConstantWithinGroups(try codes(key).codes) else { return false }
    }
    return true
  }
}

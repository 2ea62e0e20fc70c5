import Expressions

/// Dyads whose two members come from two sets of units: clustered by both members (`MultiwayMeat`),
/// with the dyads themselves taken off once.
struct TwoModeVariance: VarianceEstimator {
  let first: GroupingKey
  let second: GroupingKey

  static let forms = [
    VocabularyForm(
      "two-mode", "a, b", summary: "dyads of two sets of units, clustered by both members")
  ]

  init(_ first: GroupingKey, _ second: GroupingKey) { (self.first, self.second) = (first, second) }

  init?(_ call: SpelledCall) throws(ExpressionError) {
    let keys = try call.keys()
    guard keys.count == 2, keys[0] != keys[1] else { return nil }
    self.init(keys[0], keys[1])
  }

  var spelling: SpelledCall { SpelledCall(name: "two-mode", arguments: keys.map(\.description)) }
  var keys: [GroupingKey] { [first, second] }
  var needsSumsAlone: Bool { true }
  var corrected: CorrectedVariance { .clusters }
  var bootstrapUnits: BootstrapUnits? { .crossed(keys) }

  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    var result = try MultiwayMeat.estimate(
      problem, keys, label: "two-mode dyadic (\(first), \(second)), clustered by both members")
    result.notes += UnitLabels(try problem.codes(first), try problem.codes(second)).notesOfTwoSets
    if let groups = result.groups, groups < EstimationNote.fewGroups {
      result.notes.append(.fewUnitsOfTwoMode(groups))
    }
    return result
  }
}

extension Variance {
  /// Dyads whose two members come from two sets of units: two-way clustering.
  public static func twoMode(_ first: GroupingKey, _ second: GroupingKey) -> Variance {
    Variance(TwoModeVariance(first, second))
  }
}

import Evidence
import Frames
import TestSupport
import Testing

@Suite struct RobustnessTests {
  /// Income decides; six cases with room between the poor and the rich.
  static func table(_ calibration: String) throws -> CaseTable {
    let frame = try Frame([
      Column(name: "case", texts: ["a", "b", "c", "d", "e", "f"]),
      Column(name: "income", doubles: [1, 2, 3, 7, 8, 9]),
      Column(name: "union", doubles: [0, 1, 0, 1, 0, 1]),
      Column(name: "peace", doubles: [0, 0, 0, 1, 1, 1]),
    ])
    return CaseTable(
      frame, outcome: "peace", conditions: ["income", "union"],
      calibrations: [try Calibration.parse(calibration)])
  }

  static let specification = ComparativeAnalysis.Specification(
    cutoffs: .init(consistency: 0.9), expectations: [.none, .none])

  /// Bisection ends within a millionth of the distance tried.
  static let bisected = 1e-5

  @Test("A threshold moves until a case on its other side counts", .tags(.identity))
  func threshold() throws {
    let test = try RobustnessTest(
      try Self.table("income=crisp:5"), Self.specification, kind: .parsimonious)
    let range = try #require(test.ranges.last)
    #expect(range.choice == .anchor(column: "income", position: 0, name: "threshold"))
    expectClose(range.low.value, 3, absolute: Self.bisected)
    #expect(range.low.changed.map { $0 <= 3 } == true)
    #expect(range.low.models?.count == 1 && range.low.models?[0].count == 1)
    // Leaving rich cases out costs coverage and contradicts nothing: the term stays what it is.
    #expect(range.high.value == 9 && range.high.changed == nil)
  }

  @Test("Inside a range the solution stands, beyond its ends it is the rival", .tags(.identity))
  func ends() throws {
    let source = try Self.table("income=direct:1.5,5.1,8.5")
    let kind = Solution.Kind.parsimonious
    let test = try RobustnessTest(source, Self.specification, kind: kind)
    func models(_ cutoff: Double) throws -> [[Conjunction]] {
      var specification = Self.specification
      specification.cutoffs.consistency = cutoff
      return try ComparativeAnalysis(try source.memberships(), specification)
        .solution(kind).models.map(\.terms)
    }
    let initial = try models(0.9)
    let range = test.ranges[0]
    #expect(range.choice == .consistency && range.value == 0.9)
    #expect(try models(range.high.value) == initial)
    if let changed = range.high.changed, let rival = range.high.models {
      #expect(try models(changed) == rival && rival != initial)
    }
    let low = try #require(range.low.changed)
    #expect(try models(low) == range.low.models)
    #expect(try models(low + 1e-6) == initial)
  }

  @Test("Core, ratios and ranks follow from the rivals", .tags(.identity))
  func core() throws {
    let source = try Self.table("income=direct:1.5,5.1,8.5")
    let test = try RobustnessTest(source, Self.specification, kind: .parsimonious)
    let memberships = try source.memberships()
    let initial = try ComparativeAnalysis(memberships, Self.specification).parsimonious.models[0]
    #expect(!test.rivals.isEmpty)
    let least = test.rivals.reduce(initial.memberships) { zip($0, $1.memberships).map(min) }
    #expect(test.core == SufficiencyFit(least, outcome: memberships.outcomeValues))
    #expect(try #require(test.coverageRatio) <= 1)
    let cases = test.cases
    let all =
      cases.robustTypical + cases.robustDeviant + cases.shakyTypical + cases.shakyDeviant
      + cases.possibleTypical + cases.possibleDeviant
    #expect(Set(all).count == all.count)
    let inside = initial.memberships.indices.filter { initial.memberships[$0] > 0.5 }
    #expect(
      Set(cases.robustTypical + cases.robustDeviant + cases.shakyTypical + cases.shakyDeviant)
        .isSubset(of: inside))
    let isShaky = !(cases.shakyTypical + cases.shakyDeviant).isEmpty
    let isPossible = !(cases.possibleTypical + cases.possibleDeviant).isEmpty
    #expect(test.cases.rank == [1, 2, 3, 4][(isPossible ? 1 : 0) + (isShaky ? 2 : 0)])
  }

  @Test(
    "On job security the ranges are bounded by row consistencies", .tags(.reference))
  func jobSecurity() throws {
    let reference = try #require(try PublishedSolution.all().last)
    let test = try RobustnessTest(try reference.table, reference.specification)
    let range = test.ranges[0]
    // Row 25 (.839378) enters below, row 27 (.93956) leaves above.
    expectClose(range.low.value, 0.839378, absolute: PublishedSolutionTests.rounding)
    expectClose(range.high.value, 0.93956, absolute: PublishedSolutionTests.rounding)
    // Two rows of the solution have one case each but many two: a frequency of 2 changes it.
    #expect(test.ranges[1].choice == .frequency && test.ranges[1].high.changed == 2)
    #expect(test.rivals.count == 3)
  }
}

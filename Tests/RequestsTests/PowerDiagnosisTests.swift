import Estimation
import TestSupport
import Testing

@testable import Requests

@Suite struct PowerDiagnosisTests {
  @Test(
    "Clusters by ally cover, and few patrons make a dyadic variance too small", .tags(.recovery))
  func coverage() throws {
    var design = PowerDiagnosis()
    design.patrons = [1, 3]
    design.allies = [20]
    design.years = [16]
    design.effects = [1]
    design.variances = [.cluster(by: "ally"), .dyadic("patron", "ally")]
    design.worlds = 40
    design.threads = 2
    let cells = try design.run()
    func cell(_ patrons: Int, _ variance: Int) throws -> PowerDiagnosis.Cell {
      try #require(
        cells.first {
          $0.setting.patrons == patrons && $0.variance == design.variances[variance].name
        })
    }
    // Forty intervals at 95% hold the truth fewer than 33 times once in 1,000 runs.
    let least = 32.0 / 40
    for patrons in [1, 3] {
      let clustered = try cell(patrons, 0)
      #expect(try #require(clustered.coverage) > least)
      // The mean of the estimates is within four of its own standard errors.
      #expect(abs(clustered.bias) < 4 * clustered.spread / 40.0.squareRoot())
    }
    #expect(try cell(1, 1).refused == 40)
    #expect(try cell(1, 1).refusal?.contains("identically zero") == true)
    let (few, clustered) = (try cell(3, 1), try cell(3, 0))
    #expect(try #require(few.coverage) < (try #require(clustered.coverage)))
    design.threads = 1
    #expect(try design.run() == cells)
    #expect(try cells.answer(of: design).figure().svg().contains("Coverage"))
  }

  @Test("Every level that is named is that of the intervals", .tags(.identity)) func level() throws
  {
    var design = PowerDiagnosis()
    design.allies = [10]
    design.years = [12]
    design.effects = [1]
    design.worlds = 8
    let usual = try #require(try design.run().first?.coverage)
    design.level = 0.5
    let cells = try design.run()
    #expect(try #require(cells.first?.coverage) < usual)
    let answer = cells.answer(of: design)
    let text = answer.rendered(.table(.text))
    #expect(text.contains("50% intervals") && !text.contains("95%"))
    #expect(answer.rendered(.json).contains("\"confidence_level\": 0.5"))
    let figure = try answer.figure().svg()
    #expect(figure.contains("50%") && !figure.contains("95%"))
  }

  @Test("Effects that explain the interaction are refused by name", .tags(.failure))
  func absorbed() throws {
    var design = PowerDiagnosis()
    design.patrons = [1]
    design.allies = [4]
    design.years = [12]
    design.effects = [1]
    design.worlds = 2
    design.absorbed = ["patron^ally^year"]
    #expect {
      try design.run()
    } throws: { error in
      let text = String(describing: error)
      return error is PowerError && text.contains("design")
    }
    #expect(
      PowerError.noInteraction(absorbed: ["a", "b"]).description
        == "design: the absorbed effects (a, b) leave no interaction; absorb fewer.")
  }
}

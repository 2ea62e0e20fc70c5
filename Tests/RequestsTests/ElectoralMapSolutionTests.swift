import Bargaining
import Requests
import TestSupport
import Testing

/// The model on real maps, most of whose states cannot tip the election.
@Suite struct ElectoralMapSolutionTests {
  /// Best replies settle to twelve digits of the largest concession.
  private static let settled = 1e-11

  @Test(
    "The example of help settles on a real map", .tags(.identity),
    .needsTables("oracle/state_votes_pivot_2004_2020.csv", of: "votes by state"))
  func realMap() throws {
    let table = try ElectoralMapTable(
      file: TablesOfOthers.path("oracle/state_votes_pivot_2004_2020.csv"), year: 2020,
      incumbent: .rep)
    var theory = AllianceConcessionsTheory()
    table.apply(to: &theory)
    theory.parameters.concessionCost = 2000
    let here = try theory.model().equilibrium(signal: 1, election: true)
    #expect(here.concessions.count == 50)
    #expect(here.certificate.residual <= Self.settled * (here.concessions.max() ?? 0))
    #expect(here.certificate.isStrictMaximum)
  }
}

import Frames
import Studies
import TestSupport
import Testing

@Suite struct SimulatedWorldTests {
  static let small = {
    var options = SimulatedWorld.Options()
    options.patrons = 6
    options.allies = 9
    options.years = 8
    return options
  }()

  @Test(.tags(.identity)) func theSameSeedMakesTheSameWorld() {
    let world = SimulatedWorld(Self.small)
    #expect(world.frame() == world.frame())
    var other = Self.small
    other.seed = 2
    #expect(SimulatedWorld(other).frame() != world.frame())
  }

  @Test(.tags(.identity)) func everyPatronMeetsEveryAllyEveryYearAndVotesEveryFourth() throws {
    let frame = SimulatedWorld(Self.small).frame()
    #expect(frame.rowCount == 6 * 9 * 8)
    let election = try frame.column("election")
    let patron = try frame.column("patron")
    var votes: [Int64: Int] = [:]
    for row in 0..<frame.rowCount where election.double(at: row) == 1 {
      votes[try #require(patron.integer(at: row)), default: 0] += 1
    }
    #expect(votes.values.allSatisfy { $0 == 9 * 2 })
    let allies = try frame.column("ally")
    #expect((0..<frame.rowCount).allSatisfy { (allies.integer(at: $0) ?? 0) > 1000 })
  }
}

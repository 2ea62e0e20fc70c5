import Frames
import TestSupport
import Testing

@testable import Bargaining

@Suite struct WorldTests {
  /// A world whose every size is eight, or the least that it may be.
  static func small<Made: World>(_ type: Made.Type) throws -> Made {
    var world = Made()
    for option in world.options.inputs where option.domain.isWhole {
      let least = try #require(option.domain.low).value
      try world.options.set(option.name, to: [max(8, least)])
    }
    return world
  }

  @Test("Every world is found by its theory's word", .tags(.identity)) func catalogue() {
    #expect(WorldCatalogue.worlds.count == 5)
    #expect(
      WorldCatalogue.theories == [
        "alliance-concessions", "swing-states", "loyalty-coercion", "guns-and-butter",
      ])
    for world in WorldCatalogue.worlds {
      let found = WorldCatalogue.world(of: world.theory)
      #expect(found.map { type(of: $0) == world } == true)
    }
    #expect(WorldCatalogue.world(of: nil) is ReducedFormWorld)
    #expect(WorldCatalogue.world(of: "realism") == nil)
  }

  @Test("The same seed makes the same table, another seed another", .tags(.identity))
  func seeds() throws {
    func check<Made: World>(_ type: Made.Type) throws {
      var world = try Self.small(type)
      let solved = try world.solved()
      let table = try solved.table()
      #expect(try solved.table(seed: 1) == table, "\(type)")
      #expect(try solved.table(seed: 2).frame != table.frame, "\(type)")
      #expect(table.truth == solved.truth && !solved.truth.isEmpty)
      #expect(table.frame.rowCount > 0)
      world.options.seed = 2
      #expect(try world.solved().seed == 2)
      #expect(try world.solved().table() == solved.table(seed: 2), "\(type)")
    }
    for type in WorldCatalogue.worlds { try check(type) }
  }

  @Test("Truths are of columns that the table has", .tags(.identity)) func columns() throws {
    for type in WorldCatalogue.worlds {
      let table = try Self.small(type).solved().table()
      for truth in table.truth {
        #expect(table.frame.contains(truth.outcome), "\(type): \(truth.outcome)")
        for factor in truth.term.factors {
          #expect(table.frame.contains(factor.name), "\(type): \(factor.name)")
        }
      }
    }
  }

  @Test("Sizes and shocks out of their domain are refused", .tags(.failure)) func domains() throws {
    func refuses<Made: World>(_ world: Made) throws {
      for option in world.options.inputs {
        guard let low = option.domain.low else { continue }
        var changed = world
        try changed.options.set(option.name, to: [low.value - 1])
        #expect(throws: BargainingError.self, "\(Made.self): \(option.name)") {
          try changed.check()
        }
        #expect(throws: BargainingError.self) { try changed.solved() }
      }
      var changed = world
      #expect(throws: BargainingError.self) { try changed.options.set("sise", to: [3]) }
    }
    for type in WorldCatalogue.worlds { try refuses(type.init()) }
    var many = ReducedFormWorld()
    many.options.allies = 1_000_000
    #expect {
      try many.check()
    } throws: { error in
      (error as? BargainingError)?.description.contains("at most 20000000") == true
    }
    many.options.allies = .max
    #expect(throws: BargainingError.self) { try many.check() }
  }

  @Test("Worlds are equal where sizes and theory are", .tags(.identity)) func equality() {
    var one = LoyaltyWorld()
    #expect(one.isEqual(to: LoyaltyWorld()))
    #expect(!one.isEqual(to: GunsAndButterWorld()))
    one.parameters.record = 0.5
    #expect(!one.isEqual(to: LoyaltyWorld()))
  }

  @Test(
    "In the reduced-form world every patron meets every ally every year and votes every fourth",
    .tags(.identity)) func reducedForm() throws
  {
    var world = ReducedFormWorld()
    world.options.patrons = 6
    world.options.allies = 9
    world.options.years = 8
    let frame = try world.solved().table().frame
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

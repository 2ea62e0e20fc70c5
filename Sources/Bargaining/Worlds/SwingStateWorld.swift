import Numerics

/// A world of a patron's states that export to allies and to others in election years.
///
///     exports_rkd = ally_d 100 V w_rk(x*) / c + effects + shocks
///
/// with a new map of margins at every election k. In equilibrium concessions are proportional to
/// pivotality, so the coefficient of ally x pivotality is 100 V / c whatever the map.
public struct SwingStateWorld: World {
  /// A reading of the theory of alliance concessions, under a name of its own.
  public static let theory: String? = "swing-states"

  /// Sizes and shocks of a world.
  public struct Options: WorldOptions {
    /// The patron's states.
    public var states = 30
    /// Countries that they export to; half are allies.
    public var destinations = 30
    /// Elections, four years apart, each with a new map.
    public var elections = 8
    /// The seed of every draw.
    public var seed: UInt64 = 1
    /// Standard deviation of the shock of a row, in hundredths of exports.
    public var noise = 0.5
    /// Standard deviation of the shock that a state shows in a year.
    public var stateShock = 0.3
    /// The incumbents' record, the same at every election.
    public var signal = 1.5

    /// Thirty states.
    public init() {}

    /// The names of sizes and shocks with their domains; the seed is named by the study.
    public static var table: InputTable<Options> {
      let small = "Smaller worlds cannot be estimated."
      let deviation = "It is a standard deviation."
      return InputTable([
        .whole("states", \.states, "the patron's states", .whole(3...1000), small),
        .whole("destinations", \.destinations, "countries exported to", .whole(4...1000), small),
        .whole(
          "elections", \.elections, "elections, each with a new map", .whole(2...1000), small),
        .number(
          "noise", \.noise, "standard deviation of the shock of a row", .nonnegative, deviation),
        .number(
          "state_shock", \.stateShock,
          "standard deviation of the shock that a state shows in a year", .nonnegative, deviation),
        .number("signal", \.signal, "the incumbents' record"),
      ])
    }
  }

  /// Sizes and shocks; the seed is one of them.
  public var options = Options()
  /// The model's costs and stakes; margins, votes and majority are drawn.
  public var parameters = AllianceConcessions.Parameters()

  /// Thirty states with the reference costs and stakes.
  public init() {}

  /// - Throws: `BargainingError` for a size, a shock or an input of the model outside its domain.
  public func check() throws(BargainingError) {
    try options.checkDomains()
    _ = try AllianceConcessions(parameters)
  }

  /// The coefficient of ally x pivotality as the truth, and a draw of exports.
  /// - Throws: What `check` throws, and what the equilibrium of a map throws.
  public func solved() throws(BargainingError) -> SolvedWorld {
    try options.checkDomains()
    let (options, parameters) = (options, parameters)
    // V at the incumbents' record.
    let stake = try AllianceConcessions(parameters).stake(signal: options.signal)
    let slope = 100 * stake / parameters.concessionCost
    // What a study of the states' exports must find.
    let truth = [
      Truth(outcome: "exports", term: .variable("pivotality"), value: 0),
      Truth(outcome: "exports", term: .product("ally", "pivotality"), value: slope),
    ]
    return SolvedWorld(seed: options.seed, truth: truth) { seed throws(BargainingError) in
      try Self.draw(options, parameters, stake: stake, seed).table(truth)
    }
  }

  /// The rows: state, destination and election; destinations are numbered from 1001, and the first
  /// half of them are allies.
  /// - Throws: `BargainingError.outOfDomain`, `.notConverged`, `.notUnique` where tariffs move.
  private static func draw(
    _ options: Options, _ parameters: AllianceConcessions.Parameters, stake: Double,
    _ seed: UInt64
  ) throws(BargainingError) -> WorldColumns {
    var random = Xoshiro256(seed: seed)
    let (states, destinations) = (options.states, options.destinations)
    let votes = (0..<states).map { _ in Double(3 + random.next() % 18) }
    let leaning = (0..<states).map { _ in 0.05 * random.normal() }
    var drawn = parameters
    drawn.votes = votes
    drawn.majority = (votes.reduce(0, +) / 2).rounded(.down) + 1
    let effects = (0..<states).map { _ in (0..<destinations).map { _ in random.normal() } }
    var table = WorldColumns(
      keys: ["state", "destination", "year"],
      numbers: ["ally", "pivotality", "closeness", "exports"],
      rows: states * destinations * options.elections)
    for election in 0..<options.elections {
      drawn.margins = leaning.map { $0 + 0.03 * random.normal() }
      // Shocks of three points are smooth on a rule of 24 nodes.
      let model = try AllianceConcessions(drawn, quadrature: NormalQuadrature(count: 24))
      // Beliefs are the same at every election, so is V; a world needs no search for rival maxima.
      let zeros = [Double](repeating: 0, count: states)
      let found = try model.settle(stake: stake, t: 0, from: zeros)
      guard model.structuralBenefit(stake, found) <= model.structuralCost else {
        throw .notUnique(
          what: "A world of temporary concessions alone", input: "k_t",
          value: parameters.structuralCost,
          hint: "Tariffs move too; raise k_t.")
      }
      let demand = (0..<destinations).map { _ in 0.5 * random.normal() }
      for state in 0..<states {
        let supply = options.stateShock * random.normal()
        for destination in 0..<destinations {
          let ally = destination < destinations / 2 ? 1.0 : 0
          let exports =
            ally * 100 * found.x[state] + effects[state][destination] + supply
            + demand[destination] + options.noise * random.normal()
          table.append(
            [state + 1, destination + 1001, 1952 + 4 * election],
            [ally, found.outcome.pivotality[state], -abs(drawn.margins[state]), exports])
        }
      }
    }
    return table
  }
}

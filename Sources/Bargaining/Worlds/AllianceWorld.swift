import Numerics

/// A world of patrons, allies and years in which protege concessions follow the model, for a study
/// to estimate.
///
///     s_pa   = mean + common_p + pair_pa, drawn anew for every four-year term, standard deviation 1
///     e_p    = 1 in the last year of each term
///     exports = 100 (-theta s + e X(s)) + growth + effects + shocks,    tariffs = effects + shocks
///
/// X is the equilibrium's sum of concessions, exports are in hundredths of E0. Shocks are common to a
/// patron's year, to an ally's year, and of the dyad-year. X bends with s; records are normal, so the
/// interaction that least squares must find is the projection of `ConcessionSchedule`.
public struct AllianceWorld: Sendable, Equatable {
  /// Sizes and shocks of a world.
  public struct Options: Sendable, Equatable {
    /// How many patrons hold elections.
    public var patrons = 1
    /// How many allies each of them has.
    public var allies = 40
    /// How many years every dyad is seen.
    public var years = 60
    /// The seed of every draw.
    public var seed: UInt64 = 1
    /// Standard deviation of a dyad-year's shock, in hundredths of exports.
    public var noise = 2.0
    /// Standard deviation of the shock that a patron's dyads share in a year.
    public var patronShock = 1.0
    /// Standard deviation of the shock that an ally's dyads share in a year.
    public var allyShock = 1.0
    /// The mean record, relative to predecessors.
    public var meanSignal = 0.5
    /// The share of the records' variance that a leader shows to all allies alike.
    public var commonShare = 0.25

    public init() {}
  }

  /// The standard deviation of records.
  public static let signalDeviation = 1.0
  static let growthSlope = 0.5
  static let termLength = 4

  /// Sizes and shocks.
  public let options: Options
  /// The protege's concessions by record.
  public let schedule: ConcessionSchedule

  /// A world.
  /// - Throws: `BargainingError.outOfDomain`.
  public init(
    _ options: Options = Options(), schedule: ConcessionSchedule
  ) throws(BargainingError) {
    for (name, value, least) in [
      ("patrons", options.patrons, 1), ("allies", options.allies, 2), ("years", options.years, 8),
    ] {
      try Domain.require(
        value >= least && value <= 100_000, name, Double(value),
        "a whole number of at least \(least)",
        "Smaller worlds cannot be estimated.")
    }
    for (name, value) in [
      ("noise", options.noise), ("patron_shock", options.patronShock),
      ("ally_shock", options.allyShock),
    ] {
      try Domain.nonnegative(name, value, "It is a standard deviation.")
    }
    try Domain.share("common_share", options.commonShare, "It is a share of a variance.")
    self.options = options
    self.schedule = schedule
  }

  /// The coefficients that a study of exports and tariffs must find.
  public var truth: [SimulatedTable.Truth] {
    let line = schedule.projection(mean: options.meanSignal, deviation: Self.signalDeviation)
    let theta = schedule.model.parameters.leverageLoss
    return [
      .init(outcome: "exports", term: "support", value: -100 * theta),
      .init(outcome: "exports", term: "election", value: 100 * line.level),
      .init(outcome: "exports", term: "election:support", value: 100 * line.slope),
      .init(outcome: "exports", term: "support:election", value: 100 * line.slope),
      .init(outcome: "exports", term: "ally_growth", value: Self.growthSlope),
      .init(outcome: "tariffs", term: "support", value: 0),
      .init(outcome: "tariffs", term: "election", value: 0),
      .init(outcome: "tariffs", term: "election:support", value: 0),
      .init(outcome: "tariffs", term: "support:election", value: 0),
      .init(outcome: "tariffs", term: "ally_growth", value: 0),
    ]
  }

  /// The world's dyad-years: one row a patron, ally and year, in that order. Allies are numbered
  /// from 1001.
  public func table() -> SimulatedTable {
    var random = Xoshiro256(seed: options.seed)
    let (patrons, allies, years) = (options.patrons, options.allies, options.years)
    let phases = (0..<patrons).map { _ in Int(random.next() % UInt64(Self.termLength)) }
    let terms = years / Self.termLength + 2
    func draws(_ units: Int, _ periods: Int) -> [[Double]] {
      (0..<units).map { _ in (0..<periods).map { _ in random.normal() } }
    }
    let common = draws(patrons, terms)
    let patronShocks = draws(patrons, years)
    let allyShocks = draws(allies, years)
    let growth = draws(allies, years)
    var table = SimulatedTable(
      keys: ["patron", "ally", "year"],
      numbers: ["election", "support", "ally_growth", "exports", "tariffs"])
    let theta = schedule.model.parameters.leverageLoss
    for patron in 0..<patrons {
      for ally in 0..<allies {
        let own = (0..<terms).map { _ in random.normal() }
        let effects = [3 * random.normal(), 3 * random.normal()]
        for year in 0..<years {
          let clock = year + phases[patron]
          let term = clock / Self.termLength
          let isElection = clock % Self.termLength == Self.termLength - 1
          let share = options.commonShare
          let spread =
            share.squareRoot() * common[patron][term] + (1 - share).squareRoot() * own[term]
          let support = options.meanSignal + Self.signalDeviation * spread
          let concession = isElection ? schedule.total(signal: support) : 0
          let shock =
            options.patronShock * patronShocks[patron][year]
            + options.allyShock * allyShocks[ally][year]
          let exports =
            100 * (concession - theta * support) + Self.growthSlope * growth[ally][year]
            + effects[0] + shock + options.noise * random.normal()
          let tariffs = effects[1] + shock / 2 + options.noise / 2 * random.normal()
          table.append(
            [patron + 1, ally + 1001, 1951 + year],
            [isElection ? 1 : 0, support, growth[ally][year], exports, tariffs])
        }
      }
    }
    table.truth = truth
    return table
  }
}

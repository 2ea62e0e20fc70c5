import Expressions
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
public struct AllianceWorld: World {
  /// The theory of alliance concessions.
  public static let theory: String? = AllianceConcessionsTheory.name

  /// Sizes and shocks of a world.
  public struct Options: WorldOptions {
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

    /// One patron, with the reference sizes and shocks.
    public init() {}

    /// The names of sizes and shocks with their domains; the seed is named by the study.
    public static var table: InputTable<Options> {
      let small = "Smaller worlds cannot be estimated."
      let deviation = "It is a standard deviation."
      return InputTable([
        .whole("patrons", \.patrons, "patrons", .whole(1...100_000), small),
        .whole("allies", \.allies, "allies of each patron", .whole(2...100_000), small),
        .whole("years", \.years, "years of every dyad", .whole(8...100_000), small),
        .number(
          "noise", \.noise, "standard deviation of a dyad-year's shock", .nonnegative, deviation),
        .number(
          "patron_shock", \.patronShock,
          "standard deviation of the shock that a patron's dyads share in a year", .nonnegative,
          deviation),
        .number(
          "ally_shock", \.allyShock,
          "standard deviation of the shock that an ally's dyads share in a year", .nonnegative,
          deviation),
        .number("mean_signal", \.meanSignal, "the mean record, relative to predecessors"),
        .number(
          "common_share", \.commonShare,
          "the share of the records' variance that a leader shows to all allies alike", .share,
          "It is a share of a variance."),
      ])
    }
  }

  /// The standard deviation of records.
  public static let signalDeviation = 1.0
  static let growthSlope = 0.5
  static let termLength = 4

  /// Sizes and shocks; the seed is one of them.
  public var options = Options()
  /// The model's costs, stakes and map.
  public var parameters = AllianceConcessions.Parameters()

  /// One patron over the reference map.
  public init() {}

  /// - Throws: `BargainingError` for a size, a shock or an input of the model outside its domain.
  public func check() throws(BargainingError) {
    try options.checkDomains()
    _ = try AllianceConcessions(parameters)
  }

  /// - Throws: What `check` and `ConcessionSchedule` throw.
  public func solved() throws(BargainingError) -> SolvedWorld {
    try options.checkDomains()
    return try solved(with: ConcessionSchedule(try AllianceConcessions(parameters)))
  }

  /// The world of a schedule that is known already, whatever the world's own parameters.
  /// - Throws: `BargainingError.outOfDomain`.
  public func solved(
    with schedule: ConcessionSchedule
  ) throws(BargainingError) -> SolvedWorld {
    try options.checkDomains()
    let options = options
    let truth = Self.truth(options, schedule)
    return SolvedWorld(seed: options.seed, truth: truth) { seed in
      Self.draw(options, schedule, seed).table(truth)
    }
  }

  /// The coefficients that a study of exports and tariffs must find.
  private static func truth(_ options: Options, _ schedule: ConcessionSchedule) -> [Truth] {
    let line = schedule.projection(mean: options.meanSignal, deviation: signalDeviation)
    let theta = schedule.model.parameters.leverageLoss
    let interaction = Term.product("election", "support")
    return [
      Truth(outcome: "exports", term: .variable("support"), value: -100 * theta),
      Truth(outcome: "exports", term: .variable("election"), value: 100 * line.level),
      Truth(outcome: "exports", term: interaction, value: 100 * line.slope),
      Truth(outcome: "exports", term: .variable("ally_growth"), value: growthSlope),
      Truth(outcome: "tariffs", term: .variable("support"), value: 0),
      Truth(outcome: "tariffs", term: .variable("election"), value: 0),
      Truth(outcome: "tariffs", term: interaction, value: 0),
      Truth(outcome: "tariffs", term: .variable("ally_growth"), value: 0),
    ]
  }

  /// The world's dyad-years: one row a patron, ally and year, in that order. Allies are numbered
  /// from 1001.
  private static func draw(
    _ options: Options, _ schedule: ConcessionSchedule, _ seed: UInt64
  ) -> WorldColumns {
    var random = Xoshiro256(seed: seed)
    let (patrons, allies, years) = (options.patrons, options.allies, options.years)
    let phases = (0..<patrons).map { _ in Int(random.next() % UInt64(termLength)) }
    let terms = years / termLength + 2
    func draws(_ units: Int, _ periods: Int) -> [[Double]] {
      (0..<units).map { _ in (0..<periods).map { _ in random.normal() } }
    }
    let common = draws(patrons, terms)
    let patronShocks = draws(patrons, years)
    let allyShocks = draws(allies, years)
    let growth = draws(allies, years)
    var table = WorldColumns(
      keys: ["patron", "ally", "year"],
      numbers: ["election", "support", "ally_growth", "exports", "tariffs"],
      rows: patrons * allies * years)
    let theta = schedule.model.parameters.leverageLoss
    for patron in 0..<patrons {
      for ally in 0..<allies {
        let own = (0..<terms).map { _ in random.normal() }
        let effects = [3 * random.normal(), 3 * random.normal()]
        for year in 0..<years {
          let clock = year + phases[patron]
          let term = clock / termLength
          let isElection = clock % termLength == termLength - 1
          let share = options.commonShare
          let spread =
            share.squareRoot() * common[patron][term] + (1 - share).squareRoot() * own[term]
          let support = options.meanSignal + signalDeviation * spread
          let concession = isElection ? schedule.total(signal: support) : 0
          let shock =
            options.patronShock * patronShocks[patron][year]
            + options.allyShock * allyShocks[ally][year]
          let exports =
            100 * (concession - theta * support) + growthSlope * growth[ally][year]
            + effects[0] + shock + options.noise * random.normal()
          let tariffs = effects[1] + shock / 2 + options.noise / 2 * random.normal()
          table.append(
            [patron + 1, ally + 1001, 1951 + year],
            [isElection ? 1 : 0, support, growth[ally][year], exports, tariffs])
        }
      }
    }
    return table
  }
}

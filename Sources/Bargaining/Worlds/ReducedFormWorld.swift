import Expressions
import Numerics

/// A world of patrons, allies and years whose coefficients are stated rather than derived: it follows
/// no theory, and tests estimators on data of the field's shape.
///
/// Patron p reassures ally a (support follows an autoregression with shocks common to the patron,
/// to the ally, and to the pair), patrons hold elections every four years, and two outcomes follow:
///
///     exports_growth = effects + truth.x + shock(p, t) + shock(a, t) + heavy-tailed noise
///     tariff_change  = the same form with its own truth, in which elections buy nothing
///
/// Shocks that a patron's or an ally's dyads share make rows dependent across dyads; noise is
/// Student's t with three degrees of freedom, half a per cent of it ten times as large. So least
/// squares is inefficient here, and an error estimate that takes rows as independent is too small.
public struct ReducedFormWorld: World {
  /// None: the coefficients are stated.
  public static let theory: String? = nil

  /// Sizes and shocks of a world.
  public struct Options: WorldOptions {
    /// How many patrons hold elections.
    public var patrons = 60
    /// How many allies each of them has.
    public var allies = 80
    /// How many years every dyad is seen.
    public var years = 16
    /// The seed of every draw.
    public var seed: UInt64 = 1
    /// Standard deviation of the shocks that dyads of a patron, or of an ally, share in a year.
    public var sharedShock = 0.5

    /// Sixty patrons.
    public init() {}

    /// The names of sizes and shocks with their domains; the seed is named by the study.
    public static var table: InputTable<Options> {
      let small = "Smaller worlds cannot be estimated."
      return InputTable([
        .whole("patrons", \.patrons, "patrons", .whole(from: 2), small),
        .whole("allies", \.allies, "allies of each patron", .whole(from: 2), small),
        .whole("years", \.years, "years of every dyad", .whole(from: 5), small),
        .number(
          "shared_shock", \.sharedShock,
          "standard deviation of the shocks that dyads of a patron, or of an ally, share in a year",
          .nonnegative, "It is a standard deviation."),
      ])
    }
  }

  /// True slopes, by outcome and term.
  private static let slopes: [(outcome: String, terms: [(term: Term, value: Double)])] = [
    (
      "exports_growth",
      [
        (.variable("election"), 0.4), (.variable("support"), -0.3),
        (.product("election", "support"), 0.8), (.variable("ally_growth"), 0.6),
        (.variable("patron_growth"), 0.2), (.variable("dispute"), -0.9),
      ]
    ),
    (
      "tariff_change",
      [
        (.variable("election"), 0.0), (.variable("support"), 0.1),
        (.product("election", "support"), 0.0), (.variable("ally_growth"), -0.2),
        (.variable("patron_growth"), 0.0), (.variable("dispute"), 0.4),
      ]
    ),
  ]

  /// Sizes and shocks; the seed is one of them.
  public var options = Options()
  /// Nothing: there is no theory.
  public var parameters = NoInputs()

  /// Sixty patrons and their allies.
  public init() {}

  /// More would not fit into memory with what is estimated from them.
  private static let mostRows = 20_000_000

  /// - Throws: `BargainingError` for a size or shock outside its domain, and for more than twenty
  ///   million rows.
  public func check() throws(BargainingError) {
    try options.checkDomains()
    // Doubles, whose product cannot overflow.
    let rows = Double(options.patrons) * Double(options.allies) * Double(options.years)
    try Domain.require(
      rows <= Double(Self.mostRows), "the number of rows", rows, "at most \(Self.mostRows)",
      "Take fewer patrons, allies or years.")
  }

  /// The stated coefficients as the truth, and a draw of both outcomes.
  /// - Throws: What `check` throws.
  public func solved() throws(BargainingError) -> SolvedWorld {
    try check()
    let options = options
    let truth = Self.slopes.flatMap { outcome, terms in
      terms.map { Truth(outcome: outcome, term: $0.term, value: $0.value) }
    }
    return SolvedWorld(seed: options.seed, truth: truth) { seed in
      Self.draw(options, seed).table(truth)
    }
  }

  /// The world's dyad-years: one row a patron, ally and year, sorted in that order.
  private static func draw(_ options: Options, _ seed: UInt64) -> WorldColumns {
    var random = Xoshiro256(seed: seed)
    let (patrons, allies, years) = (options.patrons, options.allies, options.years)
    func shocks(_ units: Int, _ deviation: Double) -> [[Double]] {
      (0..<units).map { _ in (0..<years).map { _ in deviation * random.normal() } }
    }
    let patronSupport = shocks(patrons, 0.5)
    let allySupport = shocks(allies, 0.5)
    let patronGrowth = shocks(patrons, 1)
    let allyGrowth = shocks(allies, 1)
    let patronShock = [shocks(patrons, options.sharedShock), shocks(patrons, options.sharedShock)]
    let allyShock = [shocks(allies, options.sharedShock), shocks(allies, options.sharedShock)]
    let phases = (0..<patrons).map { _ in Int(random.next() % 4) }
    var columns = WorldColumns(
      keys: ["patron", "ally", "year"],
      numbers: [
        "election", "support", "ally_growth", "patron_growth", "dispute", "exports_growth",
        "tariff_change",
      ], rows: patrons * allies * years)
    for patron in 0..<patrons {
      for ally in 0..<allies {
        let effects = [random.normal(), random.normal()]
        var support = random.normal()
        for year in 0..<years {
          support =
            0.5 * support + patronSupport[patron][year] + allySupport[ally][year]
            + 0.5 * random.normal()
          let election = (year + phases[patron]) % 4 == 0 ? 1.0 : 0
          let dispute = random.uniform() < 0.05 ? 1.0 : 0
          let regressors = [
            election, support, election * support, allyGrowth[ally][year],
            patronGrowth[patron][year], dispute,
          ]
          let outcomes = slopes.indices.map { index -> Double in
            let terms = slopes[index].terms
            var value = effects[index] + patronShock[index][patron][year]
            value += allyShock[index][ally][year] + noise(&random)
            for (term, x) in zip(terms, regressors) { value += term.value * x }
            return value
          }
          // Allies are numbered from 1001, so that no unit is both patron and ally. The product is
          // for the study to make.
          columns.append(
            [patron + 1, ally + 1001, firstYear + year],
            [0, 1, 3, 4, 5].map { regressors[$0] } + outcomes)
        }
      }
    }
    return columns
  }

  private static let firstYear = 1990

  /// Student's t with three degrees of freedom; one draw in two hundred is ten times as large.
  private static func noise(_ random: inout Xoshiro256) -> Double {
    let value = random.studentT(degreesOfFreedom: 3)
    return random.uniform() < 0.005 ? 10 * value : value
  }
}

import Documents
import Foundation
import Frames
import Numerics

/// A world of patrons, allies and years whose coefficients are known, for studies to recover.
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
public struct SimulatedWorld: Sendable {
  public struct Options: Sendable, Equatable {
    public var patrons = 60
    public var allies = 80
    public var years = 16
    public var seed: UInt64 = 1
    /// Standard deviation of the shocks that dyads of a patron, or of an ally, share in a year.
    public var sharedShock = 0.5

    public init() {}

    init(_ node: DocumentNode) throws(DocumentError) {
      let keys = try node.entries(known: ["patrons", "allies", "years", "seed", "shared_shock"])
      if let node = keys["patrons"] { patrons = try node.wholeNumber() }
      if let node = keys["allies"] { allies = try node.wholeNumber() }
      if let node = keys["years"] { years = try node.wholeNumber() }
      if let node = keys["seed"] { seed = UInt64(max(0, try node.wholeNumber())) }
      if let node = keys["shared_shock"] { sharedShock = try node.number() }
      guard patrons >= 2, allies >= 2, years >= 5, patrons * allies * years <= 20_000_000 else {
        throw node.wrong("at least 2 patrons, 2 allies and 5 years, and at most 20 million rows")
      }
    }
  }

  /// True slopes, by outcome and term.
  public static let truth: [(outcome: String, terms: [(name: String, value: Double)])] = [
    (
      "exports_growth",
      [
        ("election", 0.4), ("support", -0.3), ("election:support", 0.8), ("ally_growth", 0.6),
        ("patron_growth", 0.2), ("dispute", -0.9),
      ]
    ),
    (
      "tariff_change",
      [
        ("election", 0.0), ("support", 0.1), ("election:support", 0.0), ("ally_growth", -0.2),
        ("patron_growth", 0.0), ("dispute", 0.4),
      ]
    ),
  ]

  public let options: Options

  public init(_ options: Options = Options()) { self.options = options }

  /// The world's dyad-years: one row a patron, ally and year, sorted in that order.
  public func frame() -> Frame {
    var random = Xoshiro256(seed: options.seed)
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
    let rows = patrons * allies * years
    var columns = Columns(capacity: rows)
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
          let outcomes = SimulatedWorld.truth.indices.map { index -> Double in
            let terms = SimulatedWorld.truth[index].terms
            var value = effects[index] + patronShock[index][patron][year]
            value += allyShock[index][ally][year] + SimulatedWorld.noise(&random)
            for (term, x) in zip(terms, regressors) { value += term.value * x }
            return value
          }
          columns.append(
            patron: patron, ally: ally, year: year, regressors: regressors, outcomes: outcomes)
        }
      }
    }
    return columns.frame()
  }

  /// Student's t with three degrees of freedom; one draw in two hundred is ten times as large.
  private static func noise(_ random: inout Xoshiro256) -> Double {
    let value = random.studentT(degreesOfFreedom: 3)
    return random.uniform() < 0.005 ? 10 * value : value
  }

  /// The growing columns of the world.
  private struct Columns {
    private var keys: [[Int64]]
    private var numbers: [[Double]]
    private static let keyNames = ["patron", "ally", "year"]
    private static let numberNames = [
      "election", "support", "ally_growth", "patron_growth", "dispute", "exports_growth",
      "tariff_change",
    ]
    private static let firstYear = 1990

    init(capacity: Int) {
      keys = Columns.keyNames.map { _ in [] }
      numbers = Columns.numberNames.map { _ in [] }
      for index in keys.indices { keys[index].reserveCapacity(capacity) }
      for index in numbers.indices { numbers[index].reserveCapacity(capacity) }
    }

    mutating func append(
      patron: Int, ally: Int, year: Int, regressors: [Double], outcomes: [Double]
    ) {
      // Allies are numbered from 1001, so that no unit is both patron and ally.
      for (index, key) in [patron + 1, ally + 1001, Columns.firstYear + year].enumerated() {
        keys[index].append(Int64(key))
      }
      let kept = [0, 1, 3, 4, 5].map { regressors[$0] } + outcomes
      for (index, value) in kept.enumerated() { numbers[index].append(value) }
    }

    func frame() -> Frame {
      let columns =
        zip(Columns.keyNames, keys).map { Column(name: $0, storage: .integer($1)) }
        + zip(Columns.numberNames, numbers).map { Column(name: $0, storage: .double($1)) }
      guard let frame = try? Frame(columns) else {
        preconditionFailure("the world's columns have distinct names and one length")
      }
      return frame
    }
  }
}

import Bargaining
import Foundation
import Numerics

/// Measures the tariff models: processor seconds of one thread.
@main struct BargainingBenchmark {
  static func main() throws {
    try solutions()
    try generalSolutions()
    try map()
    try network(countries: 30, sectors: 20, alliance: 0)
    try network(countries: 30, sectors: 20, alliance: 0.1)
  }

  /// Nash, rules-based and public's point, the frontier at 50 weights, comparative statics.
  private static func solutions() throws {
    let lambdas = (0..<50).map { 0.7 + 0.6 * Double($0) / 49 }
    let count = 20_000
    var random = Xoshiro256(seed: 1)
    let politics = try (0..<count).map { _ in
      try TradePolitics(
        government: PoliticalWeights(
          import: 1 + 0.75 * random.uniform(), export: 1 + 0.6 * random.uniform()),
        people: PoliticalWeights(import: 1 + 0.2 * random.uniform(), export: 1))
    }
    var sum = 0.0
    let seconds = try processor {
      for weights in politics {
        let solution = try LinearTradeAgreement(weights).solution(lambdas: lambdas)
        sum += solution.frontier[49].tariffs.home + solution.nash.tariffs.home
      }
    }
    print(
      "linear solution with 50 frontier points: "
        + "\(rounded(1e6 * seconds / Double(count))) microseconds (sum \(sum))")
  }

  private static func generalSolutions() throws {
    let market = try ScheduleMarket.isoelasticExample()
    let count = 200
    var sum = 0.0
    let seconds = try processor {
      for _ in 0..<count {
        let agreement = try TradeAgreement(market, .figureOne)
        sum += agreement.rulesPoint(.termsOfTrade).point?.tariffs.home ?? 0
      }
    }
    print(
      "isoelastic Nash and rules-based point: "
        + "\(rounded(1e6 * seconds / Double(count))) microseconds (sum \(sum))")
  }

  private static func map() throws {
    for claim in ClaimMap.Claim.allCases {
      var holds = 0.0
      let seconds = try processor {
        let map = try ClaimMap(
          claim, horizontal: .governmentImport, over: 1...1.95, vertical: .publicImport,
          over: 1...1.95, columns: 1_000, rows: 1_000)
        holds = map.share(of: .holds) + map.share(of: .holdsProved)
      }
      print("map of \(claim.rawValue), 1000 x 1000: \(rounded(seconds)) s (holds in \(holds))")
    }
  }

  private static func network(countries: Int, sectors: Int, alliance: Double) throws {
    var random = Xoshiro256(seed: 2)
    let rows = (0..<sectors).map { _ in
      (0..<countries).map { _ in
        TradeNetwork.Producer(
          demandIntercept: 0.5 + random.uniform(), demandSlope: 0.5 + random.uniform(),
          supplySlope: 0.2 + 2 * random.uniform(),
          government: PoliticalWeights(
            import: 1 + 0.5 * random.uniform(), export: 1 + 0.4 * random.uniform()))
      }
    }
    var alliances = Matrix(rows: countries, columns: countries)
    for index in 0..<countries { alliances[index, (index + 1) % countries] = alliance }
    let network = try TradeNetwork(sectors: rows, alliances: alliances)
    var nash: NetworkTariffs?
    let seconds = try processor { nash = try network.nash() }
    print(
      "Nash of \(countries) countries x \(sectors) sectors, alliances \(alliance): \(rounded(seconds)) s, "
        + "\(nash?.sweeps ?? 0) sweeps, largest unilateral gain \(nash?.unilateralGain ?? -1)")
    let deals = try processor { nash = try network.nashInNash() }
    print(
      "Nash-in-Nash of the same: \(rounded(deals)) s, \(nash?.sweeps ?? 0) rounds, "
        + "last move \(nash?.lastMove ?? -1)")
  }

  private static func rounded(_ value: Double) -> String { String(format: "%.3g", value) }

  /// Processor seconds of the process while something runs.
  private static func processor(_ work: () throws -> Void) rethrows -> Double {
    func used() -> Double {
      var usage = rusage()
      #if canImport(Glibc)
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      #else
        getrusage(RUSAGE_SELF, &usage)
      #endif
      func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
      return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
    let start = used()
    try work()
    return used() - start
  }
}

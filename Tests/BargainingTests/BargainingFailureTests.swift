import Bargaining
import TestSupport
import Testing

@Suite(.tags(.failure)) struct BargainingFailureTests {
  @Test func weightsOutsideTheirDomain() {
    #expect {
      try TradePolitics(
        government: PoliticalWeights(import: -1, export: 1), people: .benevolent)
    } throws: { error in
      "\(error)".contains("The import weight of Home's government is -1")
    }
    #expect(throws: BargainingError.self) {
      try TradePolitics(
        government: PoliticalWeights(import: 1, export: .nan), people: .benevolent)
    }
    #expect(throws: BargainingError.self) {
      try TradePolitics(
        government: .benevolent, people: .benevolent, downstreamShare: 1.5)
    }
  }

  @Test(arguments: [0, -1, Double.nan, .infinity])
  func lambda(_ lambda: Double) throws {
    let agreement = try LinearTradeAgreement(.figureOne)
    #expect(throws: BargainingError.self) { try agreement.frontierPoint(lambda: lambda) }
  }

  @Test func floorAboveNash() throws {
    #expect(
      throws: BargainingError.floorAboveNash(
        floor: 0.1, country: "Home", nash: 4.6 / 58.4)
    ) { try LinearTradeAgreement(.figureOne, tariffFloor: 0.1) }
    #expect(throws: BargainingError.self) {
      try TradeAgreement(LinearMarket(), .figureOne, tariffFloor: .nan)
    }
  }

  @Test func pointsThatDoNotExistSayWhy() throws {
    let imports = PoliticalWeights(import: 2.2, export: 1)
    let agreement = try LinearTradeAgreement(
      try TradePolitics(government: imports, people: imports))
    guard case .noInteriorPoint(let answer) = agreement.rulesPoint(.termsOfTrade) else {
      Issue.record("an agreement that should end trade")
      return
    }
    #expect(answer.reason == .beyondAutarky)
    #expect(agreement.remarkOne() == nil)
    #expect(agreement.publicGains() == nil)
    let exporters = PoliticalWeights(import: 1.1, export: 1.3)
    let floored = try LinearTradeAgreement(
      try TradePolitics(government: exporters, people: exporters), tariffFloor: 0)
    guard case .noInteriorPoint(let below) = floored.rulesPoint(.termsOfTrade) else {
      Issue.record("an agreement below its floor")
      return
    }
    #expect(below.reason == .belowFloor(0))
    #expect(below.description.contains("least allowed"))
  }

  @Test func marketsWithoutTrade() throws {
    let demand = try Demand.linear(intercept: 1, slope: 1)
    #expect(throws: BargainingError.noTrade(importer: 0.5, exporter: 2.0 / 3)) {
      try ScheduleMarket(
        importerDemand: demand, exporterDemand: demand, importSupply: .linear(slope: 1),
        exportSupply: .linear(slope: 0.5))
    }
    #expect(throws: BargainingError.self) { try Supply.linear(slope: 0) }
    let risesWithPrice = Demand(
      choke: 1, quantity: { 0.5 - 0.1 * $0 }, slope: { _ in 0.1 }, curvature: { _ in 0 },
      surplus: { _ in 0 })
    #expect {
      try ScheduleMarket(
        importerDemand: risesWithPrice, exporterDemand: demand, importSupply: .linear(slope: 1),
        exportSupply: .linear(slope: 2))
    } throws: { error in "\(error)".contains("slope") }
  }

  @Test func maps() {
    #expect(throws: BargainingError.self) {
      try ClaimMap(
        .remarkOne, horizontal: .publicImport, over: 1...2, vertical: .publicImport, over: 1...2)
    }
    #expect(throws: BargainingError.self) {
      try ClaimMap(
        .remarkOne, horizontal: .publicImport, over: 1...2, vertical: .publicExport, over: 1...2,
        columns: 1)
    }
    #expect(throws: BargainingError.self) {
      try ClaimMap(
        .remarkOne, horizontal: .publicImport, over: -1...2, vertical: .publicExport, over: 1...2)
    }
  }
}

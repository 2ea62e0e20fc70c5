import Machine

/// Where in the space of weights a claim of the paper holds, over a grid of two parameters.
public struct ClaimMap: Sendable, Equatable {
  /// What is judged at every place.
  public enum Claim: String, Sendable, CaseIterable {
    /// The public wants less liberalisation than its government.
    case remarkOne = "remark-1"
    /// Power brings both rents and terms of trade.
    case remarkTwo = "remark-2"
    /// The public gains from its country's power.
    case publicGains = "public-gains"
  }

  /// A weight that varies, the same in both countries.
  public enum Parameter: String, Sendable, CaseIterable {
    /// Of governments on profits of firms that compete with imports.
    case governmentImport = "government-import"
    /// Of governments on exporters' profits.
    case governmentExport = "government-export"
    /// Of publics on profits of firms that compete with imports.
    case publicImport = "public-import"
    /// Of publics on exporters' profits.
    case publicExport = "public-export"
  }

  /// What the claim comes to at one place. The raw values are stored in `cells`.
  public enum Verdict: UInt8, Sendable, CaseIterable {
    /// There is no point to judge the claim at.
    case noRulesPoint
    /// It fails, and no failure that is told apart below explains it.
    case fails
    /// As `PublicGains.Failure.importBias`.
    case failsByImportBias
    /// As `PublicGains.Failure.lowPublicExportWeight`.
    case failsByLowPublicExportWeight
    /// As `PublicGains.Failure.nearAutarky`.
    case failsNearAutarky
    /// As `PublicGains.Failure.downstream`.
    case failsDownstream
    /// It holds here, though no theorem says so.
    case holds
    /// It holds and is proved.
    case holdsProved
  }

  /// The claim that was judged.
  public let claim: Claim
  /// The rule under which the governments negotiate.
  public let reciprocity: Reciprocity
  /// The weight that varies along a row, over `columns`.
  public let horizontal: Parameter
  /// The weight that varies from row to row, over `rows`.
  public let vertical: Parameter
  /// The places of the columns and rows.
  public let columns: [Double]
  /// The values of the vertical weight, ascending.
  public let rows: [Double]
  /// The verdicts, row by row from the least value of the vertical parameter.
  public let cells: [UInt8]

  /// Evaluates the claim at `columns x rows` places of the linear example, about 0.3 microseconds
  /// each.
  ///
  /// - Parameters:
  ///   - base: Every weight that does not vary.
  ///   - threads: Does not change the result.
  /// - Throws: `wrongCount` for fewer than two columns or rows, `outOfDomain` for a negative range or
  ///   the same parameter twice.
  public init(
    _ claim: Claim, horizontal: Parameter, over horizontalRange: ClosedRange<Double>,
    vertical: Parameter, over verticalRange: ClosedRange<Double>, columns: Int = 200,
    rows: Int = 200, base: TradePolitics = .figureOne, reciprocity: Reciprocity = .termsOfTrade,
    threads: Int = 1
  ) throws(BargainingError) {
    for (name, count) in [("The columns of a map", columns), ("The rows of a map", rows)]
    where count < 2 {
      throw .wrongCount(parameter: name, found: count, expected: "at least 2")
    }
    for (parameter, range) in [(horizontal, horizontalRange), (vertical, verticalRange)]
    where !(range.lowerBound >= 0 && range.upperBound < .infinity) {
      throw .outOfDomain(
        parameter: "The range of \(parameter.rawValue)", found: range.lowerBound,
        expected: "numbers from 0 up", hint: "Weights are not negative.")
    }
    guard horizontal != vertical else {
      throw .wrongCount(
        parameter: "The varying parameters", found: 1, expected: "two different weights")
    }
    func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      (0..<count).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
      }
    }
    let across = places(horizontalRange, columns)
    let upwards = places(verticalRange, rows)
    self.claim = claim
    self.reciprocity = reciprocity
    self.horizontal = horizontal
    self.vertical = vertical
    self.columns = across
    self.rows = upwards
    cells = Parallel.map(blocks: rows, threads: threads) { row in
      across.map { value in
        var politics = base
        politics.set(horizontal, to: value)
        politics.set(vertical, to: upwards[row])
        return Self.verdict(claim, politics, reciprocity).rawValue
      }
    }.flatMap { $0 }
  }

  /// The verdict in a column and row.
  public func verdict(column: Int, row: Int) -> Verdict {
    Verdict(rawValue: cells[row * columns.count + column]) ?? .noRulesPoint
  }

  /// The share of places with a verdict.
  public func share(of verdict: Verdict) -> Double {
    Double(cells.count { $0 == verdict.rawValue }) / Double(cells.count)
  }

  static func verdict(
    _ claim: Claim, _ politics: TradePolitics, _ reciprocity: Reciprocity
  ) -> Verdict {
    let agreement = LinearTradeAgreement(checked: politics, floor: nil)
    guard let point = agreement.rulesPoint(reciprocity, for: .government).point,
      let lambda = point.movableWeight
    else { return .noRulesPoint }
    switch claim {
    case .remarkOne:
      return agreement.remarkOne(at: point, reciprocity, .home).holds ? .holds : .fails
    case .remarkTwo:
      let remark = RemarkTwo(shift: PowerShift(point, lambda: lambda, politics: politics))
      return remark.holds ? .holds : .fails
    case .publicGains:
      let gains = agreement.publicGains(at: point, lambda: lambda, reciprocity)
      switch gains.failure {
      case nil: return gains.proof == nil ? .holds : .holdsProved
      case .importBias: return .failsByImportBias
      case .lowPublicExportWeight: return .failsByLowPublicExportWeight
      case .nearAutarky: return .failsNearAutarky
      case .downstream: return .failsDownstream
      }
    }
  }
}

extension TradePolitics {
  /// Sets a weight in both countries.
  mutating func set(_ parameter: ClaimMap.Parameter, to value: Double) {
    var (ruler, people) = (government, self.people)
    for country in Country.allCases {
      switch parameter {
      case .governmentImport: ruler[country].importWeight = value
      case .governmentExport: ruler[country].exportWeight = value
      case .publicImport: people[country].importWeight = value
      case .publicExport: people[country].exportWeight = value
      }
    }
    self = TradePolitics(checked: ruler, people: people, downstreamShare: downstreamShare)
  }
}

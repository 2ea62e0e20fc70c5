import ArgumentParser
import Bargaining
import Exhibits
import Foundation
import Typesetting

struct SolveTradeAgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trade-agreement",
    abstract: "Two governments that bargain over import tariffs, under rules or by power.",
    discussion: """
      entente solve trade-agreement                                    Figure 1 of DeRemer (2023)
      entente solve trade-agreement --home-government 1.5,1.05 --home-public 1,1
      entente solve trade-agreement --lambda 0.9,1,1.1 --tariff-floor 0 --format json
      entente solve trade-agreement --figure claims.png --figure-kind claims

      Weights are two numbers, on profits of import-competing firms and of exporters; 1 counts them \
      like anyone's income. A third number, with --downstream-share, is the weight on firms that buy \
      the imported good.
      """)

  enum FigureKind: String, ExpressibleByArgument, CaseIterable {
    case tariffSpace = "tariff-space"
    case frontier, claims
  }

  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(parsing: .unconditional, help: "Weights M,E of Home's government.")
  var homeGovernment = "1.2,1.1"

  @Option(parsing: .unconditional, help: "Weights M,E of Foreign's government.")
  var foreignGovernment = "1.2,1.1"

  @Option(parsing: .unconditional, help: "Weights M,E of Home's public.")
  var homePublic = "1.2,1"

  @Option(parsing: .unconditional, help: "Weights M,E of Foreign's public.")
  var foreignPublic = "1.2,1"

  @Option(help: "What answers a tariff cut: terms-of-trade or trade-volume.")
  var reciprocity: Reciprocity = .termsOfTrade

  @Option(parsing: .unconditional, help: "Weights on Home's government along the frontier.")
  var lambda = "0.8,0.9,1,1.1,1.2"

  @Option(
    parsing: .unconditional,
    help: "The least tariff allowed; if not said, import subsidies are limited by the market alone."
  )
  var tariffFloor: Double?

  @Option(
    parsing: .unconditional, help: "The share of demand for imports from firms downstream, 0 to 1.")
  var downstreamShare = 0.0

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @Option(help: "Write a figure to this file: .svg, .pdf or .png.")
  var figure: String?

  @Option(help: "What the figure shows: tariff-space, frontier or claims.")
  var figureKind: FigureKind = .tariffSpace

  func validate() throws {
    do {
      _ = try report()
    } catch let error as BargainingError {
      throw ValidationError(error.description)
    }
    if let figure { _ = try Self.suffix(of: figure) }
  }

  func run() throws {
    let report = try report()
    print(format == .json ? report.json.text : report.text)
    if let figure {
      try FigureExport.write(
        try drawing(report.agreement).svg(),
        to: URL(fileURLWithPath: figure).deletingPathExtension().path,
        formats: [try Self.suffix(of: figure)])
    }
  }

  private func drawing(_ agreement: LinearTradeAgreement) throws -> any Figure {
    switch figureKind {
    case .tariffSpace: try TariffSpacePlot(agreement)
    case .frontier: try PowerPathPlot(agreement, reciprocity)
    case .claims: try ClaimRegionsPlot(agreement.politics, reciprocity)
    }
  }

  private func report() throws -> TradeAgreementReport {
    let politics = try TradePolitics(
      homeGovernment: try Self.weights(homeGovernment, "--home-government"),
      foreignGovernment: try Self.weights(foreignGovernment, "--foreign-government"),
      homePublic: try Self.weights(homePublic, "--home-public"),
      foreignPublic: try Self.weights(foreignPublic, "--foreign-public"),
      downstreamShare: downstreamShare)
    return try TradeAgreementReport(
      try LinearTradeAgreement(politics, tariffFloor: tariffFloor), reciprocity,
      lambdas: try Self.numbers(lambda, "--lambda"))
  }

  private static func numbers(_ text: String, _ option: String) throws -> [Double] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let value = Double(part.trimmingCharacters(in: .whitespaces)) else {
        throw ValidationError(
          "\(option) \(text): \"\(part)\" is not a number. Separate numbers by commas, as in 1.2,1.1."
        )
      }
      return value
    }
  }

  private static func weights(_ text: String, _ option: String) throws -> PoliticalWeights {
    let values = try numbers(text, option)
    guard values.count == 2 || values.count == 3 else {
      throw ValidationError(
        "\(option) \(text) has \(values.count) \(values.count == 1 ? "number" : "numbers"); two are "
          + "expected, on import-competing and exporting profits, as in 1.2,1.1.")
    }
    return PoliticalWeights(
      import: values[0], export: values[1], downstream: values.count == 3 ? values[2] : 1)
  }

  private static func suffix(of path: String) throws -> FigureExport.Format {
    let suffix = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard let format = FigureExport.Format(rawValue: suffix) else {
      throw ValidationError("--figure \(path) does not end in .svg, .pdf or .png.")
    }
    return format
  }
}

extension Reciprocity: ExpressibleByArgument {}

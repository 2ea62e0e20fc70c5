import ArgumentParser
import Bargaining
import Exhibits

/// The weights of a tariff agreement, its rule and its limits.
struct TradeAgreementArguments: TheoryArguments {
  static let examples = """
    entente solve trade-agreement                                    Figure 1 of DeRemer (2023)
    entente solve trade-agreement --home-government 1.5,1.05 --home-public 1,1
    entente solve trade-agreement --lambda 0.9,1,1.1 --tariff-floor 0 --format json
    entente solve trade-agreement --figure claims.png --figure-kind claims

    Weights are two numbers, on profits of import-competing firms and of exporters; 1 counts them \
    like anyone's income. A third number, with --downstream-share, is the weight on firms that buy \
    the imported good.
    """

  @Option(weights: "Weights M,E of Home's government.")
  var homeGovernment = ProfitWeights(TradePolitics.figureOne.government.home)

  @Option(weights: "Weights M,E of Foreign's government.")
  var foreignGovernment = ProfitWeights(TradePolitics.figureOne.government.foreign)

  @Option(weights: "Weights M,E of Home's public.")
  var homePublic = ProfitWeights(TradePolitics.figureOne.people.home)

  @Option(weights: "Weights M,E of Foreign's public.")
  var foreignPublic = ProfitWeights(TradePolitics.figureOne.people.foreign)

  @Option(help: "What answers a tariff cut.")
  var reciprocity: Reciprocity = .termsOfTrade

  @Option(numbers: "Weights on Home's government along the frontier.")
  var lambda: NumberList = [0.8, 0.9, 1, 1.1, 1.2]

  @Option(
    parsing: .unconditional,
    help: "The least tariff allowed; if not said, import subsidies are limited by the market alone."
  )
  var tariffFloor: Double?

  @Option(
    parsing: .unconditional, help: "The share of demand for imports from firms downstream, 0 to 1.")
  var downstreamShare = 0.0

  @Flag(help: "Add the curves of tariff space to the JSON document.")
  var space = false

  /// What is wrong with an option's own value is wrong usage; what is wrong with a setting is the
  /// model's to say.
  func validate() throws {
    do throws(BargainingError) {
      try theory().check()
    } catch {
      throw ValidationError(error.description)
    }
  }

  func theory() -> TradeAgreementTheory {
    var theory = TradeAgreementTheory()
    theory.parameters.homeGovernment = homeGovernment.weights
    theory.parameters.foreignGovernment = foreignGovernment.weights
    theory.parameters.homePublic = homePublic.weights
    theory.parameters.foreignPublic = foreignPublic.weights
    theory.parameters.downstreamShare = downstreamShare
    theory.parameters.tariffFloor = tariffFloor
    theory.question.reciprocity = reciprocity
    theory.question.lambdas = lambda.values
    if space { theory.question.extras.insert(.tariffSpace) }
    return theory
  }
}

/// Weights on profits as they are typed: two numbers, or three.
struct ProfitWeights: CustomStringConvertible {
  let weights: PoliticalWeights

  init(_ weights: PoliticalWeights) { self.weights = weights }

  /// - Throws: `ValidationError` for what is no list of two or three numbers.
  init(_ text: String) throws {
    let values = try NumberList(text).values
    do throws(BargainingError) {
      weights = try PoliticalWeights(values, of: text)
    } catch {
      throw ValidationError(
        "\(text) has \(values.count) \(values.count == 1 ? "number" : "numbers"); two are "
          + "expected, on import-competing and exporting profits, as in 1.2,1.1.")
    }
  }

  var description: String { NumberList(values: weights.values).description }
}

extension Option where Value == ProfitWeights {
  init(wrappedValue: ProfitWeights, weights help: String) {
    self.init(
      wrappedValue: wrappedValue, parsing: .unconditional,
      help: "\(help) (default: \(wrappedValue))", transform: { try ProfitWeights($0) })
  }
}

extension Reciprocity: ExpressibleByArgument {}

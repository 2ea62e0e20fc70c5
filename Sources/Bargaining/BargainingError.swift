import Frames

/// What a user can get wrong in a formal model, and what a model cannot do.
///
/// A question without an answer, such as a rules-based point that does not exist, is a result and
/// not an error.
public enum BargainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A parameter outside the values for which the model means something.
  case outOfDomain(parameter: String, found: Double, expected: String, hint: String)
  /// A list with too few or too many entries.
  case wrongCount(parameter: String, found: Int, expected: String)
  /// The least tariff that was allowed lies above what a country chooses alone.
  case floorAboveNash(floor: Double, country: String, nash: Double)
  /// The prices at which two countries would not trade leave nothing to trade.
  case noTrade(importer: Double, exporter: Double)
  /// A curve of demand or supply that bends the wrong way.
  case wrongSlope(schedule: String, price: Double, slope: Double, expected: String)
  /// An equation without a root in the interval where it should have one.
  case noRoot(equation: String, low: Double, high: Double)
  /// Iterations that did not settle.
  case notConverged(what: String, iterations: Int, residual: Double, hint: String)
  /// Tariffs by partner where several importers compete for one good.
  case discriminationAmongImporters(sector: Int, importers: Int)
  /// An election that nobody can win: the majority exceeds all the votes there are.
  case majorityOutOfReach(needed: Int, votes: Int)
  /// A space of tariffs that is one point, as where the floor is the prohibitive tariff.
  case noTariffSpace(tariff: Double)
  /// A name that the model does not know.
  case unknownParameter(String, known: [String])
  /// A theory that the catalogue does not have.
  case unknownTheory(String, known: [String])
  /// Several equilibria where one function of the inputs was asked for.
  case notUnique(what: String, input: String, value: Double, hint: String)

  /// The input, what was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .outOfDomain(let parameter, let found, let expected, let hint):
      "\(parameter) is \(Self.text(found)); \(expected) was expected. \(hint)"
    case .wrongCount(let parameter, let found, let expected):
      "\(parameter) has \(Plural.count(found, "entry", "entries")); \(expected) was expected."
    case .floorAboveNash(let floor, let country, let nash):
      """
      The tariff floor is \(Self.text(floor)), above the tariff \(Self.roundedDown(nash)) that \
      \(country) chooses without an agreement, so the floor would forbid the outside option. \
      Give a floor of at most \(Self.roundedDown(nash)).
      """
    case .noTrade(let importer, let exporter):
      """
      Without trade the good would cost \(Self.text(importer)) in the importing and \
      \(Self.text(exporter)) in the exporting country; the importer's price must be the higher one \
      for the good to be traded. Exchange the countries, or change their supplies.
      """
    case .wrongSlope(let schedule, let price, let slope, let expected):
      """
      \(schedule) has slope \(Self.text(slope)) at price \(Self.text(price)); \(expected) was \
      expected. Check the derivative that was given with the schedule.
      """
    case .noRoot(let equation, let low, let high):
      """
      \(equation) has no root between \(Self.text(low)) and \(Self.text(high)). \
      Check that demand falls and supply rises, and widen the prices they are defined for.
      """
    case .notConverged(let what, let iterations, let residual, let hint):
      """
      \(what) did not settle in \(iterations) iterations; the last residual is \
      \(Self.text(residual)). \(hint)
      """
    case .discriminationAmongImporters(let sector, let importers):
      """
      Sector \(sector + 1) has \(importers) importers; tariffs by partner are defined here for \
      sectors with one importer and competing exporters. Use most-favoured-nation tariffs, or split \
      the sector by importer.
      """
    case .majorityOutOfReach(let needed, let votes):
      """
      The election needs \(needed) votes and the map has \(votes), so nobody can win it. \
      Give a majority of at most \(votes), or a complete map.
      """
    case .unknownParameter(let name, let known):
      "There is no parameter `\(name)`. " + Self.meant(name, known)
        + (known.isEmpty
          ? "There are none here." : "The model's are \(known.joined(separator: ", ")).")
    case .noTariffSpace(let tariff):
      """
      The tariffs span no window: none but \(Self.text(tariff)) is left. Give a lower tariff floor.
      """
    case .unknownTheory(let name, let known):
      "There is no theory `\(name)`. " + Self.meant(name, known)
        + "The theories are \(known.joined(separator: ", "))."
    case .notUnique(let what, let input, let value, let hint):
      "\(what) is not unique at \(input) = \(Self.text(value)). \(hint)"
    }
  }

  /// The names that come close, as a question.
  private static func meant(_ name: String, _ known: [String]) -> String {
    let closest = NearestNames.closest(to: name, among: known)
    return closest.isEmpty ? "" : "Did you mean \(NearestNames.sentence(closest))? "
  }

  /// Six decimals, so that what is advised is allowed.
  private static func roundedDown(_ value: Double) -> String {
    text((value * 1e6).rounded(.down) / 1e6)
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

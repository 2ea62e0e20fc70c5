import Bargaining

/// The theories that there are, by name.
///
/// A new theory is a folder in Bargaining, a view here, and a line in this list. The list stands on
/// this floor so that none can be in it that has no view.
public enum TheoryCatalogue {
  /// In the order in which they are listed.
  public static var theories: [any AnswerableTheory.Type] {
    [
      TradeAgreementTheory.self, AllianceConcessionsTheory.self, LoyaltyCoercionTheory.self,
      GunsAndButterTheory.self, TariffNetworkTheory.self,
    ]
  }

  /// Their names.
  public static var names: [String] { theories.map { $0.name } }

  /// The theory of that name, every input at its default.
  /// - Throws: `BargainingError.unknownTheory` with the names there are.
  public static func theory(
    named name: String
  ) throws(BargainingError) -> any AnswerableTheory {
    guard let found = theories.first(where: { $0.name == name }) else {
      throw .unknownTheory(name, known: names)
    }
    return found.init()
  }
}
